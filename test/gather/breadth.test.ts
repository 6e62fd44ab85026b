import fc from "fast-check";
import { expect, test } from "vitest";
import type { History } from "../../generator/store/asof.ts";
import { breadthHistory, type Breadth } from "../../generator/store/breadth.ts";
import { calendarNamed } from "../support/calendars.ts";

/** Thursday, Friday, Monday, Tuesday. */
const DAYS = ["2025-05-01", "2025-05-02", "2025-05-05", "2025-05-06"];

function historyOf(values: readonly (number | undefined)[], hour = 20): History {
  const known = DAYS.flatMap((day, at) =>
    values[at] === undefined ? [] : [{ day, value: values[at] }],
  );
  return {
    series: "x.close",
    days: known.map(({ day }) => day),
    values: Float64Array.from(known, ({ value }) => value),
    publics: Float64Array.from(known, ({ day }) => Date.parse(`${day}T00:00:00Z`) + hour * 3.6e6),
    revisions: new Uint16Array(known.length),
  };
}

const counted = (as: Breadth, ...inputs: History[]): History =>
  breadthHistory("sectors.advances", as, inputs, calendarNamed("XNYS"));

test("what rose from the session before is counted, over a weekend as well; what stayed did not rise", () => {
  const found = counted("advances", historyOf([1, 2, 3, 3]), historyOf([5, 4, 6, 7], 22));
  expect(found.days).toEqual(DAYS.slice(1));
  expect([...found.values]).toEqual([1, 2, 1]);
  expect(found.publics[1]).toBe(Date.parse("2025-05-05T22:00:00Z"));
  expect([...counted("members", historyOf([1, 2, 3, 3]), historyOf([5, 4, 6, 7])).values]).toEqual([
    2, 2, 2,
  ]);
});

test("a session on which one of them is missing, or was the session before, has no count", () => {
  const found = counted("advances", historyOf([1, 2, 3, 4]), historyOf([1, undefined, 3, 4]));
  expect(found.days).toEqual(["2025-05-06"]);
});

test("the range of the changes is told in percent", () => {
  const inputs = [historyOf([100, 110, 110, 99]), historyOf([50, 45, 54, 54])];
  const told = (as: Breadth): number[] =>
    [...counted(as, ...inputs).values].map((each) => Math.round(each * 10) / 10);
  expect(told("lowestChange")).toEqual([-10, 0, -10]);
  expect(told("highestChange")).toEqual([10, 20, 0]);
  expect(told("changeRange")).toEqual([20, 20, 10]);
});

test("no more rise than there are, always", () => {
  const list = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 4, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(list, { minLength: 2, maxLength: 6 }), (lists) => {
      const found = counted("advances", ...lists.map((each) => historyOf(each)));
      expect([...found.values].every((each) => each >= 0 && each <= lists.length)).toBe(true);
    }),
  );
});
