import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dayOf, startOfDay, weekday } from "../../generator/base/day.ts";
import { CALENDARS } from "../../generator/publication/calendars/built-in.ts";
import { sharedPeriods } from "../../generator/publication/calendars/common.ts";
import { entrySchema } from "../../generator/publication/calendars/entry.ts";
import { ruleOf } from "../../generator/publication/calendars/rules.ts";
import { failureOf } from "../gather/support.ts";
import { calendarNamed } from "../support/calendars.ts";

/** 2011 to 2040: within what is known, and far beyond it. */
const day = fc.integer({ min: 0, max: 10_950 }).map((offset) => addDays("2011-01-01", offset));

describe.each([...CALENDARS.keys()])("the calendar %s", (name) => {
  const calendar = calendarNamed(name);

  test("is written as a publisher's own would be", () => {
    expect(entrySchema.parse(CALENDARS.get(name))).toEqual(CALENDARS.get(name));
  });

  test("steps forward and back to the same period", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 100 }), (from, count) => {
        const to = calendar.next(from, count);
        expect(calendar.isPeriod(to)).toBe(true);
        expect(calendar.periodsBetween(from, to)).toBe(count);
        expect(calendar.next(calendar.previous(to, count), count)).toBe(to);
        expect(calendar.endOf(calendar.next(from))).toBeLessThan(
          calendar.endOf(calendar.next(from, 2)),
        );
      }),
    );
  });

  test("counts periods so that stretches add up", () => {
    fc.assert(
      fc.property(day, day, day, (a, b, c) => {
        expect(calendar.periodsBetween(a, b) + calendar.periodsBetween(b, c)).toBe(
          calendar.periodsBetween(a, c),
        );
      }),
    );
  });

  test("ends a period at an instant that lies in it or directly after it, by its own time zone", () => {
    fc.assert(
      fc.property(day, (from) => {
        const period = calendar.next(from);
        expect(calendar.periodAt(calendar.endOf(period) - 1)).toBe(period);
      }),
    );
  });

  test("has about as many periods a year as it annualises by", () => {
    const count = calendar.periodsBetween("2014-12-31", "2024-12-31") / 10;
    expect(Math.abs(count - calendar.perYear)).toBeLessThan(1.5);
  });
});

test("a UTC day ends at the next midnight", () => {
  expect(calendarNamed("24/7").endOf("2024-02-29")).toBe(Date.parse("2024-03-01T00:00:00Z"));
});

describe("weeks, months and quarters are named by their last day", () => {
  test.each([
    ["weekly", "2025-05-05", "2025-05-09"],
    ["weekly", "2025-05-09", "2025-05-09"],
    ["weekly", "2025-05-10", "2025-05-16"],
    ["monthly", "2024-02-01", "2024-02-29"],
    ["monthly", "2025-12-31", "2025-12-31"],
    ["quarterly", "2025-01-01", "2025-03-31"],
    ["quarterly", "2025-12-31", "2025-12-31"],
    ["XNYS", "2025-05-10", "2025-05-10"],
  ])("%s: %s lies in %s", (name, from, period) => {
    expect(calendarNamed(name).periodOf(from)).toBe(period);
  });

  test("and what they hold is over at the midnight after it", () => {
    const monthly = calendarNamed("monthly");
    expect(dayOf(monthly.endOf("2025-04-30"))).toBe("2025-05-01");
    expect(monthly.endOf("2025-04-30")).toBe(startOfDay("2025-05-01"));
    expect(failureOf(() => monthly.endOf("2025-04-29")).message).toContain(
      "2025-04-29 does not end a month",
    );
  });
});

describe("what two calendars share", () => {
  const [days, london, newYork] = ["24/7", "XLON", "XNYS"].map(calendarNamed) as [
    ReturnType<typeof calendarNamed>,
    ReturnType<typeof calendarNamed>,
    ReturnType<typeof calendarNamed>,
  ];

  test("of every day and sessions, are the sessions", () => {
    expect(sharedPeriods(days, newYork)).toBe(newYork);
    expect(sharedPeriods(newYork, days)).toBe(newYork);
    expect(sharedPeriods(days, days)).toBe(days);
  });

  test("of two exchanges, are the days on which both are open", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 400 }), (from, length) => {
        let both = 0;
        for (let at = 1; at <= length; at++) {
          const each = addDays(from, at);
          if (london.isPeriod(each) && newYork.isPeriod(each)) both++;
        }
        expect(sharedPeriods(london, newYork).periodsBetween(from, addDays(from, length))).toBe(
          both,
        );
      }),
      { numRuns: 30 },
    );
  });

  test("begin where both are known", () => {
    expect(sharedPeriods(london, newYork).covers("2009-12-31")).toBe(false);
    expect(sharedPeriods(london, newYork).covers("2010-01-01")).toBe(true);
  });
});

describe("a rule names a day of the year", () => {
  test.each([
    ["12-25", 2025, "2025-12-25"],
    ["02-29", 2025, "2025-03-01"],
    ["third monday of january", 2025, "2025-01-20"],
    ["last monday of may", 2027, "2027-05-31"],
    ["last friday of february", 2024, "2024-02-23"],
    ["monday before 05-25", 2026, "2026-05-18"],
    ["monday on or before 05-25", 2026, "2026-05-25"],
    ["saturday after 06-19", 2026, "2026-06-20"],
    ["friday on or after 06-19", 2026, "2026-06-19"],
    ["fourth thursday of november + 1", 2028, "2028-11-24"],
    // Extremes of the range of Easter, and dates that the Astronomical Applications Department of the US Navy lists.
    ["easter", 2008, "2008-03-23"],
    ["easter", 2038, "2038-04-25"],
    ["easter", 2025, "2025-04-20"],
    ["easter - 2", 2024, "2024-03-29"],
    ["easter + 50", 2015, "2015-05-25"],
    // The Cabinet Office's list of holidays.
    ["vernal equinox in japan", 2024, "2024-03-20"],
    ["vernal equinox in japan", 2027, "2027-03-21"],
    ["autumnal equinox in japan", 2024, "2024-09-22"],
    ["autumnal equinox in japan", 2026, "2026-09-23"],
  ])("%s of %i is %s", (rule, year, found) => {
    expect(ruleOf(rule)!(year)).toBe(found);
  });

  test.each(["", "25-12", "12-32", "monday of may", "sixth monday of may", "easter -2", "paschal"])(
    "%j is no rule",
    (rule) => {
      expect(ruleOf(rule)).toBeUndefined();
    },
  );

  test("a nth weekday is that weekday, and the nth of its month", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1950, max: 2099 }), (year) => {
        const found = ruleOf("second tuesday of august")!(year);
        expect([weekday(found), Math.ceil(Number(found.slice(8)) / 7)]).toEqual([2, 2]);
      }),
    );
  });
});
