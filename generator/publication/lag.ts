import { dayOf, type Day, type Instant } from "../base/day.ts";
import type { Series } from "./catalogue.ts";

const PATTERN = /^(start \+ )?(?:(\d+) (?:session|period)s? \+ )?PT(?:(\d+)H)?(?:(\d+)M)?$/;

interface Lag {
  /** It counts from the period's beginning, not from its end. */
  readonly fromStart: boolean;
  readonly periods: number;
  readonly milliseconds: number;
}

const parsed = new Map<string, Lag>();

function lagOf(text: string): Lag {
  let lag = parsed.get(text);
  if (lag === undefined) {
    const [, start, periods = "0", hours = "0", minutes = "0"] = PATTERN.exec(text) ?? [];
    lag = {
      fromStart: start !== undefined,
      periods: Number(periods),
      milliseconds: (Number(hours) * 60 + Number(minutes)) * 60_000,
    };
    parsed.set(text, lag);
  }
  return lag;
}

/**
 * When a series' value for a period is public, going by its declared lag: the end of the period, or of the one so
 * many later, plus the time of the lag.
 */
export function publicByLag(series: Series, day: Day): Instant {
  const { calendar } = series;
  const { fromStart, periods, milliseconds } = lagOf(series.lag);
  if (fromStart) return calendar.startOf(day) + milliseconds;
  const period = periods === 0 ? day : calendar.next(day, periods);
  return calendar.endOf(period) + milliseconds;
}

/** The newest period whose value should have been public by the instant. */
export function newestDue(series: Series, instant: Instant): Day {
  const { calendar } = series;
  const today = dayOf(instant);
  let day = calendar.isPeriod(today) ? today : calendar.previous(today);
  while (publicByLag(series, day) > instant) day = calendar.previous(day);
  return day;
}

/** When a period may have a value at the earliest: at its end, or at its beginning where it is published then. */
export function earliestOf({ calendar, lag }: Series, day: Day): Instant {
  return lagOf(lag).fromStart ? calendar.startOf(day) : calendar.endOf(day);
}
