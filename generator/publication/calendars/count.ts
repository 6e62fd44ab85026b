import type { Day, Instant } from "../../base/day.ts";
import type { Known } from "./entry.ts";

/** How a calendar numbers its periods. */
export interface Count {
  readonly known?: Known;
  covers(day: Day): boolean;
  isPeriod(day: Day): boolean;
  periodOf(day: Day): Day;
  /** The day whose periods are meant by a local date and time, `HH:MM`. */
  localDay?(day: Day, time: string): Day;
  /** Number of the last period on or before the day; undefined where nothing is known. */
  ordinal(day: Day): number | undefined;
  at(ordinal: number): Day | undefined;
  /** When the period ends, for a day that is one. */
  endOf(day: Day): Instant;
  /** When a session opens; left out where a period begins as the one before ends. */
  startOf?(day: Day): Instant;
  isHalfDay(day: Day): boolean;
  /** The name of the holiday for which a weekday has no session; left out where every day is a period. */
  holidayOn?(day: Day): string | undefined;
  /** The days of which it is known, in words. */
  readonly span: string;
}
