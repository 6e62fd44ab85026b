import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { daysFrom, weekday } from "../../generator/base/day.ts";
import { PROJECT } from "../gather/support.ts";
import { calendarNamed } from "../support/calendars.ts";

type Years = Readonly<Record<string, string>>;

const published = JSON.parse(
  readFileSync(join(import.meta.dirname, "vectors/exchange-closures.json"), "utf8"),
) as { closed: Record<string, Years>; early: Record<string, Years> };

function weekdaysOf(year: string): string[] {
  return daysFrom(`${year}-01-01`, `${year}-12-31`).filter((day) => weekday(day) % 6 !== 0);
}

function short(days: readonly string[]): string {
  return days.map((day) => day.slice(5)).join(" ");
}

function endOf(name: string, day: string): string {
  return new Date(calendarNamed(name).endOf(day)).toISOString().slice(0, 16);
}

const YEARS = Object.entries(published.closed).flatMap(([name, years]) =>
  Object.entries(years).map(([year, closed]) => [name, year, closed] as const),
);

test.each(YEARS)(
  "%s is closed in %s on the published days and on no other weekday",
  (name, year, closed) => {
    const calendar = calendarNamed(name);
    expect(short(weekdaysOf(year).filter((day) => !calendar.isPeriod(day)))).toBe(closed);
  },
);

test.each(
  Object.entries(published.early).flatMap(([name, years]) =>
    Object.entries(years).map(([year, early]) => [name, year, early] as const),
  ),
)("%s closes early in %s on the published days and on no other", (name, year, early) => {
  const calendar = calendarNamed(name);
  expect(short(weekdaysOf(year).filter((day) => calendar.isHalfDay(day)))).toBe(early);
});

describe("a session ends at the local hour of its exchange", () => {
  test.each([
    ["XLON", "2025-03-28", "2025-03-28T16:30"],
    ["XLON", "2025-03-31", "2025-03-31T15:30"],
    ["XLON", "2024-12-24", "2024-12-24T12:30"],
    ["XETR", "2025-03-28", "2025-03-28T16:30"],
    ["XETR", "2025-03-31", "2025-03-31T15:30"],
    ["XETR", "2024-12-30", "2024-12-30T13:00"],
    ["XTKS", "2024-11-01", "2024-11-01T06:00"],
    ["XTKS", "2024-11-05", "2024-11-05T06:30"],
    ["FX", "2025-03-07", "2025-03-07T22:00"],
    ["FX", "2025-03-10", "2025-03-10T21:00"],
    ["XNYM", "2025-07-03", "2025-07-03T21:00"],
  ])("%s on %s", (name, day, end) => {
    expect(endOf(name, day)).toBe(end);
  });
});

test("the week of foreign exchange begins on Sunday at 17:00 in New York, and ends on Friday at that hour", () => {
  const fx = calendarNamed("FX");
  const at = (instant: string): string => fx.periodAt(Date.parse(instant));
  expect(at("2025-05-04T20:59:00Z")).toBe("2025-05-04");
  expect(fx.isPeriod("2025-05-04")).toBe(false);
  expect(at("2025-05-04T21:00:00Z")).toBe("2025-05-05");
  expect(at("2025-05-05T20:59:00Z")).toBe("2025-05-05");
  expect(at("2025-05-05T21:00:00Z")).toBe("2025-05-06");
  expect(fx.next("2025-05-09")).toBe("2025-05-12");
  expect(fx.isPeriod("2025-12-25")).toBe(false);
  expect(fx.isPeriod("2025-07-04")).toBe(true);
});

test("futures have no trade date on an American holiday, and one on a day of mourning", () => {
  const futures = calendarNamed("XNYM");
  expect(futures.isPeriod("2025-07-04")).toBe(false);
  expect(futures.isPeriod("2025-01-20")).toBe(false);
  expect(futures.isPeriod("2025-01-09")).toBe(true);
  expect(futures.periodAt(Date.parse("2025-05-06T21:59:00Z"))).toBe("2025-05-06");
  expect(futures.periodAt(Date.parse("2025-05-06T22:00:00Z"))).toBe("2025-05-07");
});

test("the US bond market is open on the days of the bundled yields, which lack those without a session in New York", () => {
  const bonds = calendarNamed("US-BONDS");
  const lines = readFileSync(join(PROJECT, "content/data/us10y.csv"), "utf8").trim().split("\n");
  const since2022 = lines.slice(1).filter((line) => line >= "2022");
  const days = since2022.flatMap((line) => (line.split(",")[1] ? line.slice(0, 10) : []));
  expect(days.length).toBeGreaterThan(800);
  const open = daysFrom(days[0]!, days.at(-1)!).filter(
    (day) => bonds.isPeriod(day) && calendarNamed("XNYS").isPeriod(day),
  );
  expect(days).toEqual(open);
});

test("an instant is of the local day of its exchange", () => {
  expect(calendarNamed("XNYS").periodAt(Date.parse("2025-01-06T01:00:00Z"))).toBe("2025-01-05");
  expect(calendarNamed("XTKS").periodAt(Date.parse("2025-01-06T20:00:00Z"))).toBe("2025-01-07");
  expect(calendarNamed("24/7").periodAt(Date.parse("2025-01-06T20:00:00Z"))).toBe("2025-01-06");
});
