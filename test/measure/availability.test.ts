import { describe, expect, test } from "vitest";
import { calendarNamed } from "../support/calendars.ts";
import { hasGap } from "../../generator/measure/statistics/gap.ts";
import { measure } from "../../generator/measure/measure.ts";
import { periods, signalOf, viewWith, walk, whyNot } from "./fake-view.ts";
import { measures } from "../support/bundle.ts";

describe("a signal is not available", () => {
  test("of a series that is not declared", () => {
    expect(whyNot(viewWith([]), "x.close.last")).toEqual({
      ref: "x.close.last",
      reason: "no-series",
    });
  });

  test("of a series of which nothing was public yet", () => {
    const view = viewWith([{ id: "x.close", values: [1, 2], end: "2025-06-01" }]);
    expect(whyNot(view, "x.close.last").reason).toBe("no-data");
  });

  test("of a stale series, the last value included", () => {
    const values = walk(60);
    const fresh = viewWith([{ id: "x.close", values, end: "2025-05-05" }]);
    expect(signalOf(fresh, "x.close.last").day).toBe("2025-05-05");
    const stale = viewWith([{ id: "x.close", values, end: "2025-05-04" }]);
    for (const name of ["last", "sma50", "change1"]) {
      expect(whyNot(stale, `x.close.${name}`).reason).toBe("stale");
    }
  });

  test("of a close that is stale while its adjusted series is not", () => {
    const view = viewWith([
      { id: "x.close", values: walk(60), end: "2025-05-01" },
      { id: "x.adjusted", values: walk(60) },
    ]);
    expect(whyNot(view, "x.close.change1").reason).toBe("stale");
  });

  test("of a pair of which one side is stale", () => {
    const view = viewWith([
      { id: "x.close", values: walk(60) },
      { id: "y.close", values: walk(60, 2), end: "2025-05-01" },
    ]);
    expect(whyNot(view, "x+y.returns.correlation30").reason).toBe("stale");
  });

  test("where a value overflows", () => {
    const view = viewWith([{ id: "x.flow", values: Array<number>(30).fill(1e308) }]);
    expect(whyNot(view, "x.flow.sum5").reason).toBe("undefined");
  });
});

test("a name that is not declared is a fault of the caller", () => {
  const signals = measure(viewWith([{ id: "x.close", values: [1] }]), measures);
  expect(() => signals.read("x", "close", "rsi15")).toThrow("no signal is called rsi15");
  expect(() => signals.read("x", "close", "streak")).toThrow("streak is not declared for close");
});

test("an outcome is computed once", () => {
  const signals = measure(viewWith([{ id: "x.close", values: walk(60) }]), measures);
  expect(signals.read("x", "close", "sma50")).toBe(signals.read("x", "close", "sma50"));
});

/** Twenty days but for those at the given positions. */
function without(...missing: number[]): string[] {
  return periods(20).filter((_, at) => !missing.includes(at));
}

describe("a gap", () => {
  const daily = calendarNamed("24/7");
  test("is any missing period where none may be missing", () => {
    expect(hasGap(daily, without(), 0, 19, 0)).toBe(false);
    expect(hasGap(daily, without(7), 0, 18, 0)).toBe(true);
  });

  test("is a run longer than allowed, not a total", () => {
    expect(hasGap(daily, without(3, 7, 12), 0, 16, 1)).toBe(false);
    expect(hasGap(daily, without(3, 7, 8, 12), 0, 15, 1)).toBe(true);
    expect(hasGap(daily, without(3, 7, 8, 12), 0, 15, 2)).toBe(false);
  });

  test("lies between the positions asked for", () => {
    const days = without(7);
    expect(hasGap(daily, days, 0, 6, 0)).toBe(false);
    expect(hasGap(daily, days, 7, 18, 0)).toBe(false);
    expect(hasGap(daily, days, 6, 7, 0)).toBe(true);
  });

  test("is not a weekend or a holiday of the exchange", () => {
    const sessions = periods(300, "XNYS");
    expect(hasGap(calendarNamed("XNYS"), sessions, 0, 299, 0)).toBe(false);
  });

  test("is not known before the calendar's table begins", () => {
    const days = ["1957-02-25", "1957-02-28", "1957-03-04", "1957-03-05", "1957-03-08"];
    expect(hasGap(calendarNamed("XNYS"), days, 0, 3, 0)).toBe(false);
    expect(hasGap(calendarNamed("XNYS"), days, 0, 4, 0)).toBe(true);
  });
});

test("a year that begins before the exchange's calendar is short, not an error", () => {
  const end = "1957-12-02";
  const noon = Date.parse("1957-12-03T12:00:00Z");
  const view = viewWith([{ id: "x.close", values: walk(100), calendar: "XNYS", end }], noon);
  for (const name of ["change1y", "percentile1y"]) {
    expect(whyNot(view, `x.close.${name}`)).toEqual({
      ref: `x.close.${name}`,
      reason: "short",
      have: 100,
    });
  }
});
