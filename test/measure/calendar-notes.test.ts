import { describe, expect, test } from "vitest";
import { addDays, startOfDay, type Day } from "../../generator/base/day.ts";
import type { History } from "../../generator/store/asof.ts";
import { columnOf } from "./bundled.ts";
import { ofClose, periods, signalOf, viewWith, walk, whyNot, type Given } from "./fake-view.ts";

/** Noon UTC of the day after the last value, as an edition's cut-off. */
function noonAfter(day: Day): number {
  return startOfDay(addDays(day, 1)) + 12 * 3_600_000;
}

function at(
  given: Partial<Given> & { end: Day },
  name: string,
  noon = noonAfter(given.end),
): unknown {
  const view = viewWith([{ id: "x.close", values: walk(300), ...given }], noon);
  return signalOf(view, `x.close.${name}`).value;
}

function quarterOf(day: Day): string {
  return `${day.slice(0, 4)}${Math.floor((Number(day.slice(5, 7)) - 1) / 3)}`;
}

describe("the change over a month or quarter", () => {
  const closes = columnOf("btc", "close");
  const days = periods(closes.length, "24/7", "2025-06-30");

  test.each(["2025-06-30", "2025-05-01", "2025-04-30", "2024-12-31", "2024-02-29", "2025-02-11"])(
    "of Bitcoin to %s agrees with the last closes of the periods before",
    (end) => {
      const values = closes.slice(0, days.indexOf(end) + 1);
      const month = days.findLastIndex((day) => day.slice(0, 7) < end.slice(0, 7));
      const quarter = days.findLastIndex((day) => quarterOf(day) < quarterOf(end));
      const changeFrom = (from: number): number => (values.at(-1)! / closes[from]! - 1) * 100;
      expect(at({ values, end }, "monthFrom")).toBe(days[month]);
      expect(at({ values, end }, "monthChange")).toBeCloseTo(changeFrom(month), 9);
      expect(at({ values, end }, "quarterFrom")).toBe(days[quarter]);
      expect(at({ values, end }, "quarterChange")).toBeCloseTo(changeFrom(quarter), 9);
    },
  );

  test("the last day of a month ends it, that of a quarter both", () => {
    expect(at({ end: "2025-05-31" }, "monthEnds")).toBe(1);
    expect(at({ end: "2025-05-31" }, "quarterEnds")).toBe(0);
    expect(at({ end: "2025-06-30" }, "quarterEnds")).toBe(1);
    expect(at({ end: "2025-06-29" }, "monthEnds")).toBe(0);
  });

  test("the last session of a month ends it, though days follow", () => {
    expect(at({ end: "2025-05-30", calendar: "XNYS" }, "monthEnds")).toBe(1);
    expect(at({ end: "2025-05-29", calendar: "XNYS" }, "monthEnds")).toBe(0);
  });

  test("the largest gain of a month is dated by the month before that gained as much, as every month's change tells", () => {
    const end = "2025-05-31";
    const values = closes.slice(0, days.indexOf(end) + 1);
    const ends = values.flatMap((_, each) =>
      each === values.length - 1 || days[each]!.slice(0, 7) !== days[each + 1]!.slice(0, 7)
        ? [each]
        : [],
    );
    const changes = ends.slice(1).map((each, month) => ({
      day: days[each]!,
      change: values[each]! / values[ends[month]!]! - 1,
    }));
    const newest = changes.at(-1)!;
    const before = changes.slice(0, -1).findLast(({ change }) => change >= newest.change)!;
    expect(at({ values, end }, "monthChangeHighSince")).toBe(before.day);
    expect(at({ values, end }, "monthChangeHighIsRecord")).toBe(0);
    const lower = changes.slice(0, -1).findLast(({ change }) => change <= newest.change)!;
    expect(at({ values, end }, "monthChangeLowSince")).toBe(lower.day);
  });

  test("a gain that no month before had is one on record, from the first whole month on", () => {
    const values = [...Array<number>(80).fill(100), 150];
    expect(at({ values, end: "2025-05-31" }, "monthChangeHighIsRecord")).toBe(1);
    expect(at({ values, end: "2025-05-31" }, "monthChangeHighSince")).toBe("2025-04-30");
  });

  test.each(["2024-09-29", "2025-02-27", "2024-11-29", "2025-06-30"])(
    "a month so far, to %s, is compared with the whole months of its name before it",
    (end) => {
      const values = closes.slice(0, days.indexOf(end) + 1);
      const its = days.slice(0, values.length);
      const lastOf = (month: string): number => its.findLastIndex((day) => day.startsWith(month));
      const changeOf = (month: string): number => {
        const first = its.findIndex((day) => day.startsWith(month));
        return values[lastOf(month)]! / values[first - 1]! - 1;
      };
      const [year, name] = [Number(end.slice(0, 4)), end.slice(4, 7)];
      const mark = changeOf(end.slice(0, 7));
      const earlier = Array.from({ length: 15 }, (_, back) => `${year - 1 - back}${name}`).filter(
        (month) => its.findIndex((day) => day.startsWith(month)) > 0 && its[0]! < `${month}-01`,
      );
      for (const [which, sign] of [
        ["High", 1],
        ["Low", -1],
      ] as const) {
        const before = earlier.find((month) => sign * changeOf(month) >= sign * mark);
        expect(at({ values, end }, `sameMonthChange${which}IsRecord`)).toBe(before ? 0 : 1);
        expect(at({ values, end }, `sameMonthChange${which}Since`)).toBe(
          its[lastOf(before ?? earlier.at(-1)!)],
        );
      }
    },
  );

  test("what is left of a month is counted in days, or in sessions", () => {
    expect(at({ end: "2024-09-29" }, "monthLeft")).toBe(1);
    expect(at({ end: "2024-09-30" }, "monthLeft")).toBe(0);
    expect(at({ end: "2025-05-28", calendar: "XNYS" }, "monthLeft")).toBe(2);
  });

  test("a month without one of its name before it is compared with none", () => {
    const view = viewWith([{ id: "x.close", values: walk(200), end: "2025-05-07" }]);
    expect(whyNot(view, "x.close.sameMonthChangeHighSince").reason).toBe("short");
  });

  test("a month's flow is the sum of its days alone", () => {
    const given = { id: "x.flow", values: [1, 2, 3, 4], end: "2025-05-02" };
    const view = viewWith([given], noonAfter("2025-05-02"));
    expect(signalOf(view, "x.flow.monthSum").value).toBe(7);
  });

  test("a history that begins within the month has no change over it", () => {
    const view = viewWith([{ id: "x.close", values: [1, 2, 3] }]);
    expect(whyNot(view, "x.close.monthChange").reason).toBe("short");
  });
});

describe("what a price did since New York traded", () => {
  test.each([
    { end: "2025-05-04", from: "2025-05-02", days: 2, name: "a Sunday" },
    { end: "2025-05-05", from: "2025-05-05", days: 0, name: "a session" },
    { end: "2025-04-20", from: "2025-04-17", days: 3, name: "the Sunday after Good Friday" },
    { end: "2024-11-28", from: "2024-11-27", days: 1, name: "Thanksgiving" },
  ])("on $name reaches back to $from", ({ end, from, days }) => {
    const values = walk(300);
    expect(at({ values, end }, "closedFrom")).toBe(from);
    expect(at({ values, end }, "closedDays")).toBe(days);
    expect(at({ values, end }, "closedChange")).toBeCloseTo(
      (values.at(-1)! / values.at(-1 - days)! - 1) * 100,
      9,
    );
  });

  test("is not known where the value of that session is missing", () => {
    const view = viewWith(
      [{ id: "x.close", values: walk(60), end: "2025-05-04", without: ["2025-05-02"] }],
      noonAfter("2025-05-04"),
    );
    expect(whyNot(view, "x.close.closedChange").reason).toBe("gap");
  });
});

describe("what a price did over days without a session, told of the session behind them", () => {
  test.each([
    { end: "2025-05-05", from: "2025-05-02", days: 2, name: "a Monday" },
    { end: "2025-04-21", from: "2025-04-17", days: 3, name: "the Monday after Good Friday" },
    { end: "2024-11-29", from: "2024-11-27", days: 1, name: "the day after Thanksgiving" },
  ])("on $name reaches back to $from", ({ end, from, days }) => {
    const values = walk(300);
    const [now, eve, before] = [values.at(-1)!, values.at(-2)!, values.at(-2 - days)!];
    expect(at({ values, end }, "breakFrom")).toBe(from);
    expect(at({ values, end }, "breakDays")).toBe(days);
    expect(at({ values, end }, "breakChange")).toBeCloseTo((eve / before - 1) * 100, 9);
    expect(at({ values, end }, "breakTotal")).toBeCloseTo((now / before - 1) * 100, 9);
  });

  test.each(["2025-05-06", "2025-05-04"])("is none on %s, behind a session or of none", (end) => {
    expect(at({ end }, "breakDays")).toBe(0);
    expect(at({ end }, "breakChange")).toBe(0);
  });

  test("is not known where a value of those days is missing", () => {
    const view = viewWith(
      [{ id: "x.close", values: walk(60), end: "2025-05-05", without: ["2025-05-04"] }],
      noonAfter("2025-05-05"),
    );
    expect(whyNot(view, "x.close.breakChange").reason).toBe("gap");
  });
});

describe("the sessions of an edition", () => {
  const XNYS = { calendar: "XNYS" } as const;

  test.each([
    {
      end: "2024-11-27",
      flags: { holidayToday: 1, holidayTomorrow: 0, halfDayTomorrow: 1 },
      next: "2024-11-29",
    },
    {
      end: "2024-11-26",
      flags: { holidayToday: 0, holidayTomorrow: 1, halfDayToday: 0 },
      next: "2024-11-27",
    },
    {
      end: "2025-07-02",
      flags: { holidayTomorrow: 1, halfDayToday: 1, halfDayTomorrow: 0 },
      next: "2025-07-03",
    },
  ])("after $end are those of the exchange's calendar", ({ end, flags, next }) => {
    const noon = noonAfter(end);
    for (const [name, value] of Object.entries(flags)) {
      expect(at({ end, ...XNYS }, name, noon)).toBe(value);
    }
    expect(at({ end, ...XNYS }, "nextSession", noon)).toBe(next);
  });

  test("say whether the last session was a half day", () => {
    for (const [end, isHalf] of [
      ["2024-11-29", 1],
      ["2024-12-24", 1],
      ["2024-11-27", 0],
    ] as const)
      expect(at({ end, ...XNYS }, "halfDayBefore", noonAfter(end))).toBe(isHalf);
  });

  test("a Saturday is no holiday", () => {
    const saturday = noonAfter("2025-05-02");
    expect(at({ end: "2025-05-02", ...XNYS }, "holidayToday", saturday)).toBe(0);
    expect(at({ end: "2025-05-02", ...XNYS }, "nextSession", saturday)).toBe("2025-05-05");
  });

  test("a market that never closes has neither", () => {
    expect(at({ end: "2024-11-27" }, "holidayToday")).toBe(0);
    expect(at({ end: "2024-11-27" }, "halfDayTomorrow")).toBe(0);
  });
});

describe("what is late, missing or corrected", () => {
  test("a series that is out of date still says how far it lags", () => {
    const view = viewWith([{ id: "x.close", values: [1, 2], end: "2025-05-03" }]);
    expect(whyNot(view, "x.close.last").reason).toBe("stale");
    expect(signalOf(view, "x.close.behind").value).toBe(4);
    expect(signalOf(view, "x.close.isStale").value).toBe(1);
    expect(signalOf(view, "x.close.newestDay").value).toBe("2025-05-03");
  });

  test("a series within its limit lags without being out of date", () => {
    const view = viewWith([{ id: "x.close", values: [1, 2], end: "2025-05-06" }]);
    expect(signalOf(view, "x.close.behind").value).toBe(1);
    expect(signalOf(view, "x.close.isStale").value).toBe(0);
  });

  test("a period without a value is counted and dated while it is recent", () => {
    expect(ofClose(walk(30), "missing", { without: ["2025-05-05"] })).toBe(1);
    expect(ofClose(walk(30), "missingDay", { without: ["2025-05-05", "2025-05-03"] })).toBe(
      "2025-05-05",
    );
    expect(ofClose(walk(30), "missing", { without: ["2025-04-28"] })).toBe(0);
    expect(ofClose(walk(30), "missingDay")).toBe("2025-05-07");
  });

  test("a series of two values misses nothing before its first", () => {
    expect(ofClose([1, 2], "missing")).toBe(0);
  });

  test("a correction counts from when it was published, for a day", () => {
    expect(corrected({ after: -2 })).toEqual([1, 5, "2025-05-05"]);
    expect(corrected({ after: -25 })).toEqual([0, 7, "2025-05-07"]);
  });
});

/** Corrections as seen at noon, where the value of 2025-05-05 was corrected so many hours before. */
function corrected({ after }: { after: number }): unknown[] {
  const view = viewWith([{ id: "x.close", values: [1, 2, 3, 4, 5, 6, 7] }]);
  const { instant } = view;
  const known = view.history("x.close");
  const history: History = {
    ...known,
    publics: known.publics.map((each, position) =>
      position === 4 ? instant + after * 3_600_000 : each,
    ),
    revisions: known.revisions.map((each, position) => (position === 4 ? 1 : each)),
  };
  const seen = { ...view, history: () => history };
  return ["revised", "revisedValue", "revisedDay"].map(
    (name) => signalOf(seen, `x.close.${name}`).value,
  );
}

test("a close that is late does not close the exchange: the last session is the calendar's", () => {
  const late = { end: "2025-05-06", calendar: "XNYS" } as const;
  const noon = noonAfter("2025-05-07");
  expect(at(late, "lastSession", noon)).toBe("2025-05-07");
  expect(at(late, "sinceSession", noon)).toBe(1);
  expect(at(late, "behind", noon)).toBe(1);
});

test.each([
  ["before the bell of a Monday", "2025-05-05T13:29:00Z", "2025-05-02", 3],
  ["from its opening on", "2025-05-05T13:30:00Z", "2025-05-05", 0],
  ["on a Sunday", "2025-05-04T12:00:00Z", "2025-05-02", 2],
  ["on Good Friday", "2025-04-18T12:00:00Z", "2025-04-17", 1],
])("New York last traded, %s, at %s, on %s", (_when, instant, session, days) => {
  const friday = { end: session < "2025-05-01" ? "2025-04-17" : "2025-05-02", calendar: "XNYS" };
  const noon = Date.parse(instant);
  expect(at(friday as { end: string }, "lastSession", noon)).toBe(session);
  expect(at(friday as { end: string }, "sinceSession", noon)).toBe(days);
});

describe("a run of months", () => {
  const closes = columnOf("btc", "close");
  const days = periods(closes.length, "24/7", "2025-06-30");

  test.each(["2025-06-30", "2025-03-31", "2025-03-17", "2024-11-30", "2022-06-30", "2018-12-31"])(
    "of Bitcoin to %s agrees with a walk over the last closes of its months",
    (end) => {
      const values = closes.slice(0, days.indexOf(end) + 1);
      const byMonth = new Map(values.map((value, each) => [days[each]!.slice(0, 7), value]));
      const ends = [...byMonth.values()];
      const ways = ends.slice(1).map((value, each) => Math.sign(value - ends[each]!));
      const other = ways.findLastIndex((way) => way !== ways.at(-1));
      const count = ways.length - 1 - other;
      const from = ends.at(-1 - count)!;
      expect(at({ values, end }, "monthRun")).toBe(count * ways.at(-1)!);
      expect(at({ values, end }, "monthRunChange")).toBeCloseTo(
        (values.at(-1)! / from - 1) * 100,
        9,
      );
      expect(at({ values, end }, "monthRunFrom")).toBe(days[values.lastIndexOf(from)]);
    },
  );

  test("is none where no month lies before", () => {
    const view = viewWith([{ id: "x.close", values: [1, 2, 3] }]);
    expect(whyNot(view, "x.close.monthRun").reason).toBe("short");
  });
});
