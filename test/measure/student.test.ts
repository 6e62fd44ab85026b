import { expect, test } from "vitest";
import { student975 } from "../../generator/measure/statistics/student.ts";

// NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, column 0.975.
test.each([
  [1, 12.706],
  [2, 4.303],
  [3, 3.182],
  [4, 2.776],
  [7, 2.365],
  [10, 2.228],
  [29, 2.045],
  [30, 2.042],
  [58, 2.002],
  [99, 1.984],
  [100, 1.984],
])(
  "with %i degrees of freedom the quantile is that of the published table",
  (degrees, quantile) => {
    expect(student975(degrees)).toBeCloseTo(quantile, 3);
  },
);

test("with ever more degrees of freedom it falls to the normal quantile", () => {
  const quantiles = Array.from({ length: 2000 }, (_, at) => student975(at + 1));
  quantiles.reduce((before, next) => (expect(next).toBeLessThan(before), next));
  expect(quantiles.at(-1)! - 1.959964).toBeLessThan(0.0012);
});
