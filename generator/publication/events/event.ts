import { z } from "zod";
import { isZone, time } from "../calendars/entry.ts";
import { dayOf, isDay, type Day, type Instant } from "../../base/day.ts";
import { ruleOf } from "../calendars/rules.ts";

const text = z.string().trim().min(1, "expected a text");
const slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, "expected lower-case letters, digits and hyphens");

/** The holidays of an exchange, each by its own name. */
const holidays = z.strictObject({ holidaysOf: text });

/** Every month, or those that are named, on a weekday by its number; on the session before, where the market is closed that day. */
const monthly = z.strictObject({
  on: z
    .string()
    .refine(
      (on) => ruleOf(`${on} of may`) !== undefined,
      'expected a weekday of a month such as "third friday" or "last monday"',
    ),
  months: z.array(z.number().int().min(1).max(12)).exactOptional(),
  /** Name of the calendar whose sessions it keeps to. */
  calendar: text,
});

/** So many business days after each settlement of which short interest is counted (FINRA Rule 4560). */
const settled = z.strictObject({
  businessDays: z.number().int().min(1).max(20),
  after: z.literal("settlement"),
  /** Name of the calendar whose sessions settlements keep to. */
  calendar: text,
});

/** What becomes known with an event, and stands in a column of its file. */
const figure = z.strictObject({ unit: text, decimals: z.number().int().min(0).max(8).default(0) });

/** A sort of scheduled event as `events:` in `bellwether.yaml` declares it. */
export const eventKindSchema = z
  .strictObject({
    id: slug,
    /** As a text says it: "the Federal Reserve's rate decision". */
    name: text,
    /** What a rule may call it together with others of its sort: `rate_decision`. */
    sort: z
      .string()
      .regex(/^[a-z][a-z_]*$/, "expected lower-case letters and underscores")
      .exactOptional(),
    /** Who decides, and on what, without an article: "European Central Bank", "deposit rate". */
    by: text.exactOptional(),
    sets: text.exactOptional(),
    /** Id of the subject that it is about: the company whose results they are. */
    of: text.exactOptional(),
    /** Id of the entry of `sources` that says when it is. */
    source: slug,
    /** How much it matters: lists of what is ahead tell those from 2 on. */
    importance: z.number().int().min(1).max(3).default(2),
    /** IANA; `time` and the day of an event are those of this zone. */
    zone: text.refine(isZone, 'expected a time zone such as "America/New_York"'),
    /** Where its clock stands, if that is not the city of its zone. */
    place: text.exactOptional(),
    /** What an event is about, and what tells it from others: `2025-04`, `2025-Q1` with or without more behind it, or the last day of a period. */
    period: z.enum(["day", "month", "quarter"]).exactOptional(),
    /** Names of those that come in several rounds, by what stands behind the period in what tells one from others: of `2025-q1-second` that of `second`. */
    stages: z.record(slug, text).exactOptional(),
    /** Left out for what lasts the whole day. */
    time: time.exactOptional(),
    /** File under `content/data/events`. */
    file: text.exactOptional(),
    rule: z.union([monthly, holidays, settled]).exactOptional(),
    figures: z
      .record(z.string().regex(/^[a-z][a-zA-Z]*$/, "expected a name such as lower"), figure)
      .default({}),
  })
  .refine(({ file, rule }) => (file === undefined) !== (rule === undefined), {
    message: "expected either a file or a rule",
  });

export type EventKind = z.output<typeof eventKindSchema>;
export type MonthlyRule = z.output<typeof monthly>;
export type SettledRule = z.output<typeof settled>;

/** The name of the calendar that a rule keeps to. */
export function calendarOfRule(rule: NonNullable<EventKind["rule"]>): string {
  return "calendar" in rule ? rule.calendar : rule.holidaysOf;
}

/** The day of UTC that an event is on; of one without an hour its own. */
export function utcDayOf({ day, at }: Announcement, { time: hour }: Pick<EventKind, "time">): Day {
  return hour === undefined ? day : at.slice(0, 10);
}

/**
 * The last day of the period that an event is about, as what tells it from others of its kind says: March 31, 2025 for `2025-03`, `2025-Q1`
 * and `2025-q1-advance`. Nothing where its kind has no period, or the event another name.
 */
export function periodOf(
  { id }: Announcement,
  { period }: Pick<EventKind, "period">,
): Day | undefined {
  const key = id.slice(id.indexOf(":") + 1);
  if (period === "day") return isDay(key) ? key : undefined;
  const [, year, month, quarter] = /^(\d{4})-(?:(\d{2})|[qQ]([1-4]))(?:$|\D)/.exec(key) ?? [];
  if (year === undefined || (period === "month") !== (month !== undefined)) return undefined;
  const last = Number(month ?? Number(quarter) * 3);
  return last >= 1 && last <= 12 && period !== undefined
    ? dayOf(Date.UTC(Number(year), last, 0))
    : undefined;
}

/** What an event is called: by its own name, by that of its round ("the second estimate of …"), else by that of its kind. */
export function nameOf(
  { id, name }: Announcement,
  kind: Pick<EventKind, "name" | "stages">,
): string {
  return name ?? kind.stages?.[stageOf(id)] ?? kind.name;
}

/** "second" of `us-gdp:2025-q1-second`; an empty text where nothing stands behind the period. */
function stageOf(id: string): string {
  return /:\d{4}-(?:\d{2}|[qQ][1-4])-(.+)$/.exec(id)?.[1] ?? "";
}

/** What is decided or published at an instant reaches no reader in the same minute: its outcome counts from the end of it. */
const OUT_AFTER = 60_000;

/** From when on an event has been: its outcome is known, and it is no longer to come. */
export function outAt({ at }: Pick<Announcement, "at">): Instant {
  return Date.parse(at) + OUT_AFTER;
}

/** What is said of an event, from an instant on: a moved date is said anew. */
export interface Announcement {
  /** The kind's id and what tells it from others of its kind: "us-cpi:2025-04". */
  readonly id: string;
  readonly kind: string;
  /** Where it has a name besides that of its kind, as a holiday has. */
  readonly name?: string;
  /** In the zone of its kind. */
  readonly day: Day;
  /** ISO 8601 UTC; of one without an hour the end of its day. */
  readonly at: string;
  /** From when on it was known that it is to be then: ISO 8601 UTC. */
  readonly known: string;
  /** It will not be, or was not: it is told no longer. */
  readonly calledOff?: true;
  /** What became known with it, at `at`. */
  readonly figures: Readonly<Record<string, number>>;
  /** By the name of a figure, what the events of its kind before it had left it at. Views give it where one before it has been. */
  readonly before?: Readonly<Record<string, FigureBefore>>;
}

/** What a figure was by the events of a kind that have been. */
export interface FigureBefore {
  readonly value: number;
  /** The first of the events in a row, up to the last, that left it so; nothing where all that are known did. */
  readonly since?: Pick<Announcement, "day" | "at">;
  /** How many events in a row, up to the last, had the figure on its side of zero: cuts, or meetings without a change. Nothing where all that are known had. */
  readonly run?: number;
  /** The last of them that had the figure on the side of zero on which the event itself has it: the cut before a cut. */
  readonly like?: Pick<Announcement, "day" | "at">;
  /** When the last of them told it: ISO 8601 UTC. */
  readonly at: string;
}
