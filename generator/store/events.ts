import { DAY_MS, dayOf, type Instant } from "../base/day.ts";
import { memoize, weakMemoize } from "../base/memo.ts";
import type { Catalogue } from "../publication/catalogue.ts";
import { eventsByRule } from "../publication/events/by-rule.ts";
import type { Calendar } from "../publication/calendars/calendar.ts";
import {
  calendarOfRule,
  outAt,
  type Announcement,
  type EventKind,
  type FigureBefore,
} from "../publication/events/event.ts";

/** Events of so many days before and after an instant are looked at. */
const BEFORE = 8 * DAY_MS;
const AFTER = 22 * DAY_MS;

/**
 * What was known at the instant of the events about it, in the order in which they are: of each the last announcement by then, and
 * what became known with it only where it has been, with what those of its kind before it had left its figures at.
 */
export function eventsKnownAt(
  instant: Instant,
  { events, calendars }: Catalogue,
  announced: readonly Announcement[],
): Announcement[] {
  const [from, to] = [instant - BEFORE, instant + AFTER];
  const known = new Map<string, Announcement>();
  for (const { known: since, announcement } of parsed(announced))
    if (since <= instant && events.has(announcement.kind)) known.set(announcement.id, announcement);
  const held = [...known.values()].filter(({ calledOff }) => calledOff === undefined);
  const stored = held
    .filter(({ at }) => from <= Date.parse(at) && Date.parse(at) <= to)
    .map((event) => withBefore(event, held, instant));
  const ruled = [...events.values()].flatMap((kind) => {
    const calendar = kind.rule && calendars.get(calendarOfRule(kind.rule));
    return calendar
      ? ruledIn(kind)(calendar)(dayOf(instant).slice(0, 7)).filter(({ at }) => {
          const its = Date.parse(at);
          return from <= its && its <= to;
        })
      : [];
  });
  return [...stored, ...ruled]
    .map((event) => (outAt(event) <= instant ? event : { ...event, figures: {} }))
    .toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at) || (a.id < b.id ? -1 : 1));
}

/** What the rule of a kind gives for all instants of a month, so that a walk over past days works it out once for each. */
const ruledIn = weakMemoize((kind: EventKind) =>
  weakMemoize((calendar: Calendar) =>
    memoize((month: string) => {
      const first = Date.parse(`${month}-01T00:00:00Z`);
      return eventsByRule(kind, calendar, first - BEFORE, first + 31 * DAY_MS + AFTER);
    }),
  ),
);

const parsed = weakMemoize((announced: readonly Announcement[]) =>
  announced.map((announcement) => ({ known: Date.parse(announcement.known), announcement })),
);

/** An event with what those of its kind that had been by the instant and come before it left its figures at. */
function withBefore(
  event: Announcement,
  all: readonly Announcement[],
  instant: Instant,
): Announcement {
  const earlier = all
    .filter((each) => each.kind === event.kind && each.at < event.at && outAt(each) <= instant)
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
  const last = earlier[0];
  if (last === undefined || Object.keys(last.figures).length === 0) return event;
  // What becomes known with the event itself is not known before it.
  const own = outAt(event) <= instant ? event.figures : {};
  const before = Object.fromEntries(
    Object.entries(last.figures).map(([name, value]): [string, FigureBefore] => {
      const other = earlier.findIndex(({ figures }) => figures[name] !== value);
      const first = other < 0 ? undefined : earlier[other - 1];
      const since = first && { since: { day: first.day, at: first.at } };
      const run = earlier.findIndex(({ figures }) => sideOf(figures[name]) !== Math.sign(value));
      const side = sideOf(own[name]);
      const alike =
        side === undefined
          ? undefined
          : earlier.find(({ figures }) => sideOf(figures[name]) === side);
      const like = alike && { like: { day: alike.day, at: alike.at } };
      return [name, { value, ...since, ...(run < 0 ? {} : { run }), ...like, at: last.at }];
    }),
  );
  return { ...event, before };
}

/** Of zero; none of what is not known. */
function sideOf(figure: number | undefined): number | undefined {
  return figure === undefined ? undefined : Math.sign(figure);
}
