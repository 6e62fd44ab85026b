import { Temporal } from "temporal-polyfill";
import type { Instant } from "../../base/day.ts";

/** Time of day as a clock on the wall shows it, such as "07:00". */
export type WallTime = string;

/** The first instant from `now` on at which it is that time in a zone (IANA; UTC for one that is unknown). An hour that the clocks skip is the one after. */
export function nextAt(time: WallTime, zone: string, now: Instant): Instant {
  const there = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(known(zone));
  const today = there.withPlainTime(time);
  const next =
    Temporal.ZonedDateTime.compare(today, there) < 0
      ? there.toPlainDate().add({ days: 1 }).toZonedDateTime({ timeZone: there, plainTime: time })
      : today;
  return next.epochMilliseconds;
}

function known(zone: string): string {
  try {
    Temporal.Now.zonedDateTimeISO(zone);
    return zone;
  } catch {
    return "UTC";
  }
}
