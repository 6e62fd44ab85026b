import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "../../generator/base/day.ts";
import { signalOf, viewWith, whyNot } from "./fake-view.ts";

/** A subject of so many days, each with its close and its low. */
function viewOf(days: readonly (readonly [close: number, low: number])[]) {
  return viewWith([
    { id: "x.close", values: days.map(([close]) => close) },
    { id: "x.low", values: days.map(([, low]) => low) },
  ]);
}

const CALM = [100, 99] as const;

test("a day falls from the close before to its low, wherever it closes", () => {
  const view = viewOf([CALM, CALM, [100, 80], CALM, CALM, [101, 75]]);
  expect(signalOf(view, "x.close.dayFall").value).toBeCloseTo(-25, 12);
  expect(signalOf(view, "x.close.dayFallIsRecord").value).toBe(1);
});

test("it is the deepest since the day that fell at least as far", () => {
  const view = viewOf([CALM, CALM, [100, 70], CALM, CALM, [101, 75]]);
  const since = signalOf(view, "x.close.dayFallSince");
  expect(since.value).toBe(addDays(since.day, -3));
  expect(signalOf(view, "x.close.dayFallIsRecord").value).toBe(0);
  expect(signalOf(view, "x.close.dayFallYears").value).toBeCloseTo(3 / 365.25, 9);
});

test("a day that stays above the close before it has not fallen, which is no lower than any", () => {
  const view = viewOf([CALM, CALM, [112, 105]]);
  expect(signalOf(view, "x.close.dayFall").value).toBeCloseTo(5, 12);
  expect(signalOf(view, "x.close.dayFallYears").value).toBeCloseTo(1 / 365.25, 9);
});

test("a subject without lows has none", () => {
  const closes = viewWith([{ id: "x.close", values: [5, 6, 7, 8] }]);
  expect(whyNot(closes, "x.close.dayFall").reason).toBe("undefined");
});

test("fall and day are those of a plain search through all days", () => {
  const day = fc
    .tuple(fc.integer({ min: 80, max: 120 }), fc.integer({ min: 60, max: 100 }))
    .map(([close, part]) => [close, (close * part) / 100] as const);
  fc.assert(
    fc.property(fc.array(day, { minLength: 3, maxLength: 40 }), (days) => {
      const falls = days.map(([, low], at) => (at === 0 ? 0 : (low / days[at - 1]![0] - 1) * 100));
      const fall = falls.at(-1)!;
      const view = viewOf(days);
      const earlier = falls.findLastIndex(
        (each, at) => at >= 1 && at < days.length - 1 && each <= fall + 1e-9,
      );
      expect(signalOf(view, "x.close.dayFall").value).toBeCloseTo(fall, 9);
      expect(signalOf(view, "x.close.dayFallIsRecord").value).toBe(earlier < 0 ? 1 : 0);
      const periods = days.length - 1 - Math.max(earlier, 1);
      expect(signalOf(view, "x.close.dayFallYears").value).toBeCloseTo(periods / 365.25, 9);
    }),
  );
});
