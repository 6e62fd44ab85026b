import { DAY_MS, startOfDay, type Day, type Instant } from "../../base/day.ts";
import type { Calendar } from "../../publication/calendars/calendar.ts";
import { fixed, found, own, time, type Measure } from "../definition.ts";
import { lacking, newestDay, newestValue, short, single } from "../reading.ts";

const HOUR_MS = DAY_MS / 24;

const QUANTITIES = ["swingHour", "swingOpen", "swingClose", "highHour", "lowHour"] as const;

/**
 * When in the newest UTC day a price moved, where its hours are measured (`swingHour` and its prices, `highHour`, `lowHour`): the UTC hour of
 * the largest move, the prices at its beginning and end, the percent between them, and how many percent of the day's change, from close to
 * close, that is; and the hours of the day's high and low. Beside them whether the exchange of the publication's market opened within that
 * hour, traded in it, or had closed before it: none of the three on a day without a session.
 */
export const dayHours: Measure = {
  method: "day-hours",
  parameters: {},
  classes: ["price"],
  reads: "values",
  besides: QUANTITIES,
  outputs: [
    time("swingFrom"),
    own("swingOpen"),
    own("swingClose"),
    fixed("swingChange", "percent", 1),
    fixed("swingShare", "percent", 0),
    time("highFrom"),
    time("lowFrom"),
    fixed("swingAtOpening", "count", 0),
    fixed("swingInSession", "count", 0),
    fixed("swingAfterSession", "count", 0),
  ],
  compute(reading, { sibling, market }) {
    const { history, last } = reading;
    if (last < 1) return short(last + 1, 2);
    const day = history.days[last]!;
    const readings = [];
    for (const quantity of QUANTITIES) {
      const its = sibling(quantity);
      if (its === undefined) return lacking("undefined");
      if (!its.ok) return its;
      if (newestDay(its) !== day) return lacking("stale");
      readings.push(its);
    }
    const [swingHour, swingOpen, swingClose, highHour, lowHour] = readings.map(newestValue);
    const change = history.values[last]! - history.values[last - 1]!;
    const begin = startOfDay(day) + swingHour! * HOUR_MS;
    return found(
      {
        swingFrom: hourText(swingHour!),
        swingOpen: swingOpen!,
        swingClose: swingClose!,
        swingChange: (swingClose! / swingOpen! - 1) * 100,
        swingShare: ((swingClose! - swingOpen!) / change) * 100,
        highFrom: hourText(highHour!),
        lowFrom: hourText(lowHour!),
        ...sessionAt(day, begin, market),
      },
      single(history, last - 1),
      single(history, last),
      ...readings.map((its) => single(its.history, its.last)),
    );
  },
};

/** 14 as `14:00`. */
export function hourText(hourOfDay: number): string {
  return `${String(hourOfDay).padStart(2, "0")}:00`;
}

/** How the hour that begins at an instant lies to the session of its day. */
function sessionAt(
  day: Day,
  begin: Instant,
  market: Calendar | undefined,
): { swingAtOpening: number; swingInSession: number; swingAfterSession: number } {
  const isSession = market?.covers(day) === true && market.isPeriod(day);
  const [opening, closing] = isSession
    ? [market.startOf(day), market.endOf(day)]
    : [Infinity, Infinity];
  const end = begin + HOUR_MS;
  return {
    swingAtOpening: begin <= opening && opening < end ? 1 : 0,
    swingInSession: begin < closing && opening < end && isSession ? 1 : 0,
    swingAfterSession: begin >= closing ? 1 : 0,
  };
}
