import { yearsBefore, type Day } from "../base/day.ts";
import type { History } from "../store/asof.ts";
import type { Calendar } from "../publication/calendars/calendar.ts";
import type { Series } from "../publication/catalogue.ts";
import { hasGap } from "./statistics/gap.ts";
import { firstFrom, lastUntil } from "./statistics/positions.ts";
import type { Unavailable } from "./signal.ts";

/** One series as known, with a newest value that is not stale. */
export interface Reading {
  readonly ok: true;
  readonly series: Series;
  readonly calendar: Calendar;
  readonly history: History;
  /** Position of the newest value. */
  readonly last: number;
}

/** Why there is nothing to compute, or nothing to compute from. */
export type Lacking = { readonly ok: false } & Omit<Unavailable, "ref">;

/** Part of a history that a signal is computed from: positions, both inclusive. */
export interface Stretch {
  readonly history: History;
  readonly first: number;
  readonly last: number;
  /** Only periods that this history has as well are used. */
  readonly common?: History;
}

/** A stretch without a gap, with its values in place. */
export interface Window extends Stretch {
  readonly ok: true;
  readonly values: Float64Array;
}

export function lacking(reason: Lacking["reason"]): Lacking {
  return { ok: false, reason };
}

/** Fewer observations than the formula needs. */
export function short(have: number, need: number): Lacking {
  return { ok: false, reason: "short", have, need };
}

/** The newest `count` values, or those that end `back` periods before the newest. */
export function newest(reading: Reading, count: number, back = 0): Window | Lacking {
  const last = reading.last - back;
  if (last + 1 < count) return short(reading.last + 1, count + back);
  return between(reading, last - count + 1, last);
}

/**
 * The newest value with the `count` before it; of a series that begins with the first trade of its thing, with all of them once there are
 * `least`: a fund listed a quarter ago is measured by what it has been.
 */
export function newestOfYoung(reading: Reading, count: number, least: number): Window | Lacking {
  const { last, series } = reading;
  const isAll = series.record === "listed" && last >= least;
  return newest(reading, (isAll ? Math.min(count, last) : count) + 1);
}

/** The values of the past years: those after the same date that many years earlier, all of which must be known. */
export function pastYears(reading: Reading, years: number): Window | Lacking {
  const { history, calendar, series, last } = reading;
  const start = calendar.periodOf(yearsBefore(history.days[last]!, years));
  const first = lastUntil(history.days, start) + 1;
  const missing = calendar.covers(start)
    ? calendar.periodsBetween(start, history.days[first]!) - 1
    : 0;
  if (missing > series.maxGap) return first > 0 ? lacking("gap") : shortOf(reading, start);
  if (first === 0 && !calendar.covers(start)) return shortOf(reading, start);
  return between(reading, first, last);
}

/** The history begins too long after the day from which it is needed. */
export function shortOf({ history, calendar, last }: Reading, start: Day): Lacking {
  if (!calendar.covers(start)) return { ok: false, reason: "short", have: last + 1 };
  return short(last + 1, calendar.periodsBetween(start, history.days[last]!) + 1);
}

/** All values known. */
export function wholeHistory(reading: Reading): Window | Lacking {
  return between(reading, 0, reading.last);
}

/** The values between two positions, both inclusive. */
export function between(reading: Reading, first: number, last: number): Window | Lacking {
  const { history, calendar, series } = reading;
  if (hasGap(calendar, history.days, first, last, series.maxGap)) return lacking("gap");
  return { ok: true, history, first, last, values: history.values.subarray(first, last + 1) };
}

/** The very days of a window in another series of the same calendar, or a gap where one of them is missing. */
export function sameDays(reading: Reading, window: Window): Window | Lacking {
  const { history } = reading;
  const shift = firstFrom(history.days, window.history.days[window.first]!) - window.first;
  for (let at = window.first; at <= window.last; at++) {
    if (history.days[at + shift] !== window.history.days[at]) return lacking("gap");
  }
  return between(reading, window.first + shift, window.last + shift);
}

/** Whether what no stored value has outdone was never outdone at all: where the data begin with the thing itself, or with lower values of it. */
export function isOnRecord({ series }: Reading, way: number): boolean {
  const { record } = series;
  return record === "whole" || record === "listed" || (record === "highs" && way > 0);
}

export function newestDay({ history, last }: Reading): Day {
  return history.days[last]!;
}

export function newestValue({ history, last }: Reading): number {
  return history.values[last]!;
}

/** One observation as a stretch. */
export function single(history: History, at: number): Stretch {
  return { history, first: at, last: at };
}
