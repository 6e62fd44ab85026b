import { dayOf, type Day, type Instant } from "../../base/day.ts";

/** 2000-01-01 to 2100-01-01 in seconds; a thousand times that in milliseconds: the two cannot be mistaken. */
const [FIRST_SECOND, LAST_SECOND] = [946_684_800, 4_102_444_800];

/** An instant given in seconds or milliseconds since 1970; undefined for a number that is neither within this century. */
export function epochInstant(value: number): Instant | undefined {
  if (value >= FIRST_SECOND && value <= LAST_SECOND) return value * 1000;
  return value >= FIRST_SECOND * 1000 && value <= LAST_SECOND * 1000 ? value : undefined;
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
