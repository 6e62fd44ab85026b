import { describe, expect, test } from "vitest";
import { periods, signalOf, viewWith, whyNot } from "./fake-view.ts";

const inflows = (values: readonly number[]) => viewWith([{ id: "x.etfFlow", values }]);
const flow = (values: readonly number[], name: string): number | string =>
  signalOf(inflows(values), `x.etfFlow.${name}`).value;

/** Flows of whole weeks, each with so much on its third day and nothing on the others. */
const weeks = (...sums: readonly number[]): number[] =>
  sums.flatMap((sum) => [0, 0, sum, 0, 0, 0, 0]);

describe("the reference of a week's sum", () => {
  test("is the latest earlier week with at least as much", () => {
    const values = [0, ...weeks(9, 4, -2, 3, 4)];
    const days = periods(values.length);
    expect(flow(values, "weekSumHighSince")).toBe(days[14]);
    expect(flow(values, "weekSumHighIsRecord")).toBe(0);
    expect(flow(values, "weekSumHighYears")).toBeCloseTo(21 / 365.25, 9);
  });

  test("is the first whole week of the data where no other lost as much", () => {
    const values = [-99, ...weeks(-3, 4, -2, -5)];
    expect(flow(values, "weekSumLowIsRecord")).toBe(1);
    expect(flow(values, "weekSumLowSince")).toBe(periods(values.length)[7]);
  });

  test("needs a whole week", () => {
    const { reason } = whyNot(inflows([1, 2, 3]), "x.etfFlow.weekSumLowSince");
    expect(reason).toBe("short");
  });
});

describe("the reference of a week's largest flow", () => {
  test("is the latest day before it with at least as much, in that week or before", () => {
    const values = [0, -8, -5, 1, 2, 3, 1, 1, -6, -7, 2, 1, -7, 1, 0];
    const days = periods(values.length);
    expect(flow(values, "weekLow")).toBe(-7);
    expect(flow(values, "weekLowSince")).toBe(days[9]);
    expect(flow(values.with(9, 0), "weekLowSince")).toBe(days[1]);
    expect(flow(values.with(9, 0), "weekLowYears")).toBeCloseTo(11 / 365.25, 9);
    expect(flow(values.with(9, 0).with(1, 0), "weekLowIsRecord")).toBe(1);
  });
});
