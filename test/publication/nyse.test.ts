import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addDays, daysFrom, weekday } from "../../generator/base/day.ts";
import { calendarNamed } from "../support/calendars.ts";
import { failureOf } from "../gather/support.ts";

const vectors = join(import.meta.dirname, "vectors");
const nyse = calendarNamed("XNYS");

const closures = readFileSync(join(vectors, "nyse-closures-2010-2022.csv"), "utf8")
  .trim()
  .split("\n")
  .filter((line) => /^\d/.test(line))
  .map((line) => line.split(",") as [string, string, string]);

const official = JSON.parse(
  readFileSync(join(vectors, "nyse-official-2022-2028.json"), "utf8"),
) as {
  closed: Record<string, string[]>;
  unscheduled: string[];
  half: Record<string, string[]>;
};

const counts = (
  JSON.parse(readFileSync(join(vectors, "nyse-session-counts.json"), "utf8")) as {
    sessions: Record<string, number>;
  }
).sessions;

function weekdaysOf(year: string): string[] {
  return daysFrom(`${year}-01-01`, `${year}-12-31`).filter((day) => weekday(day) % 6 !== 0);
}

describe("the sessions of the New York Stock Exchange", () => {
  test("are closed on the published days of 2010 to 2022 and on no other weekday", () => {
    const years = Array.from({ length: 13 }, (_, index) => String(2010 + index));
    const closed = years.flatMap(weekdaysOf).filter((day) => !nyse.isPeriod(day));
    expect(closed).toEqual(closures.filter(([, kind]) => kind === "closed").map(([day]) => day));
  });

  test("close early at the published hours of 2010 to 2022, and on no other day", () => {
    const early = closures.filter(([, kind]) => kind === "early");
    for (const [day, , close] of early) {
      expect(new Date(nyse.endOf(day)).toISOString()).toBe(`${day}T${close}:00.000Z`);
    }
    const half = daysFrom("2010-01-01", "2022-12-31").filter((day) => nyse.isHalfDay(day));
    expect(half).toEqual(early.map(([day]) => day));
  });

  test.each(Object.entries(counts))("number in %s as counted elsewhere: %i", (year, count) => {
    expect(weekdaysOf(year).filter((day) => nyse.isPeriod(day))).toHaveLength(count);
    expect(
      nyse.periodsBetween(
        year === "2010" ? "2010-01-01" : addDays(`${year}-01-01`, -1),
        `${year}-12-31`,
      ),
    ).toBe(count);
  });

  test.each(Object.keys(official.closed))("of %s follow the exchange's own schedule", (year) => {
    const unscheduled = official.unscheduled.filter((day) => day.startsWith(year));
    const closed = weekdaysOf(year).filter((day) => !nyse.isPeriod(day));
    expect(closed).toEqual([...official.closed[year]!, ...unscheduled].sort());
    expect(weekdaysOf(year).filter((day) => nyse.isHalfDay(day))).toEqual(
      official.half[year] ?? [],
    );
  });

  test("close at 16:00 in New York, in summer and in winter", () => {
    expect(nyse.endOf("2025-03-07")).toBe(Date.parse("2025-03-07T21:00:00Z"));
    expect(nyse.endOf("2025-03-10")).toBe(Date.parse("2025-03-10T20:00:00Z"));
    expect(nyse.endOf("2025-10-31")).toBe(Date.parse("2025-10-31T20:00:00Z"));
    expect(nyse.endOf("2025-11-03")).toBe(Date.parse("2025-11-03T21:00:00Z"));
  });

  test("are stepped over weekends and closures, from sessions and from closed days alike", () => {
    expect(nyse.next("2012-10-26")).toBe("2012-10-31");
    expect(nyse.next("2012-10-28")).toBe("2012-10-31");
    expect(nyse.previous("2012-10-31")).toBe("2012-10-26");
    expect(nyse.previous("2012-10-30")).toBe("2012-10-26");
    expect(nyse.next("2025-01-08", 2)).toBe("2025-01-13");
    expect(nyse.previous("2018-12-06", 2)).toBe("2018-12-03");
  });

  test("are those of the table that was kept by hand before, day by day", () => {
    const table = readFileSync(join(vectors, "nyse-table-2010-2028.csv"), "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(";") as [string, string, string]);
    const daysOf = (column: 1 | 2): string[] =>
      table.flatMap((row) => row[column].split(" ").map((day) => `${row[0]}-${day}`));
    const weekdays = daysFrom("2010-01-01", "2028-12-31").filter((day) => weekday(day) % 6 !== 0);
    expect(weekdays.filter((day) => !nyse.isPeriod(day))).toEqual(daysOf(1));
    expect(weekdays.filter((day) => nyse.isHalfDay(day))).toEqual(daysOf(2));
  });

  test("of years past the table go by the rules", () => {
    const closed = weekdaysOf("2029").filter((day) => !nyse.isPeriod(day));
    expect(closed).toEqual([
      "2029-01-01",
      "2029-01-15",
      "2029-02-19",
      "2029-03-30",
      "2029-05-28",
      "2029-06-19",
      "2029-07-04",
      "2029-09-03",
      "2029-11-22",
      "2029-12-25",
    ]);
    expect(nyse.next("2028-12-29")).toBe("2029-01-02");
    expect(nyse.known?.to).toBe("2028-12-31");
  });

  test.each([
    ["1963-11-25", "the funeral of a president"],
    ["1968-06-12", "a Wednesday of paperwork"],
    ["1970-05-29", undefined],
    ["1972-11-07", "an election"],
    ["2001-09-14", "the attacks of that week"],
    ["2007-01-02", "the mourning of a president"],
  ])("on %s the exchange was closed for %s", (day, why) => {
    expect(nyse.isPeriod(day)).toBe(why === undefined);
  });

  test("before 1957-03-04 and after this century are a mistake that names the years", () => {
    for (const action of [
      () => nyse.isPeriod("1957-03-01"),
      () => nyse.next("2099-12-31"),
      () => nyse.previous("1957-03-04"),
      () => nyse.endOf("2100-01-04"),
      () => nyse.periodsBetween("2028-01-03", "2100-01-04"),
    ]) {
      const failure = failureOf(action);
      expect(failure.exit).toBe(2);
      expect(failure.message).toContain("from 1957-03-04 to 2099-12-31");
    }
    expect(failureOf(() => nyse.endOf("2025-01-09")).problems[0]?.code).toBe("not-a-session");
  });
});
