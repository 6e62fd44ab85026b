import fc from "fast-check";
import { expect, test } from "vitest";
import { signalOf, viewWith, whyNot } from "./fake-view.ts";

function month(value: number): number[] {
  return Array.from({ length: 30 }, () => value);
}

/** A month of days between 100 and 104, and a last one. */
function viewOf(high: number, low: number, close: number) {
  return viewWith([
    { id: "x.close", values: [...month(102), close] },
    { id: "x.high", values: [...month(104), high] },
    { id: "x.low", values: [...month(100), low] },
  ]);
}

function of(name: string, high: number, low: number, close: number) {
  return signalOf(viewOf(high, low, close), `x.close.${name}`).value;
}

test("the range of a day is its high over its low, beside the median of the thirty before", () => {
  expect(of("dayRange", 110, 100, 101)).toBeCloseTo(10, 12);
  expect(of("dayRangeRatio30", 110, 100, 101)).toBeCloseTo(2.5, 12);
  expect(of("dayRangeRatio30", 101, 100, 101)).toBeCloseTo(0.25, 12);
  expect(of("dayRangeDistance30", 101, 100, 101)).toBeCloseTo(-75, 9);
});

test("the close stands between the low, which is 0, and the high, which is 100", () => {
  expect(of("dayPlace", 110, 100, 100)).toBe(0);
  expect(of("dayPlace", 110, 100, 104)).toBeCloseTo(40, 12);
  expect(of("dayPlace", 110, 100, 110)).toBe(100);
  expect(of("dayFromHigh", 110, 100, 104.5)).toBeCloseTo(-5, 12);
  expect(of("dayFromLow", 110, 100, 104.5)).toBeCloseTo(4.5, 12);
});

test("a close that lies beyond high or low, and a day without a range, have no place", () => {
  expect(whyNot(viewOf(110, 100, 111), "x.close.dayPlace").reason).toBe("undefined");
  expect(whyNot(viewOf(100, 100, 100), "x.close.dayPlace").reason).toBe("constant");
  expect(whyNot(viewOf(110, -1, 100), "x.close.dayRange").reason).toBe("undefined");
});

test("a subject without highs and lows has no range", () => {
  const closes = viewWith([{ id: "x.close", values: Array.from({ length: 40 }, () => 5) }]);
  expect(whyNot(closes, "x.close.dayRange").reason).toBe("undefined");
});

test("range and place do not depend on the unit in which prices are quoted", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), (unit) => {
      const view = viewWith(
        (["close", "high", "low"] as const).map((name) => {
          const [usual, last] = { close: [102, 107], high: [104, 110], low: [100, 101] }[name];
          const values = [...month(usual!), last!];
          return { id: `x.${name}`, values: values.map((each) => each * unit) };
        }),
      );
      expect(signalOf(view, "x.close.dayRange").value).toBeCloseTo((110 / 101 - 1) * 100, 9);
      expect(signalOf(view, "x.close.dayPlace").value).toBeCloseTo((6 / 9) * 100, 9);
    }),
  );
});
