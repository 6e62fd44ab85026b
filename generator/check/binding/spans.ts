import { addDays, isDay, weekday, type Day } from "../../base/day.ts";
import type { Figure } from "../figures/figure.ts";
import type { TimeUnit } from "./words.ts";

/**
 * The day, or the month, that a date names; without a year the latest that is not after today, or where only that fits the weekday
 * beside it the one to come.
 * @param named the weekday that stands before it, 0 for Sunday.
 */
export function datedBy(
  { value }: Figure,
  today: Day,
  named?: number,
): { kind: "day"; day: Day } | { kind: "span"; from: Day; to: Day } | undefined {
  const text = String(value);
  if (/^\d\d-\d\d$/.test(text)) {
    const year = Number(today.slice(0, 4));
    const days = [year + 1, year, year - 1].map((each) => `${each}-${text}`).filter(isDay);
    const day = days.find((each) => each <= addDays(today, 1));
    const coming = days.findLast((each) => each > addDays(today, 1));
    const isComing = coming !== undefined && weekday(coming) === named;
    if (isComing && (day === undefined || weekday(day) !== named))
      return { kind: "day", day: coming };
    return day === undefined ? undefined : { kind: "day", day };
  }
  if (/^\d{4}-\d\d$/.test(text))
    return { kind: "span", ...monthOf(Number(text.slice(0, 4)), Number(text.slice(5))) };
  return isDay(text) ? { kind: "day", day: text } : undefined;
}

/** First and last day of a month. */
export function monthOf(year: number, month: number): { from: Day; to: Day } {
  const first = `${year}-${String(month).padStart(2, "0")}-01`;
  const next =
    month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, "0")}-01`;
  return { from: first, to: addDays(next, -1) };
}

/** The week (from Monday), month, quarter or year that a day lies in, or the one before it. */
export function spanOf(unit: TimeUnit, isPast: boolean, today: Day): { from: Day; to: Day } {
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  if (unit === "week") {
    const monday = addDays(today, -((weekday(today) + 6) % 7) - (isPast ? 7 : 0));
    return { from: monday, to: addDays(monday, 6) };
  }
  if (unit === "month")
    return month === 1 && isPast ? monthOf(year - 1, 12) : monthOf(year, month - (isPast ? 1 : 0));
  if (unit === "quarter") {
    const first = month - ((month - 1) % 3) - (isPast ? 3 : 0);
    const [y, m] = first < 1 ? [year - 1, first + 12] : [year, first];
    return { from: monthOf(y, m).from, to: monthOf(y, m + 2).to };
  }
  const of = year - (isPast ? 1 : 0);
  return { from: `${of}-01-01`, to: `${of}-12-31` };
}
