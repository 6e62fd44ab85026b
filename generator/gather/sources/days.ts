import { Temporal } from "temporal-polyfill";
import { dayOf, startOfDay, type Day, type Instant } from "../../base/day.ts";
import type { Calendar } from "../../publication/calendars/calendar.ts";

/** 2000-01-01 to 2100-01-01 in seconds; in milli-, micro- and nanoseconds a thousand times more each: none can be mistaken for another. */
const [FIRST_SECOND, LAST_SECOND] = [946_684_800, 4_102_444_800];

/**
 * The calendar's period that an instant of a provider stands for. Midnight UTC is no time of trading: it is how many providers write
 * a day, and stands for the day that it names.
 */
export function periodAt(calendar: Calendar, instant: Instant): Day {
  const day = dayOf(instant);
  return startOfDay(day) === instant ? calendar.periodOf(day) : calendar.periodAt(instant);
}

/** The day in a time zone, as a provider names the zone that its days are of. @throws RangeError for a zone that there is not */
export function dayIn(zone: string, instant: Instant): Day {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
}

/** An instant given in seconds, milli-, micro- or nanoseconds since 1970; undefined for a number that is none within this century. */
export function epochInstant(value: number): Instant | undefined {
  const unit = [1, 1e3, 1e6, 1e9].find(
    (each) => value >= FIRST_SECOND * each && value <= LAST_SECOND * each,
  );
  return unit === undefined ? undefined : Math.floor((value / unit) * 1000);
}

/** `05/07/2025` → `2025-05-07`, for sources that are documented to write month, day, year; other text stays as it is. */
export function fromMonthFirst(text: string): string {
  const [, month, day, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim()) ?? [];
  return year ? `${year}-${month?.padStart(2, "0")}-${day?.padStart(2, "0")}` : text;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `May 05, 2026`, `05 May 2026` → `2026-05-05`; other text stays as it is. */
export function fromMonthName(text: string): string {
  const clean = text.trim().replace(",", "");
  const [, a, b, year] = /^(\w+) (\w+) (\d{4})$/.exec(clean) ?? [];
  const [name, day] = /^\d/.test(a ?? "") ? [b, a] : [a, b];
  const month = MONTHS.findIndex((each) => name?.startsWith(each)) + 1;
  if (month === 0 || !/^\d{1,2}$/.test(day ?? "")) return text;
  return `${year}-${String(month).padStart(2, "0")}-${day!.padStart(2, "0")}`;
}

/** How long after the end of a UTC day a value of the moment still stands for that day's end. */
const SNAPSHOT_MS = 2 * 3_600_000;

/** The UTC day for whose end a value of this instant stands; undefined when that is too long ago to say so. */
export function dayJustEnded(instant: Instant): Day | undefined {
  const before = dayOf(instant - SNAPSHOT_MS);
  return before < dayOf(instant) ? before : undefined;
}
