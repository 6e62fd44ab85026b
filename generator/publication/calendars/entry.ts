import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { isDay, WEEKDAYS } from "../../base/day.ts";
import { ruleOf } from "./rules.ts";

/** What a calendar counts. */
export const PERIOD_KINDS = ["day", "session", "week", "month", "quarter"] as const;

export type PeriodKind = (typeof PERIOD_KINDS)[number];

const text = z.string().trim().min(1, "expected a text");
const day = z.string().refine(isDay, "expected a date YYYY-MM-DD");
/** A time of day as a clock shows it. */
export const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'expected a time such as "16:00"');
const year = z.number().int().min(1900).max(2099);
const MONDAY_TO_FRIDAY = WEEKDAYS.slice(1, 6);
const weekdays = z.array(z.enum(WEEKDAYS)).min(1);
const zone = z.string().refine(isZone, 'expected a time zone such as "Europe/London"');

/** A day that comes every year: without a session, or with an early end (`close`). */
const holiday = z.strictObject({
  name: text,
  /** `12-25`, `last monday of may`, `monday before 05-25`, `easter - 2`: see `rules.ts`. */
  on: z
    .string()
    .refine(
      (on) => ruleOf(on) !== undefined,
      'expected a day such as "12-25", "third monday of january", "monday before 05-25" or "easter - 2"',
    ),
  /**
   * Where it goes from a weekend. `nearest`: Saturday to Friday, Sunday to Monday; `next`: to the next weekday that is no
   * holiday; `sunday`: as `next`, from a Sunday only; `before`: to the last weekday before. Left out: it is lost.
   */
  observed: z.enum(["nearest", "next", "sunday", "before"]).optional(),
  /** First and last year of the rule. */
  from: year.optional(),
  until: year.optional(),
  close: time.optional(),
});

export type Holiday = z.output<typeof holiday>;

/** Trading hours; of several that name a weekday, the last whose `from` has come holds. */
const hours = z.strictObject({
  days: weekdays.default(MONDAY_TO_FRIDAY),
  /** Not before `close`: the session opens on the evening before. */
  open: time,
  close: time,
  from: day.optional(),
});

/** What an entry may say; what is left out has its default only in a whole entry. */
const shape = {
  /** As a text names whose periods they are: "the New York Stock Exchange". */
  title: text,
  /** Periods a year, for annualising. */
  perYear: z.number().positive(),
  zone,
  /** What its periods are called, where that is not "session", "week" and so on. */
  noun: z.strictObject({ one: text, many: text }).optional(),
};
const sessionShape = {
  hours: z.array(hours).min(1),
  holidays: z.array(holiday),
  /** A day between two holidays is a holiday as well. */
  bridges: z.boolean(),
  /** What the rules do not say: days closed all the same, open all the same, and closed early at a time. */
  closed: z.array(day),
  open: z.array(day),
  early: z.record(day, time),
};
/** Before `from` nothing is known; up to `to` the exceptions are known, and later days go by the rules alone. */
const known = z.strictObject({ from: day, to: day });
/** The weekday that a week ends with. */
const weekEnds = z.enum(WEEKDAYS);

/** A calendar that goes by the date alone: every day, week, month or quarter is a period. */
const dates = z.strictObject({
  ...shape,
  period: z.enum(["day", "week", "month", "quarter"]),
  zone: zone.default("UTC"),
  weekEnds: weekEnds.default("friday"),
});

/** A calendar of sessions: weekdays with hours, save for holidays. */
const sessions = z.strictObject({
  ...shape,
  period: z.literal("session"),
  hours: sessionShape.hours,
  holidays: sessionShape.holidays.default([]),
  bridges: sessionShape.bridges.default(false),
  closed: sessionShape.closed.default([]),
  open: sessionShape.open.default([]),
  early: sessionShape.early.default({}),
  known,
});

/** A whole calendar. */
export const entrySchema = z.discriminatedUnion("period", [dates, sessions]);

export type CalendarEntry = z.output<typeof entrySchema>;
export type DatesEntry = z.output<typeof dates>;
export type SessionsEntry = z.output<typeof sessions>;

/** What a publication says of a calendar: of a new one, or what it adds to one that there is. */
export const calendarSchema = z
  .strictObject({
    ...shape,
    ...sessionShape,
    /** The calendar it is like, save for what is said here; left out, the one of its own name. */
    like: text,
    period: z.enum(PERIOD_KINDS),
    weekEnds,
    known: known.partial(),
  })
  .partial()
  .extend({ name: z.string().regex(/^\w[\w/-]*$/, 'expected a name such as "XNYS"') });

export type CalendarDeclaration = z.output<typeof calendarSchema>;

/** From where a calendar is known, and up to where its exceptions are. */
export type Known = SessionsEntry["known"];

type Weekday = (typeof WEEKDAYS)[number];
type Optional = "holidays" | "bridges" | "closed" | "open" | "early";
type WrittenSessions = Omit<SessionsEntry, Optional | "hours"> &
  Partial<Pick<SessionsEntry, Optional>> & {
    readonly hours: readonly { open: string; close: string; days?: Weekday[]; from?: string }[];
  };

/** An entry of sessions as it is written in the program: what is left out is as in the schema. */
export function sessionsEntry(entry: WrittenSessions): SessionsEntry {
  return Object.freeze({
    holidays: [],
    bridges: false,
    closed: [],
    open: [],
    early: {},
    ...entry,
    hours: entry.hours.map((each) => ({ days: MONDAY_TO_FRIDAY, ...each })),
  });
}

/** Whether the IANA database knows a time zone by that name. */
export function isZone(name: string): boolean {
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name) !== undefined;
  } catch {
    return false;
  }
}
