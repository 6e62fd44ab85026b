import { describe, expect, test } from "vitest";
import { periods, ofClose, signalOf, viewWith, walk, whyNot, type Given } from "./fake-view.ts";
import { logReturns, sampleDeviation } from "./plain.ts";

const series = (given: Given): ReturnType<typeof viewWith> => viewWith([given]);

describe("changes", () => {
  test("of a price are simple percentages of the earlier value", () => {
    expect(ofClose([100, 103], "change1")).toBeCloseTo(3, 12);
    expect(ofClose([100, 1, 1, 1, 1, 80], "change5")).toBeCloseTo(-20, 12);
    const values = walk(60);
    expect(ofClose(values, "change20")).toBeCloseTo((values[59]! / values[39]! - 1) * 100, 9);
  });

  test("beside a price are between prices as they were printed, and leave a dividend out", () => {
    const values = Array.from({ length: 30 }, (_, at) => (at < 15 ? 100 : 98));
    const view = viewWith([
      { id: "x.close", values },
      { id: "x.adjusted", values: values.map((each) => (each === 100 ? 98 : each)) },
    ]);
    expect(signalOf(view, "x.close.change20").value).toBeCloseTo(0, 12);
    expect(signalOf(view, "x.close.priceChange20").value).toBeCloseTo(-2, 12);
  });

  test("over a year compare with the last value at or before the same date", () => {
    const values = walk(300);
    const days = periods(300, "XNYS");
    const at = days.findLastIndex((day) => day <= "2024-05-07");
    expect(ofClose(values, "change1y", { calendar: "XNYS" })).toBeCloseTo(
      (values[299]! / values[at]! - 1) * 100,
      9,
    );
  });

  test("of a yield are in basis points, of an index level in points", () => {
    const yields = series({ id: "x.level", values: [4.31, 4.36], unit: "percent" });
    expect(signalOf(yields, "x.level.change1")).toMatchObject({
      value: expect.closeTo(5, 9) as number,
      unit: "basis points",
      decimals: 0,
    });
    const index = series({ id: "x.level", values: [24.76, 23.55], unit: "points" });
    expect(signalOf(index, "x.level.change1")).toMatchObject({
      value: expect.closeTo(-1.21, 9) as number,
      unit: "points",
      decimals: 2,
    });
  });

  test("of short interest in percent are in percentage points", () => {
    const shorts = series({ id: "x.shortInterest", values: [4.1, 4.6], unit: "percent" });
    expect(signalOf(shorts, "x.shortInterest.change1")).toMatchObject({
      value: expect.closeTo(0.5, 9) as number,
      unit: "percentage points",
    });
  });

  test("name the two observations that they compare", () => {
    const view = series({ id: "x.close", values: walk(30) });
    const days = periods(30);
    expect(signalOf(view, "x.close.change5").inputs).toMatchObject([
      { from: days[24], to: days[24], count: 1 },
      { from: days[29], to: days[29], count: 1 },
    ]);
  });

  test.each([0, -5])("from %i have no percentage", (earlier) => {
    const view = series({ id: "x.close", values: [earlier, 5] });
    expect(whyNot(view, "x.close.change1").reason).toBe("undefined");
  });

  test("over a year are not available while the value of a year earlier is missing", () => {
    const given = { id: "x.close", values: walk(400), without: ["2024-05-07", "2024-05-06"] };
    expect(whyNot(series(given), "x.close.change1y").reason).toBe("gap");
    const change = signalOf(series({ ...given, maxGap: 2 }), "x.close.change1y");
    expect(change.inputs[0]!.from).toBe("2024-05-05");
  });

  test("across missing periods are not available", () => {
    const days = periods(10);
    const view = series({ id: "x.close", values: walk(10), without: [days[8]!] });
    expect(whyNot(view, "x.close.change1").reason).toBe("gap");
  });
});

test("last, previous and age name the newest values and how old they are", () => {
  const view = series({ id: "x.close", values: [3, 5, 4], decimals: 5 });
  expect(signalOf(view, "x.close.last")).toMatchObject({ value: 4, unit: "USD", decimals: 5 });
  expect(signalOf(view, "x.close.previous")).toMatchObject({ value: 5, day: "2025-05-06" });
  expect(signalOf(view, "x.close.age")).toMatchObject({ value: 1, unit: "days" });
});

describe("the size of a move", () => {
  test("is the last log return over the deviation of the 60 before it", () => {
    const values = walk(90);
    const all = logReturns([...values]);
    expect(ofClose(values, "moveZ")).toBeCloseTo(
      all.at(-1)! / sampleDeviation(all.slice(-61, -1)),
      9,
    );
  });

  test("is ranked among the changes of the past year by their size in percent", () => {
    const values = walk(500);
    const sizes = [...values].map((value, at) => Math.abs(value / values[at - 1]! - 1)).slice(-365);
    const below = sizes.filter((size) => size < sizes.at(-1)!).length;
    expect(ofClose(values, "movePercentile1y")).toBeCloseTo(((below + 0.5) / 365) * 100, 9);
    expect(ofClose(values, "moveBelow1y")).toBeCloseTo((below / 365) * 100, 9);
  });

  test("is told by how many of the past year went the same way by as much, and the largest of them", () => {
    const values = walk(500);
    const days = periods(500);
    const changes = [...values].map((value, at) => ({
      change: (value / values[at - 1]! - 1) * 100,
      day: days[at]!,
    }));
    const newest = changes.at(-1)!.change;
    const like = changes.slice(-365, -1).filter(({ change }) => change * newest > 0);
    const largest = like.toSorted((a, b) => Math.abs(b.change) - Math.abs(a.change))[0]!;
    const asLarge = like.filter(
      ({ change }) => Math.round(Math.abs(change) * 10) >= Math.round(Math.abs(newest) * 10),
    );
    expect(asLarge.length).toBeGreaterThan(0);
    expect(ofClose(values, "likeMoves1y")).toBe(asLarge.length);
    expect(ofClose(values, "largestMove1y")).toBeCloseTo(largest.change, 9);
    expect(ofClose(values, "largestMove1yDay")).toBe(largest.day);
    expect(ofClose(values, "latestLikeMove1yDay")).toBe(asLarge.at(-1)!.day);
    const still = [...values, values.at(-1)!];
    expect(whyNot(series({ id: "x.close", values: still }), "x.close.likeMoves1y").reason).toBe(
      "undefined",
    );
  });

  test("has no size against prices that grew at one steady rate", () => {
    const steady = Array.from({ length: 80 }, (_, at) => 100 * 1.01 ** at);
    const view = series({ id: "x.close", values: steady });
    expect(whyNot(view, "x.close.moveZ").reason).toBe("constant");
  });

  test("volatility is annualised by 365 days or 252 sessions", () => {
    const values = walk(90);
    const daily = sampleDeviation(logReturns([...values]).slice(-30));
    expect(ofClose(values, "volatility30")).toBeCloseTo(daily * Math.sqrt(365) * 100, 9);
    expect(ofClose(values, "volatility30", { calendar: "XNYS" })).toBeCloseTo(
      daily * Math.sqrt(252) * 100,
      9,
    );
  });

  test("volatility is ranked among its daily readings of the past year", () => {
    const values = walk(450);
    const all = logReturns([...values]);
    const readings = Array.from({ length: 365 }, (_, back) =>
      sampleDeviation(all.slice(all.length - back - 30, all.length - back)),
    );
    const below = readings.filter((reading) => reading < readings[0]!).length;
    expect(ofClose(values, "volatility30Percentile1y")).toBeCloseTo(((below + 0.5) / 365) * 100, 9);
    expect(ofClose(values, "volatility30Below1y")).toBeCloseTo((below / 365) * 100, 9);
  });
});

describe("drawdown", () => {
  test("is measured from the highest close and dated by the latest such day", () => {
    const days = periods(5);
    const values = [10, 40, 20, 40, 30];
    expect(ofClose(values, "drawdown")).toBeCloseTo(-25, 12);
    expect(ofClose(values, "drawdownDay")).toBe(days[3]);
    expect(ofClose(values, "drawdownHigh")).toBe(40);
  });

  test("is zero at a new high", () => {
    expect(ofClose([10, 20, 30], "drawdown")).toBe(0);
  });
});

test("what a correction is counted from is the highest close of a year, whatever was higher before", () => {
  const values = [500, ...Array<number>(200).fill(80), 100, ...Array<number>(170).fill(90)];
  expect(ofClose(values, "yearDrawdown")).toBeCloseTo(-10, 12);
  expect(ofClose(values, "yearHigh")).toBe(100);
  expect(ofClose(values, "yearHighDay")).toBe(periods(values.length)[201]);
  expect(ofClose(values, "drawdown")).toBeCloseTo(-82, 12);
});

test("a value at the edge of the year is no high: that of before it is told, or the first that there is", () => {
  // 365 days before the newest stands 95, in a fall from the 100 of 20 days earlier.
  const fall = Array.from({ length: 21 }, (_, at) => 100 - at * 0.25);
  const values = [...Array<number>(50).fill(80), ...fall, ...Array<number>(364).fill(70)];
  expect(ofClose(values, "yearHigh")).toBe(100);
  expect(ofClose(values, "yearHighDay")).toBe(periods(values.length)[50]);
  expect(ofClose(values, "fallDepth")).toBeCloseTo(-30, 12);
  const begun = [...fall, ...Array<number>(364).fill(70)];
  expect(ofClose(begun, "yearHigh")).toBe(100);
});

function isRecord(values: number[], record: "highs" | "whole" | "part", name: string): unknown {
  const given = { id: "x.close", calendar: "24/7", record, values };
  return signalOf(viewWith([given]), `x.close.${name}`).value;
}

describe("a high is so on record", () => {
  const rising = [...Array<number>(400).fill(80), 100, 90];
  const fallen = [500, ...Array<number>(400).fill(80), 100, 90];

  test("where the data say that what is above all of them is, and none was higher", () => {
    for (const record of ["highs", "whole"] as const) {
      expect(isRecord(rising, record, "yearHighIsRecord")).toBe(1);
      expect(isRecord(rising, record, "drawdownIsRecord")).toBe(1);
      expect(isRecord(fallen, record, "yearHighIsRecord")).toBe(0);
      expect(isRecord(fallen, record, "drawdownIsRecord")).toBe(1);
    }
  });

  test("and never where they begin in the middle", () => {
    expect(isRecord(rising, "part", "yearHighIsRecord")).toBe(0);
    expect(isRecord(rising, "part", "drawdownIsRecord")).toBe(0);
  });
});

describe("a subject with an adjusted series", () => {
  const close = { id: "x.close", calendar: "XNYS", values: [100, 110, 108] } as const;
  const adjusted = { id: "x.adjusted", calendar: "XNYS", values: [97, 108, 108] } as const;

  test("prints its close and takes its returns from the adjusted values", () => {
    const view = viewWith([close, adjusted]);
    expect(signalOf(view, "x.close.last").value).toBe(108);
    const change = signalOf(view, "x.close.change1");
    expect(change).toMatchObject({ ref: "x.close.change1", quantity: "close", value: 0 });
    expect(change.inputs.map((input) => input.series)).toEqual(["x.adjusted", "x.adjusted"]);
  });

  test("has no change while the two end on different days", () => {
    const behind = { ...adjusted, end: "2025-05-06" };
    expect(whyNot(viewWith([close, behind]), "x.close.change1").reason).toBe("stale");
    expect(signalOf(viewWith([close, behind]), "x.close.last").value).toBe(108);
  });

  test("has its closing high among its closes as they were printed", () => {
    const view = viewWith([close, adjusted]);
    expect(signalOf(view, "x.close.drawdownDay").value).toBe("2025-05-06");
    expect(signalOf(view, "x.close.drawdownHigh").value).toBe(110);
    expect(signalOf(view, "x.close.drawdown").value).toBeCloseTo((108 / 110 - 1) * 100, 9);
  });
});
