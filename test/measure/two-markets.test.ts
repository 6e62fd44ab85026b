import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { editionOf } from "../support/edition.ts";
import { ROOT } from "../support/bundle.ts";
import { correlation, mean, sampleDeviation } from "./plain.ts";

const DAY = "2025-05-08";
const { signals } = editionOf(DAY);

function column(file: string, name: string): Map<string, number> {
  const [head = "", ...lines] = readFileSync(join(ROOT, "content/data", file), "utf8")
    .trim()
    .split("\n");
  const at = head.split(",").indexOf(name);
  const rows = lines.map((line) => line.split(",")).filter((cells) => cells[at] !== "");
  return new Map(rows.filter(([day]) => day! < DAY).map((cells) => [cells[0]!, Number(cells[at])]));
}

/** The 97.5 % quantile of Student's t with 58 degrees of freedom (R: `qt(0.975, 58)`). */
const T58 = 2.001717483;

const stocks = column("sp500.csv", "close");
const coins = column("btc.csv", "close");
const common = [...stocks.keys()].filter((day) => coins.has(day));
const returnsOf = (values: ReadonlyMap<string, number>): number[] =>
  common.slice(1).map((day, at) => Math.log(values.get(day)! / values.get(common[at]!)!));
const [x, y] = [returnsOf(stocks), returnsOf(coins)];

const pair = (name: string): number => {
  const outcome = signals.readPair("sp500", "btc", name);
  if (!outcome.ok) throw new Error(outcome.why.reason);
  return outcome.signal.value as number;
};

/** The newest return in deviations of the sixty before it. */
const size = (returns: readonly number[]): number => {
  const before = returns.slice(-61, -1);
  return (
    returns.at(-1)! /
    Math.sqrt(before.reduce((total, each) => total + (each - mean(before)) ** 2, 0) / 59)
  );
};

describe("two markets, recomputed from the files", () => {
  test("beta is covariance over variance, within r ± its standard error", () => {
    const [a, b] = [x.slice(-60), y.slice(-60)];
    const r = correlation(a, b);
    const slope = (r * sampleDeviation(b)) / sampleDeviation(a);
    const error = (slope / r) * Math.sqrt((1 - r * r) / 58);
    expect(pair("beta60")).toBeCloseTo(slope, 10);
    expect(pair("beta60Low")).toBeCloseTo(slope - T58 * error, 8);
    expect(pair("beta60High")).toBeCloseTo(slope + T58 * error, 8);
    expect(pair("beta60Move")).toBeCloseTo((Math.exp(slope * a.at(-1)!) - 1) * 100, 8);
  });

  test.each([5, 20])("the spread over %i sessions is the difference of simple changes", (count) => {
    const [from, to] = [common.at(-1 - count)!, common.at(-1)!];
    const change = (values: ReadonlyMap<string, number>): number =>
      values.get(to)! / values.get(from)! - 1;
    expect(pair(`spread${count}`)).toBeCloseTo((change(stocks) - change(coins)) * 100, 9);
  });

  test("the newest common move is between the last two common sessions", () => {
    expect(pair("firstMove")).toBeCloseTo((Math.exp(x.at(-1)!) - 1) * 100, 9);
    expect(pair("secondMove")).toBeCloseTo((Math.exp(y.at(-1)!) - 1) * 100, 9);
    expect(pair("firstMoveZ")).toBeCloseTo(size(x), 9);
    expect(pair("secondMoveZ")).toBeCloseTo(size(y), 9);
  });

  test("the correlation before is that of the 30 pairs that ended 30 sessions ago", () => {
    const before = correlation(x.slice(-60, -30), y.slice(-60, -30));
    expect(pair("correlation30Before")).toBeCloseTo(before, 10);
    expect(pair("correlation30Change")).toBeCloseTo(
      correlation(x.slice(-30), y.slice(-30)) - before,
      10,
    );
  });
});
