import { memoize } from "../../base/memo.ts";
import { DAY_MS, daysBetween, type Day } from "../../base/day.ts";
import type { Catalogue } from "../../publication/catalogue.ts";
import {
  calendarOfRule,
  nameOf,
  outAt,
  periodOf,
  utcDayOf,
  type Announcement,
  type EventKind,
} from "../../publication/events/event.ts";
import type { AsOfView } from "../../store/asof.ts";
import type { Bindable, Binding, Bound, Statement } from "./bindable.ts";
import { unknown, type Named, type Unknown } from "./named.ts";

/** What `for:` calls any of them. */
const WORD = "scheduled_event";

/** `place`: the city of its clock. `sort`, `by`, `sets` and `of`: what kinds it is one of, who decides on what, and the subject that it is about, where its kind says so. */
const TEXTS = ["kind", "name", "time", "localTime", "place", "sort", "by", "sets", "of"] as const;
/** Of UTC, and of the clock at its place: that of a session in Tokyo is another. */
const DAYS = ["day", "localDay"] as const;
/** The last day of the period that it is about, by the name of the period. */
const PERIOD = "period";

/** Days from the edition's to the event's; negative for one that has been. */
const AHEAD = "daysAhead";
/** Hours from the event to the cut-off, counted from when it is out; negative for one that is still to come. */
const SINCE = "hoursSince";
const IMPORTANCE = "importance";
/** Hours from the beginning of its day of UTC to the event: what comes in the first of them comes minutes after a close at midnight. */
const INTO_DAY = "hoursIntoDay";
const NUMBERS = [AHEAD, SINCE, IMPORTANCE, INTO_DAY];

/** Before the name of a figure: what it was by the events before, and the first day from which it has been so. */
const BEFORE = "previous";
const FROM = "Since";
/** Behind the name of a figure: how many events in a row, this one with them, had it on its side of zero. */
const RUN = "Run";
/** The day of the last event before that had it on the same side: the cut before a cut. */
const LIKE = "LikeSince";

const HOUR_MS = 3_600_000;

/** What is scheduled: a decision, a release, an expiry; what became known with it is printed as stated, and in no computation. */
export const scheduledEvent: Bindable = Object.freeze({
  id: "event",
  words: ({ events }) => [WORD, ...events.keys(), ...sortsOf(events.values())],
  read: (value, { catalogue: { events } }) =>
    typeof value === "string" &&
    (value === WORD || events.has(value) || sortsOf(events.values()).has(value))
      ? bindingOf(value)
      : undefined,
  data: (view) => JSON.stringify(view.events()),
  stated: ({ announcements }, key, { events }) =>
    announcements.filter(({ stated: { kind } }) => {
      const its = events.get(kind);
      return its !== undefined && isCalled(key, its);
    }),
} satisfies Bindable);

function bindingOf(key: string): Binding {
  return {
    bindable: scheduledEvent,
    key,
    isMany: true,
    declared: ({ catalogue }) =>
      kindsOf(key, catalogue).map((kind) => [
        kind,
        kind.rule && catalogue.calendars.get(calendarOfRule(kind.rule)),
      ]),
    resolve: (path, { catalogue }) => resolve(path, kindsOf(key, catalogue)),
    choices: (view) => {
      const { events } = view.catalogue;
      return view
        .events()
        .filter(({ kind }) => isCalled(key, events.get(kind)!))
        .map((event) => boundOf(event, events.get(event.kind)!, view));
    },
  };
}

function kindsOf(key: string, { events }: Catalogue): EventKind[] {
  return [...events.values()].filter((kind) => isCalled(key, kind));
}

/** Whether `for:` means a kind by a word. */
function isCalled(key: string, { id, sort }: EventKind): boolean {
  return key === WORD || id === key || sort === key;
}

/** What kinds are called together with others. */
function sortsOf(kinds: Iterable<EventKind>): Set<string> {
  return new Set([...kinds].flatMap(({ sort }) => sort ?? []));
}

function resolve(
  [head = "", name = "", third]: readonly string[],
  kinds: readonly EventKind[],
): Named | Unknown {
  const figures = [...new Set(kinds.flatMap((kind) => Object.keys(kind.figures)))];
  const before = figures.map((figure) => beforeName(figure));
  const from = before.map((figure) => `${figure}${FROM}`);
  const runs = figures.map((figure) => `${figure}${RUN}`);
  const alike = figures.map((figure) => `${figure}${LIKE}`);
  const has = (list: readonly string[]): boolean => third === undefined && list.includes(name);
  if (has(TEXTS)) return { kind: "text", binding: head, name };
  if (has([...DAYS, PERIOD, ...from, ...alike])) return { kind: "day", binding: head, name };
  if (has(NUMBERS)) return { kind: "number", binding: head, name, instead: DAYS[0] };
  if (has([...figures, ...before, ...runs])) return { kind: "figure", binding: head, name };
  const text = [head, name, ...(third === undefined ? [] : [third])].join(".");
  const all = [
    ...TEXTS,
    ...DAYS,
    PERIOD,
    ...NUMBERS,
    ...figures,
    ...before,
    ...from,
    ...runs,
    ...alike,
  ];
  return unknown(`"${text}" is not known of an event.`, name, all);
}

function boundOf(its: Announcement, kind: EventKind, { instant }: AsOfView): Bound {
  const { sort, by, sets, of } = kind;
  const texts: Readonly<Record<string, string | undefined>> = {
    kind: kind.id,
    name: nameOf(its, kind),
    place: kind.place ?? placeOf(kind),
    // What is one of no sort is one of its own, so that a rule may ask it of any.
    sort: sort ?? kind.id,
    by,
    sets,
    of,
  };
  const statement = memoize((name: string) => statementOf(its, kind, name));
  return {
    bindable: scheduledEvent,
    id: its.id,
    name: its.id.replace(":", "-"),
    subjects: [],
    seriesOf: () => [],
    outcome: () => undefined,
    value: (name, day) => {
      if (name === AHEAD) return daysBetween(day, utcDayOf(its, kind));
      if (name === SINCE) return (instant - outAt(its)) / HOUR_MS;
      if (name === IMPORTANCE) return kind.importance;
      if (name === INTO_DAY) return (Date.parse(its.at) % DAY_MS) / HOUR_MS;
      return texts[name] ?? statement(name)?.value;
    },
    print: (name) => texts[name] ?? statement(name),
  };
}

function statementOf(its: Announcement, kind: EventKind, name: string): Statement | undefined {
  const stated = (value: number | Day, unit: string, known: string, decimals = 0): Statement => ({
    value,
    unit,
    decimals,
    form: "plain",
    origin: "event",
    ref: `event:${its.id}.${name}`,
    subjects: [],
    sources: [kind.source],
    day: utcDayOf(its, kind),
    public: Date.parse(known),
  });
  if (name === "day") return stated(utcDayOf(its, kind), "date", its.known);
  if (name === "localDay") return stated(its.day, "date", its.known);
  const about = name === PERIOD ? periodOf(its, kind) : undefined;
  if (about !== undefined && kind.period !== undefined)
    return { ...stated(about, "date", its.known), of: kind.period };
  if (kind.time === undefined && (name === "time" || name === "localTime")) return undefined;
  if (name === "time") return stated(its.at.slice(11, 16), "time", its.known);
  if (name === "localTime") return stated(localTime(its, kind), "time", its.known);
  const earlier = Object.entries(its.before ?? {}).find(([each]) =>
    name.startsWith(beforeName(each)),
  );
  if (earlier) {
    const [each, { value, since, at }] = earlier;
    const { unit = "", decimals } = kind.figures[each] ?? {};
    if (name === beforeName(each))
      return { ...stated(value, unit, at, decimals), day: at.slice(0, 10) };
    if (since && name === `${beforeName(each)}${FROM}`) {
      const day = utcDayOf({ ...its, ...since }, kind);
      return { ...stated(day, "date", since.at), day };
    }
  }
  const like = Object.keys(its.figures).find((each) => name === `${each}${LIKE}`);
  if (like !== undefined) {
    const last = its.before?.[like]?.like;
    return last && { ...stated(last.day, "date", last.at), day: last.day };
  }
  const counted = Object.keys(its.figures).find((each) => name === `${each}${RUN}`);
  if (counted !== undefined) {
    const run = runOf(its, counted);
    return run === undefined ? undefined : stated(run, "count", its.at);
  }
  const value = its.figures[name];
  const figure = kind.figures[name];
  if (value === undefined || figure === undefined) return undefined;
  return stated(value, figure.unit, its.at, figure.decimals);
}

/** How many events in a row, this one with them, had a figure on its side of zero; nothing where the first of them is not known. */
function runOf({ figures, before }: Announcement, name: string): number | undefined {
  const earlier = before?.[name];
  if (earlier === undefined || Math.sign(earlier.value) !== Math.sign(figures[name]!))
    return earlier && 1;
  return earlier.run === undefined ? undefined : earlier.run + 1;
}

/** "previousUpper" for "upper". */
function beforeName(figure: string): string {
  return `${BEFORE}${figure.charAt(0).toUpperCase()}${figure.slice(1)}`;
}

/** "New York" for America/New_York. */
function placeOf({ zone }: EventKind): string {
  return zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
}

/** Of the clock in the zone of its kind, as `14:00`. */
function localTime({ at }: Announcement, { zone }: EventKind): string {
  return clockOf(zone).format(Date.parse(at));
}

const clockOf = memoize(
  (timeZone: string) =>
    new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }),
);
