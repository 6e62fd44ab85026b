import { describe, expect, test } from "vitest";
import { averageTrueRange, relativeStrength } from "../../generator/measure/statistics/wilder.ts";
import { mean } from "../../generator/measure/statistics/statistics.ts";
import { ofClose, viewWith, walk, whyNot } from "./fake-view.ts";
import * as plain from "./plain.ts";
import stockcharts from "./vectors/stockcharts-rsi14.json" with { type: "json" };
import talib from "./vectors/talib-daily.json" with { type: "json" };
import tulip from "./vectors/tulip-15.json" with { type: "json" };

const talibClose = Float64Array.from(talib.close);

describe("relative strength index", () => {
  test("agrees with the StockCharts sheet to its eight decimals", () => {
    stockcharts.rsi.forEach((expected, at) => {
      const known = stockcharts.close.slice(0, at + stockcharts.period + 1);
      expect(ofClose(known, "rsi14")).toBeCloseTo(expected, 7);
    });
  });

  test("agrees with TA-Lib to the two decimals it is tested at", () => {
    for (const { bar, value } of talib.rsi14) {
      const known = talibClose.subarray(0, bar + 1);
      expect(Math.abs(relativeStrength(known, 14)! - value)).toBeLessThan(0.01);
    }
  });

  test("agrees with Tulip over five periods", () => {
    tulip.rsi.forEach((expected, at) => {
      const known = Float64Array.from(tulip.close.slice(0, at + tulip.period + 1));
      const difference = Math.abs(relativeStrength(known, tulip.period)! - expected);
      expect(difference).toBeLessThan(tulip.tolerance);
    });
  });

  test("a flat series has no RSI", () => {
    const view = viewWith([{ id: "x.close", values: Array<number>(40).fill(7) }]);
    expect(whyNot(view, "x.close.rsi14").reason).toBe("constant");
  });

  test("is 100 where every change was a gain and 0 where every change was a loss", () => {
    const rising = Array.from({ length: 30 }, (_, at) => 10 + at);
    expect(ofClose(rising, "rsi14")).toBe(100);
    expect(ofClose(rising.toReversed(), "rsi14")).toBe(0);
  });

  test("reads at most 250 values, so that what came before does not matter", () => {
    const values = walk(300);
    const other = Float64Array.from(values, (value, at) => (at < 50 ? value * 3 : value));
    expect(ofClose(other, "rsi14")).toBe(ofClose(values, "rsi14"));
    expect(ofClose(values, "rsi14")).toBe(relativeStrength(values.subarray(50), 14));
  });

  test.each([16, 40, 249, 250, 251, 400])(
    "the previous reading over %i values is the one of a period earlier",
    (count) => {
      const values = walk(count);
      const yesterday = ofClose(values.subarray(0, count - 1), "rsi14", { end: "2025-05-06" });
      expect(ofClose(values, "rsi14Previous")).toBe(yesterday);
    },
  );

  test("fourteen changes are needed", () => {
    const view = viewWith([{ id: "x.close", values: walk(14) }]);
    expect(whyNot(view, "x.close.rsi14")).toEqual({
      ref: "x.close.rsi14",
      reason: "short",
      have: 14,
      need: 15,
    });
  });
});

/** Mean of the closes of a number of bars, the last of them given. */
function average(bar: number, length: number): number {
  return mean(talibClose.subarray(bar - length + 1, bar + 1));
}

describe("moving averages", () => {
  test("the mean agrees with TA-Lib and Tulip", () => {
    for (const { bar, value } of talib.sma30) {
      expect(Math.abs(average(bar, 30) - value)).toBeLessThan(0.01);
    }
    for (const { bar, value } of talib.sma2) {
      expect(Math.abs(average(bar, 2) - value)).toBeLessThan(0.01);
    }
    tulip.sma.forEach((expected, at) => {
      const window = Float64Array.from(tulip.close.slice(at, at + tulip.period));
      expect(Math.abs(mean(window) - expected)).toBeLessThan(tulip.tolerance);
    });
  });

  test("sma50 and sma200 are the plain means of the last closes", () => {
    for (const window of [50, 200]) {
      const expected = plain.mean(talib.close.slice(-window));
      expect(ofClose(talib.close, `sma${window}`)).toBeCloseTo(expected, 9);
    }
  });

  test("the distance is the percentage by which the close stands above the average", () => {
    const values = [...Array<number>(49).fill(100), 151];
    expect(ofClose(values, "sma50")).toBeCloseTo(101.02, 9);
    expect(ofClose(values, "sma50Distance")).toBeCloseTo((151 / 101.02 - 1) * 100, 9);
    expect(ofClose([...Array<number>(49).fill(100), 49], "sma50Distance")).toBeCloseTo(
      (49 / 98.98 - 1) * 100,
      9,
    );
  });
});

test("the average true range agrees with TA-Lib as a percentage of the close", () => {
  for (const { bar, value } of talib.natr14) {
    const upTo = (values: number[]): Float64Array => Float64Array.from(values.slice(0, bar + 1));
    const candles = { high: upTo(talib.high), low: upTo(talib.low), close: upTo(talib.close) };
    const percent = (averageTrueRange(candles, 14) / talib.close[bar]!) * 100;
    expect(percent).toBeCloseTo(value, 4);
  }
});
