import { dayOf, type Day, type Instant } from "../base/day.ts";
import { calendarOf } from "./calendar.ts";
import type { Series } from "./catalogue.ts";

const PATTERN = /^(?:(\d+) sessions? \+ )?PT(?:(\d+)H)?(?:(\d+)M)?$/;

interface Lag {
  readonly sessions: number;
  readonly milliseconds: number;
}

const parsed = new Map<string, Lag>();

function lagOf(text: string): Lag {
  let lag = parsed.get(text);
  if (lag === undefined) {
    const [, sessions = "0", hours = "0", minutes = "0"] = PATTERN.exec(text) ?? [];
    lag = {
      sessions: Number(sessions),
      milliseconds: (Number(hours) * 60 + Number(minutes)) * 60_000,
    };
    parsed.set(text, lag);
  }
  return lag;
}

/**
 * When a series' value for a period is public, going by its declared lag: the end of the period, or of the period that
 * many sessions later, plus the time of the lag.
 */
export function publicByLag(series: Series, day: Day): Instant {
  const calendar = calendarOf(series.calendar);
  const { sessions, milliseconds } = lagOf(series.lag);
  const period = sessions === 0 ? day : calendar.next(day, sessions);
  return calendar.endOf(period) + milliseconds;
}

/** The newest period whose value should have been public by the instant. */
export function newestDue(series: Series, instant: Instant): Day {
  const calendar = calendarOf(series.calendar);
  const today = dayOf(instant);
  let day = calendar.isPeriod(today) ? today : calendar.previous(today);
  while (publicByLag(series, day) > instant) day = calendar.previous(day);
  return day;
}
