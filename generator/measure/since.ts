import { daysBetween, toldPastOf, type Day } from "../base/day.ts";
import { date, fixed, type Output } from "./definition.ts";

const DAYS_A_YEAR = 365.25;

/**
 * Since when something is the highest, lowest or longest: the day of the latest earlier one as high, the years from there to the newest, as
 * many of these as are whole, and whether the available history has none (1 or 0), in which case the day is its first.
 */
export function sinceOutputs(name: string): Output[] {
  return [
    date(`${name}Since`),
    fixed(`${name}Years`, "years", 1),
    fixed(`${name}WholeYears`, "years", 0),
    fixed(`${name}IsRecord`, "count", 0),
  ];
}

/** The values of `sinceOutputs`. */
export function sinceValues(
  name: string,
  since: Day,
  newest: Day,
  isRecord: boolean,
): Record<string, number | Day> {
  const years = daysBetween(since, newest) / DAYS_A_YEAR;
  return {
    [`${name}Since`]: since,
    [`${name}Years`]: years,
    [`${name}WholeYears`]: Math.floor(years),
    [`${name}IsRecord`]: isRecord ? 1 : 0,
  };
}

/**
 * Whether two values are the highest or lowest since what is told as the same day.
 * @param one position among the days since which the newer is so; below zero where no value was as high or low.
 */
export function isSinceTheSame(
  one: number,
  other: number,
  days: readonly Day[],
  newest: Day,
): boolean {
  if (one === other || one < 0 || other < 0) return one === other;
  return toldPastOf(days[one]!, newest) === toldPastOf(days[other]!, newest);
}
