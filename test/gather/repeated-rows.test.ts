import { expect, test } from "vitest";
import { admit } from "../../generator/gather/admit.ts";
import type { Row } from "../../generator/gather/files/table.ts";
import { guard } from "../../generator/gather/guards/judge.ts";
import { repeatedRows } from "../../generator/gather/repeated-rows.ts";
import { calendarNamed } from "../support/calendars.ts";
import { seriesOf } from "./support.ts";

const row = (at: number): Record<string, number> => ({
  open: 20 + at,
  high: 30 + at,
  low: 10 + at,
  close: 25 + Math.sin(at),
  volume: 1000 + at * at,
});

/** Rows of a share's candle, the newest being that of the day before in these columns. */
function candleRows(repeated: readonly string[]): Row[] {
  return [3, 4, 5, 6, 7, 8, 9].map((at) => {
    const before = Object.entries(row(at - 1)).filter(([name]) => repeated.includes(name));
    const figures = { ...row(at), ...(at === 9 ? Object.fromEntries(before) : {}) };
    const whole = Object.values(figures).map(String);
    return { line: at, date: `2025-05-0${at}`, value: String(figures["close"]), whole };
  });
}

const CANDLE = ["open", "high", "low", "close", "volume"];
const now = Date.parse("2025-06-01T00:00:00Z");
const coin = seriesOf({ id: "coin.close", calendar: calendarNamed("24/7"), range: [0, 1e9] });

test("a whole row sent twice is held back, a close that happens to repeat is not", () => {
  const { accepted, repeated } = admit(coin, candleRows(CANDLE), now);
  const twice = guard(coin, { days: [], values: [] }, accepted, { repeated });
  expect(twice.accepted.map(({ day }) => day)).not.toContain("2025-05-09");
  expect(twice.refused.map(({ code, period }) => [code, period])).toEqual([
    ["repeat", "2025-05-09"],
  ]);
  expect(admit(coin, candleRows(["close"]), now).repeated).toEqual(new Set());
});

test("a row sent twice stays held back once the series has moved, and what the provider then gives for it is taken", () => {
  const later = { line: 10, date: "2025-05-10", value: "27", whole: ["1", "2", "3", "27", "5"] };
  const moved = admit(coin, [...candleRows(CANDLE), later], now);
  const held = guard(coin, { days: [], values: [] }, moved.accepted, moved);
  expect(held.accepted.map(({ day }) => day).slice(-2)).toEqual(["2025-05-08", "2025-05-10"]);
  const mended = admit(coin, [...candleRows([]), later], now);
  expect(guard(coin, { days: [], values: [] }, mended.accepted, mended).refused).toEqual([]);
});

const rows = (figures: (at: number) => readonly number[]): ReadonlySet<string> =>
  repeatedRows(
    [3, 4, 5, 6, 7, 8, 9].map((at) => ({ day: `2025-05-0${at}`, cells: figures(at).map(String) })),
  );

test("a day without trade, rates that are set and small funds without flows are no row sent twice", () => {
  expect(rows((at) => [Math.min(at, 8), 1, Math.min(at, 8), Math.min(at, 8), 0])).toEqual(
    new Set(),
  );
  expect(rows((at) => [4.25, 4.5, Math.min(at, 8)])).toEqual(new Set());
  expect(rows((at) => (at < 7 ? [at, 2 * at] : [0, 0]))).toEqual(new Set());
  expect(rows((at) => [Math.min(at, 8), 2 * Math.min(at, 8)])).toEqual(new Set(["2025-05-09"]));
});
