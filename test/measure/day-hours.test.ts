import { describe, expect, test } from "vitest";
import { DAY_MS, dayNumber } from "../../generator/base/day.ts";
import { END, NOON, signalOf, viewWith, whyNot, type Given } from "./fake-view.ts";

/** Two closes of a coin, the second on a Wednesday in May on which New York trades from 13:30 to 20:00 UTC, and the hours of that day. */
function dayWith(swingHour: number, end = END) {
  const series = (quantity: string, ...values: number[]): Given => ({
    id: `x.${quantity}`,
    values,
    end,
  });
  const noonAfter = NOON + (dayNumber(end) - dayNumber(END)) * DAY_MS;
  return viewWith(
    [
      series("close", 100, 110),
      series("swingHour", swingHour),
      series("swingOpen", 101),
      series("swingClose", 107),
      series("highHour", 23),
      series("lowHour", 0),
    ],
    noonAfter,
  );
}

const of = (name: string, view: ReturnType<typeof dayWith>): unknown =>
  signalOf(view, `x.close.${name}`).value;

test("the hour is told by the UTC time at which it begins, beside what it was of the day's change", () => {
  const view = dayWith(14);
  expect(of("swingFrom", view)).toBe("14:00");
  expect(of("highFrom", view)).toBe("23:00");
  expect(of("lowFrom", view)).toBe("00:00");
  expect(of("swingOpen", view)).toBe(101);
  expect(of("swingClose", view)).toBe(107);
  expect(of("swingChange", view)).toBeCloseTo((107 / 101 - 1) * 100, 12);
  expect(of("swingShare", view)).toBeCloseTo(60, 12);
});

describe("the hour beside New York's session", () => {
  // Begins before the opening at 13:30, holds it, lies within, holds the close at 20:00, and comes after.
  test.each([
    [12, 0, 0, 0],
    [13, 1, 1, 0],
    [15, 0, 1, 0],
    [19, 0, 1, 0],
    [20, 0, 0, 1],
  ])("from %d UTC", (hour, atOpening, inSession, afterSession) => {
    const view = dayWith(hour);
    expect(of("swingAtOpening", view)).toBe(atOpening);
    expect(of("swingInSession", view)).toBe(inSession);
    expect(of("swingAfterSession", view)).toBe(afterSession);
  });

  test("on a Saturday it is none of these", () => {
    const view = dayWith(14, "2025-05-10");
    for (const name of ["swingAtOpening", "swingInSession", "swingAfterSession"])
      expect(of(name, view)).toBe(0);
  });
});

test("hours of another day than the close's are none of it", () => {
  const view = viewWith([
    { id: "x.close", values: [100, 110] },
    ...["swingHour", "swingOpen", "swingClose", "highHour", "lowHour"].map((quantity) => ({
      id: `x.${quantity}`,
      values: [14],
      end: "2025-05-06",
    })),
  ]);
  expect(whyNot(view, "x.close.swingFrom").reason).toBe("stale");
});

test("a subject whose hours nobody measures has none", () => {
  const view = viewWith([{ id: "x.close", values: [100, 110] }]);
  expect(whyNot(view, "x.close.swingFrom").reason).toBe("undefined");
});

test("a day without a change has an hour, but no share in it", () => {
  const flat = viewWith([
    { id: "x.close", values: [100, 100] },
    { id: "x.swingHour", values: [3] },
    { id: "x.swingOpen", values: [101] },
    { id: "x.swingClose", values: [107] },
    { id: "x.highHour", values: [3] },
    { id: "x.lowHour", values: [3] },
  ]);
  expect(of("swingFrom", flat)).toBe("03:00");
  expect(whyNot(flat, "x.close.swingShare").reason).toBe("undefined");
});
