import { Temporal } from "temporal-polyfill";
import { dayOf, type Day, type Instant } from "../../base/day.ts";
import type { Calendar } from "../calendars/calendar.ts";
import { ruleOf } from "../calendars/rules.ts";
import type { Announcement, EventKind, EventRule } from "./event.ts";

const MONTH = new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" });

/** The instant of a time of day in a zone; of a time that a clock skips, the one that it shows instead. */
export function instantIn(zone: string, day: Day, time: string): Instant {
  return Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime(zone).epochMilliseconds;
}

/** The events of a kind that its rule gives between two instants: known for ever, since a rule is. */
export function eventsByRule(
  kind: EventKind,
  rule: EventRule,
  calendar: Calendar,
  from: Instant,
  to: Instant,
): Announcement[] {
  const events: Announcement[] = [];
  const last = dayOf(to).slice(0, 7);
  let month = Temporal.PlainYearMonth.from(dayOf(from).slice(0, 7));
  for (; month.toString() <= last; month = month.add({ months: 1 })) {
    if (rule.months && !rule.months.includes(month.month)) continue;
    const name = MONTH.format(Date.UTC(month.year, month.month - 1)).toLowerCase();
    const named = ruleOf(`${rule.on} of ${name}`)!(month.year);
    if (!calendar.covers(named)) continue;
    const day = calendar.isPeriod(named) ? named : calendar.previous(named);
    const instant = instantIn(kind.zone, day, kind.time);
    if (instant < from || instant > to) continue;
    const at = new Date(instant).toISOString();
    const id = `${kind.id}:${month.toString()}`;
    events.push({ id, kind: kind.id, day, at, known: new Date(0).toISOString(), figures: {} });
  }
  return events;
}
