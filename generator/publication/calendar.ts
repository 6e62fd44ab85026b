import { Temporal } from "temporal-polyfill";
import { addDays, daysBetween, startOfDay, weekday, type Day, type Instant } from "../base/day.ts";
import { mistake } from "../base/problem.ts";
import type { CalendarName } from "./catalogue.ts";
import { NYSE_EXCEPTIONS } from "./nyse-sessions.ts";

/** The periods that a series has values for: UTC days or exchange sessions. Days outside the calendar throw a Failure (2). */
export interface Calendar {
  readonly name: CalendarName;
  /** False for a day that the calendar's table does not reach. */
  covers(day: Day): boolean;
  isPeriod(day: Day): boolean;
  /** The `count`-th period after the day (default 1); the day itself need not be a period. */
  next(day: Day, count?: number): Day;
  /** The `count`-th period before the day (default 1). */
  previous(day: Day, count?: number): Day;
  /** How many periods lie after `from` and up to `to`, `to` included; negative when `to` is earlier. */
  periodsBetween(from: Day, to: Day): number;
  /** When the period ends: the next midnight UTC, or the session's close. */
  endOf(day: Day): Instant;
  /** True for a session that closes at 13:00 New York time. */
  isHalfDay(day: Day): boolean;
}

const DAY_MS = 86_400_000;

const everyDay: Calendar = {
  name: "24/7",
  covers: () => true,
  isPeriod: () => true,
  next: (day, count = 1) => addDays(day, count),
  previous: (day, count = 1) => addDays(day, -count),
  periodsBetween: daysBetween,
  endOf: (day) => startOfDay(day) + DAY_MS,
  isHalfDay: () => false,
};

const YEARS = Object.keys(NYSE_EXCEPTIONS).map(Number);
const FIRST_DAY: Day = `${Math.min(...YEARS)}-01-01`;
const LAST_DAY: Day = `${Math.max(...YEARS)}-12-31`;

function exchangeCalendar(): Calendar {
  const { sessions, ordinals, halfDays } = listSessions();
  const closes = new Map<Day, Instant>();

  /** Position of the last session on or before the day; -1 before the first. */
  const ordinal = (day: Day): number => {
    const found = ordinals[daysBetween(FIRST_DAY, day)];
    if (found === undefined) throw beyond(day);
    return found;
  };
  const session = (at: number, from: Day): Day => {
    const found = sessions[at];
    if (found === undefined) throw beyond(from);
    return found;
  };
  const isPeriod = (day: Day): boolean => sessions[ordinal(day)] === day;
  return {
    name: "XNYS",
    covers: (day) => day >= FIRST_DAY && day <= LAST_DAY,
    isPeriod,
    next: (day, count = 1) => session(ordinal(day) + count, day),
    previous: (day, count = 1) => session(ordinal(day) - count + (isPeriod(day) ? 0 : 1), day),
    periodsBetween: (from, to) => ordinal(to) - ordinal(from),
    endOf(day) {
      const known = closes.get(day);
      if (known !== undefined) return known;
      if (!isPeriod(day)) {
        throw mistake({
          code: "not-a-session",
          message: `${day} is not a session of the New York Stock Exchange.`,
        });
      }
      const close = closeOf(day, halfDays.has(day) ? 13 : 16);
      closes.set(day, close);
      return close;
    },
    isHalfDay: (day) => isPeriod(day) && halfDays.has(day),
  };
}

function closeOf(day: Day, hour: number): Instant {
  return Temporal.PlainDate.from(day).toZonedDateTime({
    timeZone: "America/New_York",
    plainTime: { hour },
  }).epochMilliseconds;
}

function listSessions(): {
  sessions: Day[];
  ordinals: Int32Array;
  halfDays: ReadonlySet<Day>;
} {
  const closed = exceptions("closed");
  const length = daysBetween(FIRST_DAY, LAST_DAY) + 1;
  const sessions: Day[] = [];
  const ordinals = new Int32Array(length);
  for (let offset = 0; offset < length; offset++) {
    const day = addDays(FIRST_DAY, offset);
    if (!isWeekend(day) && !closed.has(day)) sessions.push(day);
    ordinals[offset] = sessions.length - 1;
  }
  return { sessions, ordinals, halfDays: exceptions("half") };
}

function exceptions(kind: "closed" | "half"): Set<Day> {
  return new Set(
    Object.entries(NYSE_EXCEPTIONS).flatMap(([year, of]) =>
      of[kind].split(" ").map((monthDay) => `${year}-${monthDay}`),
    ),
  );
}

function isWeekend(day: Day): boolean {
  return weekday(day) % 6 === 0;
}

function beyond(day: Day): Error {
  return mistake({
    code: "outside-calendar",
    message: `${day} is outside the calendar of the New York Stock Exchange, which is known from ${FIRST_DAY} to ${LAST_DAY}.`,
    advice:
      "Choose a date within these years; later years are added in generator/publication/nyse-sessions.ts.",
  });
}

let exchange: Calendar | undefined;

/** The calendar of that name; the table of sessions is built when it is first asked for. */
export function calendarOf(name: CalendarName): Calendar {
  if (name === "24/7") return everyDay;
  exchange ??= exchangeCalendar();
  return exchange;
}
