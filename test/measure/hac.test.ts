import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { laggedCorrelation } from "../../generator/measure/statistics/cross-correlation.ts";
import { lagsFor, varianceOfSum } from "../../generator/measure/statistics/hac.ts";
import { twoSidedP } from "../../generator/measure/statistics/normal.ts";
import { noise } from "./fake-view.ts";

interface Vectors {
  readonly newey: readonly number[];
  readonly ivreg2: readonly number[];
  readonly params: readonly number[];
  readonly realgdp: readonly number[];
  readonly realinv: readonly number[];
  readonly realint: readonly number[];
}
const vectors = JSON.parse(
  readFileSync(join(import.meta.dirname, "vectors/newey-west.json"), "utf8"),
) as Vectors;

const growth = (levels: readonly number[]): number[] =>
  levels.slice(1).map((level, at) => 400 * Math.log(level / levels[at]!));

/** Solves a small system of equations by elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at]!]);
  for (let at = 0; at < rows.length; at++) {
    const pivot = rows[at]!;
    for (const [other, row] of rows.entries()) {
      const factor = row[at]! / pivot[at]!;
      if (other !== at) for (let k = at; k < row.length; k++) row[k]! -= factor * pivot[k]!;
    }
  }
  return rows.map((row, at) => row.at(-1)! / row[at]!);
}

test("standard errors are those of Stata's newey and ivreg2", () => {
  const y = growth(vectors.realinv);
  const x = growth(vectors.realgdp).map((value, at) => [value, vectors.realint[at]!, 1]);
  const products = [0, 1, 2].map((i) =>
    [0, 1, 2].map((j) => x.reduce((sum, row) => sum + row[i]! * row[j]!, 0)),
  );
  const right = [0, 1, 2].map((i) => x.reduce((sum, row, at) => sum + row[i]! * y[at]!, 0));
  const params = solve(products, right);
  for (const [at, param] of params.entries()) expect(param).toBeCloseTo(vectors.params[at]!, 8);
  const residuals = y.map((value, at) => value - x[at]!.reduce((s, v, k) => s + v * params[k]!, 0));
  for (const which of [0, 1, 2]) {
    const unit = [0, 1, 2].map((k) => (k === which ? 1 : 0));
    const row = solve(products, unit);
    const scores = Float64Array.from(
      residuals,
      (residual, at) => residual * x[at]!.reduce((s, v, k) => s + v * row[k]!, 0),
    );
    const error = Math.sqrt(varianceOfSum(scores, 4));
    expect(error).toBeCloseTo(vectors.ivreg2[which]!, 8);
    const small = error * Math.sqrt(y.length / (y.length - 3));
    expect(small).toBeCloseTo(vectors.newey[which]!, 8);
  }
});

test("the variance of a sum is that of the definition, lag by lag", () => {
  const series = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), {
    minLength: 1,
    maxLength: 60,
  });
  fc.assert(
    fc.property(series, fc.nat(80), (values, lags) => {
      const weighted = values.flatMap((a, s) =>
        values.map((b, t) => Math.max(0, 1 - Math.abs(s - t) / (lags + 1)) * a * b),
      );
      const defined = weighted.reduce((sum, value) => sum + value, 0);
      expect(varianceOfSum(Float64Array.from(values), lags)).toBeCloseTo(defined, 9);
    }),
  );
});

test("the number of lags follows Newey and West (1994)", () => {
  expect([50, 100, 500, 1200].map(lagsFor)).toEqual([3, 4, 5, 6]);
});

test.each([
  [0, 1],
  [1, 0.317310507862914],
  [1.959963984540054, 0.05],
  [2.999, 0.0027086741],
  [3.001, 0.0026909446],
  [5, 5.733031437583869e-7],
  [8, 1.244192114854348e-15],
])("the two-sided p value of %f is %f", (z, p) => {
  expect(twoSidedP(z) / p).toBeCloseTo(1, 5);
  expect(twoSidedP(-z)).toBe(twoSidedP(z));
});

describe("a correlation at a lag", () => {
  const x = Float64Array.from({ length: 400 }, noise(7));

  test("is Pearson's of the pairs that are left", () => {
    const y = Float64Array.from({ length: 400 }, noise(8));
    for (const lag of [-5, -1, 2]) {
      const pairs = Array.from(x, (value, at) => [value, y[at + lag]] as const).filter(
        (pair): pair is readonly [number, number] => pair[1] !== undefined,
      );
      const mean = (side: 0 | 1): number =>
        pairs.reduce((sum, pair) => sum + pair[side], 0) / pairs.length;
      const [a, b] = [mean(0), mean(1)];
      const about = (f: (p: number, q: number) => number): number =>
        pairs.reduce((sum, [p, q]) => sum + f(p - a, q - b), 0);
      const r = about((p, q) => p * q) / Math.sqrt(about((p) => p * p) * about((_, q) => q * q));
      expect(laggedCorrelation(x, y, lag)?.r).toBeCloseTo(r, 12);
    }
  });

  test("is found where one series repeats the other later", () => {
    const later = Float64Array.from(x, (_, at) => x[at - 3] ?? 0);
    expect(laggedCorrelation(x, later, 3)).toMatchObject({ lag: 3, r: expect.closeTo(1, 6) });
    expect(laggedCorrelation(later, x, -3)?.r).toBeCloseTo(1, 6);
    expect(laggedCorrelation(x, later, -3)?.p).toBeGreaterThan(0.01);
  });

  test("does not exist for a series that does not move", () => {
    expect(laggedCorrelation(x, new Float64Array(400), 1)).toBeUndefined();
  });
});
