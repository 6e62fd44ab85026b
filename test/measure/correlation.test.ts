import { describe, expect, test } from "vitest";
import { fisherInterval, pearson } from "../../generator/measure/statistics/statistics.ts";
import { observationsOf } from "../../generator/measure/input.ts";
import { correlation, logReturns } from "./plain.ts";
import { periods, signalOf, viewWith, walk, whyNot, type Given } from "./fake-view.ts";
import vectors from "./vectors/correlation.json" with { type: "json" };

const columns = (x: readonly number[], y: readonly number[]): [Float64Array, Float64Array] => [
  Float64Array.from(x),
  Float64Array.from(y),
];

describe("Pearson's r", () => {
  test("agrees with R, and so does Fisher's interval", () => {
    const { x, y, r, interval95 } = vectors.r;
    const found = pearson(...columns(x, y))!;
    expect(found).toBeCloseTo(r, 13);
    const { low, high } = fisherInterval(found, x.length);
    expect(low).toBeCloseTo(interval95[0]!, 9);
    expect(high).toBeCloseTo(interval95[1]!, 9);
  });

  test("agrees with the certified value of NIST Norris", () => {
    const found = pearson(...columns(vectors.norris.x, vectors.norris.y))!;
    expect(found).toBeCloseTo(vectors.norris.r, 13);
    expect(found ** 2).toBeCloseTo(vectors.norris.rSquared, 13);
  });

  test("of a window keeps no trace of an outlier that has left it", () => {
    const { x, y, window } = vectors.outlier;
    for (let at = 0; at + window <= x.length; at++) {
      const [first, second] = [x.slice(at, at + window), y.slice(at, at + window)];
      expect(pearson(...columns(first, second))).toBeCloseTo(correlation(first, second), 11);
    }
  });

  test("is 1 of a series with itself and −1 with its mirror image", () => {
    const x = Float64Array.from(vectors.r.x);
    expect(
      pearson(
        x,
        x.map((value) => 2 * value + 1),
      ),
    ).toBeCloseTo(1, 12);
    expect(
      pearson(
        x,
        x.map((value) => -3 * value),
      ),
    ).toBeCloseTo(-1, 12);
  });

  test("of a constant is undefined", () => {
    expect(pearson(new Float64Array(5).fill(0.1), Float64Array.of(1, 2, 3, 4, 5))).toBeUndefined();
  });
});

describe("correlation of two subjects", () => {
  const coin: Given = { id: "btc.close", values: walk(140, 5) };
  const fund: Given = { id: "fund.close", values: walk(80, 9), calendar: "XNYS" };

  /** Log returns of both between the newest common sessions, found by a plain lookup of days. */
  function commonReturns(count: number): [number[], number[]] {
    const byDay = new Map(periods(140).map((day, at) => [day, coin.values[at]!]));
    const sessions = periods(80, "XNYS").slice(-count - 1);
    return [
      logReturns(sessions.map((day) => byDay.get(day)!)),
      logReturns(Array.from(fund.values).slice(-count - 1)),
    ];
  }

  test("is taken between consecutive common sessions", () => {
    const view = viewWith([coin, fund]);
    const [x, y] = commonReturns(30);
    const signal = signalOf(view, "btc+fund.returns.correlation30");
    expect(signal).toMatchObject({ subject: "btc+fund", quantity: "returns", unit: "correlation" });
    expect(signal.value).toBeCloseTo(correlation(x, y), 10);
    expect(signalOf(view, "btc+fund.returns.correlation30N").value).toBe(30);
  });

  test("is the same either way round", () => {
    const view = viewWith([coin, fund]);
    const one = signalOf(view, "btc+fund.returns.correlation30").value as number;
    expect(signalOf(view, "fund+btc.returns.correlation30").value).toBeCloseTo(one, 12);
  });

  test("names the common days alone as its observations", () => {
    const view = viewWith([coin, fund]);
    const { inputs } = signalOf(view, "btc+fund.returns.correlation30");
    const sessions = periods(31, "XNYS");
    for (const input of inputs) {
      expect(input.count).toBe(31);
      expect(observationsOf(view, input).map(({ day }) => day)).toEqual(sessions);
    }
  });

  test("comes with the Fisher interval of its own r and n", () => {
    const view = viewWith([coin, fund]);
    const read = (name: string): number =>
      signalOf(view, `btc+fund.returns.${name}`).value as number;
    const { low, high } = fisherInterval(read("correlation30"), 30);
    expect(read("correlation30Low")).toBe(low);
    expect(read("correlation30High")).toBe(high);
  });

  test("its change compares with the 30 sessions before", () => {
    const view = viewWith([coin, fund]);
    const [x, y] = commonReturns(60);
    const expected =
      correlation(x.slice(30), y.slice(30)) - correlation(x.slice(0, 30), y.slice(0, 30));
    expect(signalOf(view, "btc+fund.returns.correlation30Change").value).toBeCloseTo(expected, 10);
  });

  test("the earlier correlation comes with the Fisher interval of its own r and n", () => {
    const view = viewWith([coin, fund]);
    const [x, y] = commonReturns(60);
    const { low, high } = fisherInterval(correlation(x.slice(0, 30), y.slice(0, 30)), 30);
    const read = (name: string) => signalOf(view, `btc+fund.returns.correlation30${name}`).value;
    expect(read("BeforeLow")).toBeCloseTo(low, 10);
    expect(read("BeforeHigh")).toBeCloseTo(high, 10);
  });

  test("reads the adjusted series of a subject that has one", () => {
    const adjusted: Given = { id: "fund.adjusted", values: walk(80, 9), calendar: "XNYS" };
    const view = viewWith([coin, { ...fund, values: walk(80, 11) }, adjusted]);
    const { value, inputs } = signalOf(view, "btc+fund.returns.correlation30");
    expect(inputs[1]!.series).toBe("fund.adjusted");
    expect(value).toBe(signalOf(viewWith([coin, fund]), "btc+fund.returns.correlation30").value);
  });

  test("needs 31 common sessions without a gap", () => {
    const few = viewWith([coin, { ...fund, values: walk(20) }]);
    expect(whyNot(few, "btc+fund.returns.correlation30")).toMatchObject({
      reason: "short",
      have: 19,
      need: 30,
    });
    const gappy = viewWith([coin, { ...fund, without: ["2025-04-30"] }]);
    expect(whyNot(gappy, "btc+fund.returns.correlation30").reason).toBe("gap");
  });

  test("of a subject that does not move is not available", () => {
    const view = viewWith([coin, { ...fund, values: Array<number>(80).fill(3) }]);
    expect(whyNot(view, "btc+fund.returns.correlation30").reason).toBe("constant");
  });

  test("of a subject without prices is not available", () => {
    expect(whyNot(viewWith([coin]), "btc+fund.returns.correlation30").reason).toBe("no-series");
  });
});
