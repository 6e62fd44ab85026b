import { memoize } from "../../../base/memo.ts";
import { scaleUtc } from "d3-scale";
import { dayOf, startOfDay, type Day } from "../../../base/day.ts";

/** Dates as an axis names them. */
export interface AxisDates {
  /** "May 7" */
  day(day: Day): string;
  /** "May" */
  month(day: Day): string;
  /** "2025" */
  year(day: Day): string;
}

export interface DayTick {
  readonly day: Day;
  readonly label: string;
}

/** Short dates in a locale, in UTC. */
export const axisDates = memoize((locale: string): AxisDates => {
  const format = (options: Intl.DateTimeFormatOptions): ((day: Day) => string) => {
    const formatter = new Intl.DateTimeFormat(locale, { ...options, timeZone: "UTC" });
    return (day) => formatter.format(startOfDay(day));
  };
  return {
    day: format({ month: "short", day: "numeric" }),
    month: format({ month: "short" }),
    year: format({ year: "numeric" }),
  };
});

/** About `count` days at the beginning of weeks, months or years from the first day to the last, with their labels. */
export function dayTicks(first: Day, last: Day, count: number, dates: AxisDates): DayTick[] {
  const ticks = scaleUtc([startOfDay(first), startOfDay(last)], [0, 1]).ticks(count);
  const days = [...new Set(ticks.map((tick) => dayOf(tick.getTime())))].filter(
    (day) => day >= first && day <= last,
  );
  const isMonthly = days.every((day) => day.endsWith("-01"));
  return days.map((day) => {
    if (!isMonthly) return { day, label: dates.day(day) };
    return { day, label: day.endsWith("-01-01") ? dates.year(day) : dates.month(day) };
  });
}
