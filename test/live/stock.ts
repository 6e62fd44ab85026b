import { readFileSync } from "node:fs";
import { join } from "node:path";
import { memoize } from "../../generator/base/memo.ts";
import { PROJECT } from "../gather/support.ts";
import type { Reply } from "../gather/web/provider.ts";

/** One row of a bundled file, by column name. */
export type BundledRow = Readonly<Record<string, string>>;

/** All rows of a bundled file, oldest first; read once. */
export const bundledRows = memoize((file: string): readonly BundledRow[] => {
  const [head = "", ...lines] = readFileSync(join(PROJECT, "content/data", file), "utf8")
    .trim()
    .split("\n");
  const names = head.split(",");
  return lines.map((line) =>
    Object.fromEntries(line.split(",").map((cell, at) => [names[at]!, cell])),
  );
});

/** What a provider has of a bundled file when it is asked. */
export type Stock = (file: string, host: string) => readonly BundledRow[];

/** A candle of its own kind around a close: no two days have one volume. */
export function candleOf(row: BundledRow): BundledRow {
  const { close = "", date = "", trulyOf = date } = row;
  if (close === "") return {};
  const part = (seconds(trulyOf) / 86_400 / Math.E) % 1;
  const near = (percent: number): string =>
    (Number(close) * (1 + (percent * part) / 100)).toFixed(4);
  return {
    open: near(-0.4),
    high: near(1),
    low: near(-1),
    volume: part.toFixed(9).slice(2),
    close,
  };
}

/** The instant of a time on a day (UTC), in seconds. */
export const seconds = (day: string, time = "00:00"): number =>
  Date.parse(`${day}T${time}:00Z`) / 1000;
export const figure = (cell: string | undefined): number | null => (cell ? Number(cell) : null);
const query = (url: string | undefined): URLSearchParams =>
  new URL(url ?? "", "http://x").searchParams;

/** A reply of text that follows from the query. */
export const text =
  (answer: (asked: URLSearchParams) => string): Reply =>
  (request, response) =>
    void response.end(answer(query(request.url)));

/** A reply of JSON that follows from the query. */
export const json = (answer: (asked: URLSearchParams) => unknown): Reply =>
  text((asked) => JSON.stringify(answer(asked)));
