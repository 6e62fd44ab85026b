import { expect, test } from "vitest";
import { signalOf, viewWith, walk } from "./fake-view.ts";

const noonAfter = (day: string): number => Date.parse(`${day}T12:00:00Z`);

test("the change over a year of a monthly series is against the same month, after a leap year too", () => {
  const values = Float64Array.from({ length: 27 }, (_, at) => 100 + at);
  const given = { id: "x.close", values, calendar: "monthly", end: "2025-02-28" };
  // 24 months before the newest is 2023-02-28, twelve before it 2024-02-29.
  const view = viewWith([given], noonAfter("2025-03-01"));
  expect(signalOf(view, "x.close.change1y").value).toBeCloseTo((126 / 114 - 1) * 100, 10);
});

test.each([
  ["24/7", "days", 365],
  ["XLON", "sessions", 253],
  ["weekly", "weeks", 52],
  ["monthly", "months", 12],
  ["quarterly", "quarters", 4],
] as const)(
  "a run of a series that keeps %s is counted in %s, and volatility annualised by its own year",
  (calendar, unit, perYear) => {
    const values = walk(60);
    const end = {
      "24/7": "2025-05-07",
      XLON: "2025-05-07",
      weekly: "2025-05-02",
      monthly: "2025-04-30",
      quarterly: "2025-03-31",
    }[calendar];
    const view = viewWith([{ id: "x.close", values, calendar, end }]);
    expect(signalOf(view, "x.close.closeRun").unit).toBe(unit);
    const returns = values
      .slice(1)
      .map((value, at) => Math.log(value / values[at]!))
      .slice(-30);
    const mean = returns.reduce((sum, each) => sum + each, 0) / returns.length;
    const variance =
      returns.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (returns.length - 1);
    expect(signalOf(view, "x.close.volatility30").value).toBeCloseTo(
      Math.sqrt(variance * perYear) * 100,
      8,
    );
  },
);

test("two exchanges are correlated over the days on which both are open, and a holiday of one is no gap", () => {
  // Easter Monday, 2025-04-21, and the May bank holiday, 2025-05-05, are sessions in New York and none in London.
  const view = viewWith([
    { id: "london.close", values: walk(80, 3), calendar: "XLON" },
    { id: "york.close", values: walk(80, 5), calendar: "XNYS" },
  ]);
  expect(signalOf(view, "london+york.returns.correlation30N").value).toBe(30);
});
