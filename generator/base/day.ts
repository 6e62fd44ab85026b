/** A calendar date as `YYYY-MM-DD`; sorts as text. */
export type Day = string;

/** A time of day as `HH:MM`; sorts as text. */
export type TimeOfDay = string;

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Instant = number;

/** Milliseconds of a UTC day. */
export const DAY_MS = 86_400_000;
const DAY_PATTERN = /^\d{4}-\d{2}-\d{2}$/;

/** True for a date that exists, written `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!DAY_PATTERN.test(text)) return false;
  const [month, day] = [digits(text, 5, 7), digits(text, 8, 10)];
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= 28 || new Date(startOfDay(text)).getUTCDate() === day;
}

/** Midnight UTC at which the day begins. */
export function startOfDay(day: Day): Instant {
  return Date.UTC(digits(day, 0, 4), digits(day, 5, 7) - 1, digits(day, 8, 10));
}

/** The number that stands at a place of a text; not a number where anything but digits stands there. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    number = number * 10 + (digit >= 0 && digit <= 9 ? digit : Number.NaN);
  }
  return number;
}

/** The UTC day that an instant falls on. */
export function dayOf(instant: Instant): Day {
  return new Date(instant).toISOString().slice(0, 10);
}

/** Whole days since 1970-01-01. */
export function dayNumber(day: Day): number {
  return startOfDay(day) / DAY_MS;
}

/** The day that is so many whole days after 1970-01-01. The same few thousand come again in every series, and are held in memory once. */
export function dayFromNumber(number: number): Day {
  let day = numbered.get(number);
  if (day === undefined) numbered.set(number, (day = dayOf(number * DAY_MS)));
  return day;
}

const numbered = new Map<number, Day>();

/** The day `count` days after (before, when negative). */
export function addDays(day: Day, count: number): Day {
  return dayFromNumber(dayNumber(day) + count);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** Weekdays as rules and stories name them, Sunday first. */
export const WEEKDAYS = [
  "sunday",
  "monday",
  "tuesday",
  "wednesday",
  "thursday",
  "friday",
  "saturday",
] as const;

/** 0 for Sunday to 6 for Saturday. */
export function weekday(day: Day): number {
  return new Date(startOfDay(day)).getUTCDay();
}

/** Every day from `from` to `to`, both included. */
export function daysFrom(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let at = dayNumber(from), end = dayNumber(to); at <= end; at++) days.push(dayFromNumber(at));
  return days;
}

/** The same date `years` earlier; 29 February becomes 28 February. */
export function yearsBefore(day: Day, years: number): Day {
  const shifted = `${String(Number(day.slice(0, 4)) - years).padStart(4, "0")}${day.slice(4)}`;
  return isDay(shifted) ? shifted : addDays(`${shifted.slice(0, 7)}-28`, 0);
}

/** So far ahead a date without its year may lie; what is farther is of the year before: articles look back far more often than ahead. */
const MOST_AHEAD = 60;

/**
 * The day that a reader takes a date without its year for, as of a day: of that day's year, or of the year before where it would lie more
 * than about two months ahead.
 * @param monthDay such as `12-17`.
 */
export function nearestYearOf(monthDay: string, today: Day): Day {
  const year = Number(today.slice(0, 4));
  const day = `${today.slice(0, 4)}-${monthDay}`;
  return isDay(day) && daysBetween(today, day) <= MOST_AHEAD ? day : `${year - 1}-${monthDay}`;
}

/** What is longer ago than a year and a half is told by its month: "since December 2022". */
const DAYS_OF_A_DATE = 548;

/** As what a past day is told as of another: itself, or its month, `2022-12`, where it is long ago. */
export function toldPastOf(day: Day, today: Day): string {
  return daysBetween(day, today) > DAYS_OF_A_DATE ? day.slice(0, 7) : day;
}
