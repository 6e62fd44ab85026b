import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { FactsFile } from "../../generator/articles/facts.ts";

/** Figures of the committed edition of 2025-05-08, computed again by plain loops over the bundled CSV files. */

const ROOT = join(import.meta.dirname, "../..");
const LAST = "2025-05-07";

type Row = Record<string, string>;

function rows(file: string): Row[] {
  const [head = "", ...lines] = readFileSync(join(ROOT, "content/data", file), "utf8")
    .trim()
    .split("\n");
  const names = head.split(",");
  const all = lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""]));
  });
  return all.filter((row) => (row["date"] as string) <= LAST);
}

/** Values of a column up to the last day, with their dates. */
function column(file: string, name: string): { day: string; value: number }[] {
  return rows(file)
    .filter((row) => row[name] !== "")
    .map((row) => ({ day: row["date"] as string, value: Number(row[name]) }));
}

const values = (series: readonly { value: number }[]): number[] => series.map((each) => each.value);
const last = (list: readonly number[], back = 0): number => list[list.length - 1 - back] as number;
const mean = (list: readonly number[]): number =>
  list.reduce((sum, each) => sum + each, 0) / list.length;
const deviation = (list: readonly number[]): number => {
  const centre = mean(list);
  return Math.sqrt(list.reduce((sum, each) => sum + (each - centre) ** 2, 0) / (list.length - 1));
};
const logReturns = (list: readonly number[]): number[] =>
  list.slice(1).map((each, index) => Math.log(each / (list[index] as number)));

const facts = new Map<string, number | string>();
for (const story of ["cross-market-note", "market-wrap"]) {
  const path = join(ROOT, "content/editions/2025-05-08", `${story}.facts.json`);
  const file = JSON.parse(readFileSync(path, "utf8")) as FactsFile;
  for (const fact of file.facts) facts.set(fact.ref, fact.value);
}

function printed(ref: string): number {
  const value = facts.get(ref);
  if (typeof value !== "number")
    throw new Error(`The edition of 2025-05-08 does not print ${ref}.`);
  return value;
}

/** A fact that any sample article prints, the newest first, with the day that it describes. */
function told(ref: string): { value: number; day: string } {
  const folder = join(ROOT, "content/editions");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".facts.json"))
    .sort()
    .toReversed();
  for (const name of files) {
    const file = JSON.parse(readFileSync(join(folder, name), "utf8")) as FactsFile;
    const { value, day } = file.facts.find((fact) => fact.ref === ref) ?? {};
    if (typeof value === "number" && day !== undefined) return { value, day };
  }
  throw new Error(`No sample article prints ${ref}.`);
}

const btc = values(column("btc.csv", "close"));
const eth = values(column("eth.csv", "close"));

function rsi(closes: readonly number[]): number {
  const window = closes.slice(-250);
  let [gain, loss] = [0, 0];
  for (let at = 1; at < window.length; at++) {
    const change = (window[at] as number) - (window[at - 1] as number);
    const weight = at <= 14 ? at : 14;
    gain += (Math.max(change, 0) - gain) / weight;
    loss += (Math.max(-change, 0) - loss) / weight;
  }
  return 100 - 100 / (1 + gain / loss);
}

function correlation(
  one: readonly { day: string; value: number }[],
  other: readonly { day: string; value: number }[],
): [number, number, number] {
  const days = new Map(other.map((each) => [each.day, each.value]));
  const common = one.filter((each) => days.has(each.day)).slice(-31);
  const x = logReturns(values(common));
  const y = logReturns(common.map((each) => days.get(each.day) as number));
  const product = x.reduce(
    (sum, each, index) => sum + (each - mean(x)) * ((y[index] as number) - mean(y)),
    0,
  );
  const r = product / (x.length - 1) / deviation(x) / deviation(y);
  const reach = 1.959963984540054 / Math.sqrt(x.length - 3);
  return [r, Math.tanh(Math.atanh(r) - reach), Math.tanh(Math.atanh(r) + reach)];
}

test("closes and their changes", () => {
  expect(printed("btc.close.last")).toBe(last(btc));
  expect(printed("eth.close.last")).toBe(last(eth));
  expect(printed("btc.close.change1")).toBeCloseTo((last(btc) / last(btc, 1) - 1) * 100, 9);
  const { value, day } = told("eth.close.change20");
  const until = values(column("eth.csv", "close").filter((each) => each.day <= day));
  expect(value).toBeCloseTo((last(until) / last(until, 20) - 1) * 100, 9);
});

test("RSI by the running form of Wilder's averages", () => {
  expect(printed("btc.close.rsi14")).toBeCloseTo(rsi(btc), 9);
  const { value, day } = told("eth.close.rsi14");
  const until = values(column("eth.csv", "close").filter((each) => each.day <= day));
  expect(value).toBeCloseTo(rsi(until), 9);
});

test("correlations with their Fisher intervals", () => {
  const [r, low, high] = correlation(
    column("russell2000.csv", "adjusted"),
    column("ibit.csv", "close"),
  );
  expect(printed("russell2000+ibit.returns.correlation30")).toBeCloseTo(r, 9);
  expect(printed("russell2000+ibit.returns.correlation30Low")).toBeCloseTo(low, 6);
  expect(printed("russell2000+ibit.returns.correlation30High")).toBeCloseTo(high, 6);
});

test("the net flow of the spot bitcoin ETFs", () => {
  const flows = rows("etf-flows.csv").map(({ date: _date, ...funds }) =>
    Object.values(funds).reduce((sum, each) => sum + Number(each), 0),
  );
  expect(printed("btc.etfFlow.last")).toBeCloseTo(last(flows), 6);
});

test("the exchange net flow and the sum of its run", () => {
  const inflow = column("btc-onchain.csv", "exchangeInflow");
  const outflow = values(column("btc-onchain.csv", "exchangeOutflow"));
  const net = inflow.map(({ day, value }, index) => ({
    day,
    value: value - (outflow[index] as number),
  }));
  const flow = told("btc.exchangeNetFlow.last");
  expect(flow.value).toBe(net.find((each) => each.day === flow.day)?.value);
  const { value, day } = told("btc.exchangeNetFlow.streakSum");
  const until = values(net.filter((each) => each.day <= day));
  const way = Math.sign(last(until));
  const run = until.slice(until.findLastIndex((each) => Math.sign(each) !== way) + 1);
  expect(run.length).toBeGreaterThan(1);
  expect(value).toBeCloseTo(
    run.reduce((sum, each) => sum + each, 0),
    3,
  );
});

test("volume against its median", () => {
  const volume = values(column("btc.csv", "volume"));
  const before = volume.slice(-31, -1).sort((a, b) => a - b);
  const median = ((before[14] as number) + (before[15] as number)) / 2;
  expect(printed("btc.volume.ratio30")).toBeCloseTo(last(volume) / median, 9);
});

test("the share of the year's daily moves that were smaller", () => {
  const { value, day } = told("eth.close.moveBelow1y");
  const first = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  const closes = column("eth.csv", "close").filter((each) => each.day <= day);
  const moves = closes.slice(1).map((each, at) => ({
    day: each.day,
    size: Math.abs(each.value / (closes[at] as { value: number }).value - 1),
  }));
  const year = moves.filter((each) => each.day > first).map(({ size }) => size);
  const below = year.filter((size) => size < last(year)).length;
  expect(value).toBeCloseTo((below / year.length) * 100, 9);
});
