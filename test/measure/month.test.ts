import { describe, expect, test } from "vitest";
import { addDays, type Day } from "../../generator/base/day.ts";
import { signalOf, viewWith, whyNot } from "./fake-view.ts";

const END: Day = "2025-05-07";

/** Daily closes up to END that are constant in each month: of the newest month last. */
function months(...closes: readonly number[]): number[] {
  const values: number[] = [];
  let at = closes.length - 1;
  for (let day = END; at >= 0; day = addDays(day, -1)) {
    values.unshift(closes[at]!);
    if (day.endsWith("-01")) at--;
  }
  return values;
}

const of = (closes: readonly number[], name: string): number | string =>
  signalOf(viewWith([{ id: "x.close", values: months(...closes), end: END }]), `x.close.${name}`)
    .value;

describe("since when a month's change is the highest or lowest", () => {
  // January to May 2025, after a December: +10, +20, −5, +1 and +15%.
  const closes = [100, 110, 132, 125.4, 126.654, 145.6521];

  test("is the end of the latest month with one as high", () => {
    expect(of(closes, "monthChangeHighSince")).toBe("2025-02-28");
    expect(of(closes, "monthChangeHighIsRecord")).toBe(0);
  });

  test("is the end of the first whole month where there is none", () => {
    const falling = [...closes.slice(0, -1), 60];
    expect(of(falling, "monthChangeLowSince")).toBe("2025-01-31");
    expect(of(falling, "monthChangeLowIsRecord")).toBe(1);
  });

  test("reads the month so far of a month that has not ended, and needs a month before it with one of its own", () => {
    expect(of(closes.slice(1), "monthChangeHighSince")).toBe("2025-02-28");
    const view = viewWith([{ id: "x.close", values: months(100, 110), end: END }]);
    expect(whyNot(view, "x.close.monthChangeHighSince").reason).toBe("short");
  });
});

test("a month's sum begins on its first day", () => {
  const flows = [9, 9, 1, 2, 3, -1, 0, 0, 4];
  const view = viewWith([{ id: "x.etfFlow", values: flows, end: END }]);
  expect(signalOf(view, "x.etfFlow.monthSum").value).toBe(1 + 2 + 3 - 1 + 4);
  expect(signalOf(view, "x.etfFlow.monthCount").value).toBe(7);
});
