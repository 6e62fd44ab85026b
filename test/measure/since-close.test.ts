import { expect, test } from "vitest";
import { addDays } from "../../generator/base/day.ts";
import { END, signalOf, viewWith, whyNot, type Given } from "./fake-view.ts";

/** Two closes of a coin, and what it did from the midnight after them up to 11:00 UTC of a day. */
function viewOf(morning: string) {
  const series = (quantity: string, value: number): Given => ({
    id: `x.${quantity}`,
    values: [value],
    end: morning,
    lag: "start + PT11H10M",
  });
  return viewWith([
    { id: "x.close", values: [100, 110] },
    series("morning", 121),
    series("morningHigh", 124),
    series("morningLow", 109),
    series("morningHour", 11),
  ]);
}

test.each([
  ["sinceCloseDay", addDays(END, 1)],
  ["sinceCloseUntil", "11:00"],
  ["sinceCloseLast", 121],
  ["sinceCloseHigh", 124],
  ["sinceCloseLow", 109],
])("what came after the close is known before the day is over: %s is %s", (name, expected) => {
  expect(signalOf(viewOf(addDays(END, 1)), `x.close.${name}`).value).toBe(expected);
});

test("it is measured against the close", () => {
  const { value } = signalOf(viewOf(addDays(END, 1)), "x.close.sinceCloseChange");
  expect(value).toBeCloseTo(10, 12);
});

test("a morning of another day is not of it", () => {
  expect(whyNot(viewOf(END), "x.close.sinceCloseLast").reason).toBe("stale");
});

test("without one there is nothing to tell", () => {
  const view = viewWith([{ id: "x.close", values: [100, 110] }]);
  expect(whyNot(view, "x.close.sinceCloseLast").reason).toBe("undefined");
});
