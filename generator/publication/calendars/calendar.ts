import { Temporal } from "temporal-polyfill";
import type { Day, Instant } from "../../base/day.ts";
import { digest } from "../../base/digest.ts";
import { mistake } from "../../base/problem.ts";
import { countDates } from "./dates.ts";
import type { CalendarEntry, Known, PeriodKind } from "./entry.ts";
import { countSessions } from "./sessions.ts";

/**
 * The periods that a series has values for. Each is named by its last day: a day, a session, the weekday that a week ends with,
 * the last day of a month or quarter. Days outside the calendar throw a Failure (2).
 */
export interface Calendar {
  readonly name: string;
  /** Whose periods they are, as a text says it: "the New York Stock Exchange". */
  readonly title: string;
  readonly period: PeriodKind;
  readonly noun: { readonly one: string; readonly many: string };
  /** Periods a year, for annualising. */
  readonly perYear: number;
  /** Its time zone, by its name in the IANA database. */
  readonly zone: string;
  /** From where it is known at all, and up to where what departs from its rules is; none where the date alone decides. */
  readonly known: Known | undefined;
  /** False for a day of which nothing is known. */
  covers(day: Day): boolean;
  isPeriod(day: Day): boolean;
  /** The period that a day lies in, by its name; of a calendar of sessions the day itself, whether there is one or not. */
  periodOf(day: Day): Day;
  /** The period that an instant lies in: a close in New York on 5 January is of the 5th, though UTC may say the 6th. */
  periodAt(instant: Instant): Day;
  /** The `count`-th period after the day (default 1); the day itself need not be a period. */
  next(day: Day, count?: number): Day;
  /** The `count`-th period before the day (default 1). */
  previous(day: Day, count?: number): Day;
  /** How many periods lie after `from` and up to `to`, `to` included; negative when `to` is earlier. */
  periodsBetween(from: Day, to: Day): number;
  /** When the period ends: the session's close, or the midnight after the day. */
  endOf(day: Day): Instant;
  /** When the period begins: the session's opening, or the end of the period before. */
  startOf(day: Day): Instant;
  /** The name of the holiday for which there is no session on a day; undefined where there is one, or no rule names it. */
  holidayOn(day: Day): string | undefined;
  /** True for a session that closes early. */
  isHalfDay(day: Day): boolean;
}

const made = new WeakMap<CalendarEntry, Calendar>();

/** The calendar of an entry; what it has to list is listed when it is first asked for. */
export function calendarOf(name: string, entry: CalendarEntry): Calendar {
  let calendar = made.get(entry);
  if (calendar === undefined) made.set(entry, (calendar = calendarFrom(name, entry)));
  return calendar;
}

function calendarFrom(name: string, entry: CalendarEntry): Calendar {
  const { title, period, perYear, zone } = entry;
  const count = entry.period === "session" ? countSessions(entry) : countDates(entry);
  const beyond = (day: Day): Error =>
    mistake({
      code: "outside-calendar",
      message: `${day} is outside the calendar of ${title}, which is known from ${count.span}.`,
      advice: "Choose a date within these years.",
    });
  const ordinal = (day: Day): number => {
    const found = count.ordinal(day);
    if (found === undefined) throw beyond(day);
    return found;
  };
  const at = (number: number, from: Day): Day => {
    const found = count.at(number);
    if (found === undefined) throw beyond(from);
    return found;
  };
  const isPeriod = (day: Day): boolean => {
    if (!count.covers(day)) throw beyond(day);
    return count.isPeriod(day);
  };
  const ends = new Map<Day, Instant>();
  let identity: string | undefined;
  const calendar: Calendar & { toJSON(): string } = {
    name,
    title,
    period,
    noun: entry.noun ?? { one: period, many: `${period}s` },
    perYear,
    zone,
    known: count.known,
    covers: count.covers,
    isPeriod,
    periodOf: count.periodOf,
    periodAt(instant) {
      const [date = "", time = ""] = Temporal.Instant.fromEpochMilliseconds(instant)
        .toZonedDateTimeISO(zone)
        .toPlainDateTime()
        .toString({ smallestUnit: "minute" })
        .split("T");
      return count.periodOf(count.localDay?.(date, time) ?? date);
    },
    next: (day, steps = 1) => at(ordinal(day) + steps, day),
    previous: (day, steps = 1) => at(ordinal(day) - steps + (isPeriod(day) ? 0 : 1), day),
    periodsBetween: (from, to) => ordinal(to) - ordinal(from),
    endOf(day) {
      let end = ends.get(day);
      if (end === undefined) {
        if (!isPeriod(day)) throw notOne(day, calendar);
        ends.set(day, (end = count.endOf(day)));
      }
      return end;
    },
    startOf: (day) => count.startOf?.(day) ?? calendar.endOf(calendar.previous(day)),
    holidayOn: (day) => (isPeriod(day) ? undefined : count.holidayOn?.(day)),
    isHalfDay: (day) => isPeriod(day) && count.isHalfDay(day),
    /** Stands for the calendar in every digest: another closure makes another one. */
    toJSON: () => (identity ??= `${name} ${digest(JSON.stringify(entry))}`),
  };
  return calendar;
}

/** The newest period that had begun by the instant. */
export function begunBy(calendar: Calendar, instant: Instant): Day {
  const now = calendar.periodAt(instant);
  const begun = calendar.isPeriod(now) && calendar.startOf(now) <= instant;
  return begun ? now : calendar.previous(now);
}

/** The last period that had ended by an instant. */
export function endedBy(calendar: Calendar, instant: Instant): Day {
  const begun = begunBy(calendar, instant);
  return calendar.endOf(begun) <= instant ? begun : calendar.previous(begun);
}

function notOne(day: Day, { period, title }: Calendar): Error {
  return mistake({
    code: "not-a-session",
    message:
      period === "session"
        ? `${day} is not a session of ${title}.`
        : `${day} does not end a ${period}.`,
    advice: "Choose another day.",
  });
}
