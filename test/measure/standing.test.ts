import { describe, expect, test } from "vitest";
import { percentileRank } from "../../generator/measure/statistics/statistics.ts";
import { ofClose, periods, signalOf, viewWith, walk, whyNot } from "./fake-view.ts";
import { mean, sampleDeviation } from "./plain.ts";
import percentiles from "./vectors/percentile-rank.json" with { type: "json" };

/** Values that rise a little, all of them under two. */
const low = (count: number): number[] => Array.from({ length: count }, (_, at) => 1 + at / count);

describe("percentile rank", () => {
  test.each(percentiles.cases)("of $score in $values agrees with scipy", (each) => {
    expect(percentileRank(Float64Array.from(each.values), each.score)).toBeCloseTo(each.mean, 12);
  });
});

describe("percentile of the past year", () => {
  test("counts the values after the same date a year earlier, the last included", () => {
    const rising = Array.from({ length: 400 }, (_, at) => 1 + at);
    expect(ofClose(rising, "percentile1y")).toBeCloseTo((364.5 / 365) * 100, 9);
    expect(ofClose(rising.toReversed(), "percentile1y")).toBeCloseTo((0.5 / 365) * 100, 9);
    expect(ofClose(rising, "below1y")).toBeCloseTo((364 / 365) * 100, 9);
    expect(ofClose(rising.toReversed(), "below1y")).toBe(0);
  });

  test("what lies more than a year back does not matter", () => {
    const values = walk(500);
    const other = values.map((value, at) => (at < 500 - 365 ? 1 : value));
    expect(ofClose(other, "percentile1y")).toBe(ofClose(values, "percentile1y"));
  });

  test("agrees with a count over three years of sessions", () => {
    const values = walk(900);
    const days = periods(900, "XNYS");
    const window = values.filter((_, at) => days[at]! > "2022-05-07");
    const below = window.filter((value) => value < values.at(-1)!).length;
    expect(ofClose(values, "percentile3y", { calendar: "XNYS" })).toBeCloseTo(
      ((below + 0.5) / window.length) * 100,
      9,
    );
  });

  test("a history that begins within the year is short of it", () => {
    const view = viewWith([{ id: "x.close", values: walk(200) }]);
    expect(whyNot(view, "x.close.percentile1y")).toMatchObject({ reason: "short", have: 200 });
  });

  test("a history of exactly the past year is enough", () => {
    expect(ofClose(walk(365), "percentile1y")).toBeTypeOf("number");
  });

  test("a year without movement has no percentile", () => {
    const view = viewWith([{ id: "x.close", values: Array<number>(400).fill(5) }]);
    expect(whyNot(view, "x.close.percentile1y").reason).toBe("constant");
  });
});

describe("z-score", () => {
  test("is the distance from the mean of the 90 values before, in their deviations", () => {
    const values = walk(120);
    const before = Array.from(values.subarray(-91, -1));
    const expected = (values.at(-1)! - mean(before)) / sampleDeviation(before);
    expect(ofClose(values, "zscore90")).toBeCloseTo(expected, 9);
  });

  test("of a fund listed lately is measured against all its values, once there are twenty", () => {
    const values = Array.from(walk(60));
    const listed = (count: number) =>
      viewWith([{ id: "x.close", values: values.slice(0, count), record: "listed" }]);
    const before = values.slice(0, 59);
    const expected = (values[59]! - mean(before)) / sampleDeviation(before);
    expect(signalOf(listed(60), "x.close.zscore90").value).toBeCloseTo(expected, 9);
    expect(whyNot(listed(20), "x.close.zscore90").reason).toBe("short");
    const part = viewWith([{ id: "x.close", values }]);
    expect(whyNot(part, "x.close.zscore90").reason).toBe("short");
  });

  test("90 equal values give none, whatever came after", () => {
    const view = viewWith([{ id: "x.close", values: [...Array<number>(90).fill(0.1), 3] }]);
    expect(whyNot(view, "x.close.zscore90").reason).toBe("constant");
  });
});

describe("highs and lows", () => {
  const days = periods(6);

  test("a high reaches back to the latest day that was at least as high", () => {
    const values = [9, 12, 11, 3, 4, 10];
    expect(ofClose(values, "highSince")).toBe(days[2]);
    expect(ofClose(values, "highYears")).toBeCloseTo(3 / 365.25, 12);
    expect(ofClose(values, "highIsRecord")).toBe(0);
  });

  test("an equal earlier value ends it", () => {
    expect(ofClose([9, 10, 1, 2, 3, 10], "highSince")).toBe(days[1]);
  });

  test("a record reaches back to the first day of the history", () => {
    const values = [9, 8, 7, 6, 5, 10];
    expect(ofClose(values, "highSince")).toBe(days[0]);
    expect(ofClose(values, "highIsRecord")).toBe(1);
    expect(ofClose(values, "lowSince")).toBe(days[4]);
    expect(ofClose(values, "lowIsRecord")).toBe(0);
  });

  test("a value like the one before it is a high since yesterday only", () => {
    expect(ofClose([5, 5, 5, 5, 5, 5], "highSince")).toBe(days[4]);
    expect(ofClose([5, 5, 5, 5, 5, 5], "lowIsRecord")).toBe(0);
  });

  test("is one again where the value before was one since the same day", () => {
    expect(ofClose([1, 9, 2, 3, 4, 5], "highIsAgain")).toBe(1);
    expect(ofClose([1, 9, 2, 6, 4, 7], "highIsAgain")).toBe(0);
    expect(ofClose([9, 1, 8, 7, 6, 5], "lowIsAgain")).toBe(1);
    expect(ofClose([9, 1, 8, 7, 8, 5], "lowIsAgain")).toBe(0);
  });

  test("of long ago is one again where the day since which it was so is of the same month", () => {
    // Of the two days that begin each, in one month, the high of yesterday lies under both and that of today under the first.
    expect(ofClose([30, 20, ...low(730), 15, 25], "highIsAgain")).toBe(1);
    expect(ofClose([30, 20, ...low(3), 15, 25], "highIsAgain")).toBe(0);
  });

  test("reads no further back than the day that ended it", () => {
    const view = viewWith([{ id: "x.close", values: [9, 12, 11, 3, 4, 10] }]);
    expect(signalOf(view, "x.close.highSince").inputs).toMatchObject([
      { series: "x.close", from: days[2], to: days[5], count: 4 },
    ]);
  });
});
