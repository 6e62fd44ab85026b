import { daysBetween, type Day } from "../../base/day.ts";
import type { Catalogue } from "../../publication/catalogue.ts";
import type { Announcement, EventKind } from "../../publication/events/event.ts";
import type { AsOfView } from "../../store/asof.ts";
import type { Bindable, Binding, Bound, Statement } from "./bindable.ts";
import { unknown, type Named, type Unknown } from "./named.ts";

/** What `for:` calls any of them. */
const WORD = "scheduled_event";

const TEXTS = ["kind", "name", "time", "localTime"] as const;
const DAY = "day";

/** Days from the edition's to the event's; negative for one that has been. */
const AHEAD = "daysAhead";
/** Hours from the event to the cut-off; negative for one that is still to come. */
const SINCE = "hoursSince";

const HOUR_MS = 3_600_000;

/** What is scheduled: a decision, a release, an expiry; what became known with it is printed as stated, and in no computation. */
export const scheduledEvent: Bindable = Object.freeze({
  id: "event",
  words: ({ events }) => [WORD, ...events.keys()],
  read: (value, { catalogue: { events } }) =>
    typeof value === "string" && (value === WORD || events.has(value))
      ? bindingOf(value)
      : undefined,
  data: (view) => JSON.stringify(view.events()),
} satisfies Bindable);

function bindingOf(key: string): Binding {
  return {
    bindable: scheduledEvent,
    key,
    isMany: true,
    resolve: (path, { catalogue }) => resolve(path, kindsOf(key, catalogue)),
    choices: (view) => {
      const { events } = view.catalogue;
      return view
        .events()
        .filter(({ kind }) => key === WORD || kind === key)
        .map((event) => boundOf(event, events.get(event.kind)!, view));
    },
  };
}

function kindsOf(key: string, { events }: Catalogue): EventKind[] {
  return [...events.values()].filter(({ id }) => key === WORD || id === key);
}

function resolve(
  [head = "", name = "", third]: readonly string[],
  kinds: readonly EventKind[],
): Named | Unknown {
  const figures = [...new Set(kinds.flatMap((kind) => Object.keys(kind.figures)))];
  const has = (list: readonly string[]): boolean => third === undefined && list.includes(name);
  if (has(TEXTS)) return { kind: "text", binding: head, name };
  if (has([DAY])) return { kind: "day", binding: head, name };
  if (has([AHEAD, SINCE])) return { kind: "number", binding: head, name, instead: DAY };
  if (has(figures)) return { kind: "figure", binding: head, name };
  const text = [head, name, ...(third === undefined ? [] : [third])].join(".");
  const all = [...TEXTS, DAY, AHEAD, SINCE, ...figures];
  return unknown(`"${text}" is not known of an event.`, name, all);
}

function boundOf(its: Announcement, kind: EventKind, { instant }: AsOfView): Bound {
  const texts: Readonly<Record<string, string>> = { kind: kind.id, name: its.name ?? kind.name };
  const statement = (name: string): Statement | undefined => statementOf(its, kind, name);
  return {
    bindable: scheduledEvent,
    id: its.id,
    name: its.id.replace(":", "-"),
    subjects: [],
    seriesOf: () => [],
    outcome: () => undefined,
    value: (name, day) => {
      if (name === AHEAD) return daysBetween(day, its.day);
      if (name === SINCE) return (instant - Date.parse(its.at)) / HOUR_MS;
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
    day: its.day,
    public: Date.parse(known),
  });
  if (name === DAY) return stated(its.day, "date", its.known);
  if (name === "time") return stated(its.at.slice(11, 16), "time", its.known);
  if (name === "localTime") return stated(localTime(its, kind), "time", its.known);
  const value = its.figures[name];
  const figure = kind.figures[name];
  if (value === undefined || figure === undefined) return undefined;
  return stated(value, figure.unit, its.at, figure.decimals);
}

/** Of the clock in the zone of its kind, as `14:00`. */
function localTime({ at }: Announcement, { zone }: EventKind): string {
  return new Intl.DateTimeFormat("en-GB", {
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  }).format(Date.parse(at));
}
