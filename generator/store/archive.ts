import type { Day, Instant } from "../base/day.ts";
import { digest } from "../base/digest.ts";
import { lruCache, memoize } from "../base/memo.ts";
import type { AsOfView } from "./asof.ts";
import type { Catalogue, Claim } from "../publication/catalogue.ts";
import type { Announcement } from "../publication/events/event.ts";
import { fingerprints } from "./fingerprint.ts";
import type { Calendar } from "../publication/calendars/calendar.ts";
import { columnsAt, type Columns } from "./columns.ts";
import { lastHeadline } from "./headlines.ts";
import { viewOf, type Recorded } from "./view.ts";

/** What is stored of some series, held in memory: the database is not asked again, however many instants are looked at. */
export interface Archive {
  readonly catalogue: Catalogue;
  /**
   * What was known at the instant, and had come by `arrived` where that is given. A store that was filled only after `arrived`, as
   * anew from files or recordings, cannot tell what had come: all counts there that was public. Throws for a series that was not loaded.
   */
  view(instant: Instant, arrived?: Instant): AsOfView;
  /** When the last of what was public at the instant came to us; undefined where nothing was public. */
  lastArrival(instant: Instant): Instant | undefined;
  /**
   * What was stored of a series, or of all that it is derived from, at each of the ascending instants, as digests that agree up to
   * the first difference.
   */
  fingerprints(series: string, instants: readonly Instant[]): string[];
  /**
   * When anything was first public of a series, or of all that it is derived from, whatever was revised later; undefined where nothing is.
   * @param arrived as for a view.
   */
  firstPublic(series: string, arrived?: Instant): Instant | undefined;
  /** What was stated in words from after one instant to another, that one included. */
  stated(after: Instant, until: Instant): Stated;
}

/** Everything that somebody stated, with every revision of it, whether or not a later one has replaced it. */
export interface Stated {
  readonly claims: readonly Revision<Claim>[];
  readonly announcements: readonly Revision<Announcement>[];
}

/** One of the revisions of what was stated. */
export interface Revision<T> {
  readonly stated: T;
  /** How many stand before it: of those that count by an instant the last one holds. */
  readonly place: number;
}

/** @param series those that were loaded. */
export function archiveOf(
  catalogue: Catalogue,
  stored: Recorded,
  series: readonly string[] = [...catalogue.series.keys()],
): Archive {
  const recorded = ofPeriods(stored, catalogue);
  const columnsOfAll = (): Columns[] =>
    [...new Set(series.flatMap((id) => storedOf(id, catalogue)))].map(recorded.columns);
  const canTell = (arrived: Instant): boolean =>
    columnsOfAll().some(({ arrivals }) => arrivals.some((each) => each <= arrived));
  /** By the instants: those of a site are asked for again and again. */
  const fingerprintsAt = lruCache<(series: string) => string[]>(4);
  return {
    catalogue,
    view(instant, arrived) {
      if (arrived === undefined) return viewOf(instant, catalogue, recorded);
      return viewOf(instant, catalogue, recorded, canTell(arrived) ? arrived : undefined);
    },
    lastArrival(instant) {
      let last = lastHeadline(instant, catalogue, recorded.headlines());
      for (const { publics, arrivals } of columnsOfAll())
        for (let at = 0; at < publics.length; at++)
          if (publics[at]! <= instant && arrivals[at]! > last) last = arrivals[at]!;
      return last === -Infinity ? undefined : last;
    },
    fingerprints: (series, instants) =>
      fingerprintsAt(instants.join(), () =>
        memoize((id) => {
          const stored = storedOf(id, catalogue).map((each) =>
            fingerprints(recorded.columns(each), instants),
          );
          return instants.map((_, at) => digest(stored.map((each) => each[at]).join()));
        }),
      )(series),
    firstPublic(id, arrived) {
      let first = Infinity;
      const limit = arrived !== undefined && canTell(arrived) ? arrived : Infinity;
      for (const { publics, arrivals } of storedOf(id, catalogue).map(recorded.columns))
        for (let at = 0; at < publics.length; at++)
          if (publics[at]! < first && arrivals[at]! <= limit) first = publics[at]!;
      return first === Infinity ? undefined : first;
    },
    stated: (after, until) => statedIn(recorded, after, until),
  };
}

/** What was stated from after one instant to another. */
function statedIn(
  recorded: Pick<Recorded, "claims" | "announcements">,
  after: Instant,
  until: Instant,
): Stated {
  const isWithin = (since: string): boolean => {
    const at = Date.parse(since);
    return after < at && at <= until;
  };
  return {
    claims: revisionsOf(recorded.claims()).filter(({ stated }) => isWithin(stated.seen)),
    announcements: revisionsOf(recorded.announcements()).filter(({ stated }) =>
      isWithin(stated.known),
    ),
  };
}

function revisionsOf<T extends { readonly id: string }>(all: readonly T[]): Revision<T>[] {
  const places = new Map<string, number>();
  return all.map((stated) => {
    const place = places.get(stated.id) ?? 0;
    places.set(stated.id, place + 1);
    return { stated, place };
  });
}

/** What is stored of a day that is no period of the calendar which its series is declared with now is not read. */
function ofPeriods(recorded: Recorded, { series }: Catalogue): Recorded {
  const known = new WeakMap<readonly Day[], Map<Calendar, boolean>>();
  const areAll = (days: readonly Day[], calendar: Calendar): boolean => {
    const told = known.get(days) ?? new Map<Calendar, boolean>();
    known.set(days, told);
    const answer = told.get(calendar) ?? days.every((day) => isPeriod(calendar, day));
    told.set(calendar, answer);
    return answer;
  };
  return {
    ...recorded,
    columns: memoize((id): Columns => {
      const columns = recorded.columns(id);
      const calendar = series.get(id)?.calendar;
      if (!calendar || areAll(columns.days, calendar)) return columns;
      return columnsAt(columns, (day) => isPeriod(calendar, day));
    }),
  };
}

function isPeriod(calendar: Calendar, day: Day): boolean {
  return calendar.covers(day) && calendar.isPeriod(day);
}

/** A series, or those that it is derived from. */
export function storedOf(id: string, { series }: Pick<Catalogue, "series">): string[] {
  const derive = series.get(id)?.derive;
  return derive ? derive.of.flatMap((each) => storedOf(each, { series })) : [id];
}
