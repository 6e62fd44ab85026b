import type { RemarkCode } from "../base/codes.ts";
import type { Day, Instant } from "../base/day.ts";

/** One value, fit to be stored. */
export interface Observation {
  readonly day: Day;
  readonly value: number;
  /** When it became public: as the source states it, or by the series' lag. */
  readonly public: Instant;
  /** True when the source states it. */
  readonly stated: boolean;
}

/** Something about the data of one series that a person should know. */
export interface Remark {
  readonly series: string;
  readonly code: RemarkCode;
  /** Line of the file, 1-based; none for a gap. */
  readonly line: number | undefined;
  /** The date as the file gives it, shortened; for a gap its first day. */
  readonly period: string;
  /** One sentence: what was found and what was expected. */
  readonly why: string;
}

/**
 * Whether two values are one, but for the noise of floating-point numbers: they differ in the last binary digits, or one is the
 * other rounded to single precision, as some providers send it (97.42 as 97.41999816894531).
 */
export function sameValue(a: number, b: number): boolean {
  if (a === b || a === Math.fround(b) || b === Math.fround(a)) return true;
  return Math.abs(a - b) <= 4 * Number.EPSILON * Math.max(Math.abs(a), Math.abs(b));
}

/** What a batch of observations did to a series. */
export interface Change {
  readonly added: number;
  readonly revised: number;
  readonly unchanged: number;
}
