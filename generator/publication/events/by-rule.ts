import { Temporal } from "temporal-polyfill";
import { addDays, dayOf, daysFrom, weekday, type Day, type Instant } from "../../base/day.ts";
import type { Calendar } from "../calendars/calendar.ts";
import { ruleOf } from "../calendars/rules.ts";
import type { Announcement, EventKind, MonthlyRule, SettledRule } from "./event.ts";
import { businessDaysAfter, settlementDates } from "./settlements.ts";

const MONTH = new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" });

/**
 * When an event of a kind is, on a day of its zone: at its hour, or by the end of the day where it has none. Of a time that a clock skips,
 * the one that it shows instead.
 */
export function instantOf({ zone, time }: EventKind, day: Day, own = time): Instant {
  const date = own === undefined ? addDays(day, 1) : day;
  return Temporal.PlainDateTime.from(`${date}T${own ?? "00:00"}`).toZonedDateTime(zone)
    .epochMilliseconds;
}

/** The events of a kind that its rule gives between two instants: known for ever, since a rule is. */
export function eventsByRule(
  kind: EventKind,
  calendar: Calendar,
  from: Instant,
  to: Instant,
): Announcement[] {
  const { id, rule } = kind;
  if (!rule) return [];
  const dated =
    "on" in rule
      ? monthly(rule, calendar, from, to)
      : "after" in rule
        ? settled(rule, calendar, from, to)
        : holidays(calendar, from, to);
  return dated.flatMap(({ key, day, name }) => {
    const instant = instantOf(kind, day);
    if (instant < from || instant > to) return [];
    return {
      id: `${id}:${key}`,
      kind: id,
      ...(name === undefined ? {} : { name }),
      day,
      at: new Date(instant).toISOString(),
      known: new Date(0).toISOString(),
      figures: {},
    };
  });
}

interface Dated {
  /** What tells it from others of its kind. */
  readonly key: string;
  readonly day: Day;
  readonly name?: string;
}

function monthly(rule: MonthlyRule, calendar: Calendar, from: Instant, to: Instant): Dated[] {
  const dated: Dated[] = [];
  const last = dayOf(to).slice(0, 7);
  let month = Temporal.PlainYearMonth.from(dayOf(from).slice(0, 7));
  for (; month.toString() <= last; month = month.add({ months: 1 })) {
    if (rule.months && !rule.months.includes(month.month)) continue;
    const name = MONTH.format(Date.UTC(month.year, month.month - 1)).toLowerCase();
    const named = ruleOf(`${rule.on} of ${name}`)!(month.year);
    if (!calendar.covers(named)) continue;
    const day = calendar.isPeriod(named) ? named : calendar.previous(named);
    dated.push({ key: month.toString(), day });
  }
  return dated;
}

/** A settlement is told by its day, from far enough before that none of which the figures come out in time is missed. */
function settled(
  { businessDays }: SettledRule,
  calendar: Calendar,
  from: Instant,
  to: Instant,
): Dated[] {
  const first = addDays(dayOf(from), -3 * businessDays);
  return settlementDates(calendar, first, dayOf(to)).flatMap((key) =>
    calendar.covers(key) && calendar.covers(addDays(key, 3 * businessDays))
      ? { key, day: businessDaysAfter(calendar, key, businessDays) }
      : [],
  );
}

function holidays(calendar: Calendar, from: Instant, to: Instant): Dated[] {
  return daysFrom(dayOf(from), dayOf(to)).flatMap((day) => {
    const name = calendar.covers(day) ? calendar.holidayOn(day) : undefined;
    return name === undefined || weekday(day) % 6 === 0 ? [] : { key: day, day, name };
  });
}
