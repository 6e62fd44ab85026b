import { expect, test } from "vitest";
import { NOON, signalOf, viewWith } from "./fake-view.ts";

test("hours since a release count from when the newest value became public", () => {
  const view = viewWith([{ id: "us.rate", values: [2.4, 2.3], calendar: "24/7", unit: "percent" }]);
  const { value, public: at } = signalOf(view, "us.rate.sinceRelease");
  expect(value).toBeCloseTo((NOON - at) / 3_600_000, 6);
});

test("a monthly rate has no RSI, and its change is told in percentage points", () => {
  const view = viewWith([
    { id: "us.rate", values: [2.4, 2.3], calendar: "monthly", end: "2025-04-30", unit: "percent" },
  ]);
  expect(signalOf(view, "us.rate.change1")).toMatchObject({
    unit: "percentage points",
    decimals: 1,
  });
  expect(() => signalOf(view, "us.rate.rsi14")).toThrow("is not declared for rate");
});
