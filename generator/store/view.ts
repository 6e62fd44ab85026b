import { DAY_MS, type Instant } from "../base/day.ts";
import { weakMemoize } from "../base/memo.ts";
import { suggestion } from "../base/nearest.ts";
import { countBefore } from "../base/search.ts";
import { mistake } from "../base/problem.ts";
import type { AsOfView, History } from "./asof.ts";
import type { Calendar } from "../publication/calendars/calendar.ts";
import type { Catalogue, Claim, Series } from "../publication/catalogue.ts";
import { historyUntil, knownAt, type Columns } from "./columns.ts";
import { beforeLaterSplits } from "./later-splits.ts";
import type { Settlement } from "./settlement.ts";
import { breadthHistory, isBreadth } from "./breadth.ts";
import { creationsHistory } from "./creations.ts";
import { deriveHistory } from "./derive.ts";
import { eventsKnownAt } from "./events.ts";
import type { Announcement } from "../publication/events/event.ts";
import type { Headline } from "../publication/feeds.ts";
import { headlinesSeenBy } from "./headlines.ts";
import { newestDue } from "../publication/lag.ts";

/** Where a view gets all that is stored, whenever it became public. */
export interface Recorded {
  columns(series: string): Columns;
  /** Every revision of every claim, by claim and revision. */
  claims(): readonly Claim[];
  /** Every announcement of every scheduled event, by event and revision. */
  announcements(): readonly Announcement[];
  /** Every revision of every headline, by headline and revision. */
  headlines(): readonly Headline[];
  /** All that was decided of sources that disagree, oldest first. */
  settlements(): readonly Settlement[];
}

/**
 * What was known at the instant; each series is read when it is first asked for.
 * @param arrived what came to us later is left out; a claim counts from when it was seen.
 */
export function viewOf(
  instant: Instant,
  catalogue: Catalogue,
  recorded: Recorded,
  arrived?: Instant,
): AsOfView {
  const histories = new Map<string, History>();

  const declared = (id: string): Series => {
    const series = catalogue.series.get(id);
    if (series !== undefined) return series;
    throw mistake({
      code: "unknown-series",
      message: `The series "${id}" is not declared.`,
      advice: suggestion(id, catalogue.series.keys()),
    });
  };

  const beginningOf = (id: string, { of }: NonNullable<Series["derive"]>): History | undefined => {
    const inputs = of.map((each) => recorded.columns(each));
    if (arrived !== undefined || !inputs.every(({ inOrder }) => inOrder)) return undefined;
    const whole = wholesOf(recorded)(declared(id));
    return historyUntil(
      whole,
      countBefore(whole.days.length, (at) => whole.publics[at]! <= instant),
    );
  };

  const storedHistory = (id: string): History => {
    const columns = recorded.columns(id);
    const known = knownAt(id, columns, instant, arrived);
    const seen = beforeLaterSplits(columns, declared(id), known.days.at(-1));
    return seen === columns ? known : knownAt(id, seen, instant, arrived);
  };

  const history = (id: string): History => {
    let found = histories.get(id);
    if (found === undefined) {
      const { derive, calendar } = declared(id);
      found = derive
        ? (beginningOf(id, derive) ?? derived(id, derive, calendar, history))
        : storedHistory(id);
      histories.set(id, found);
    }
    return found;
  };

  let events: readonly Announcement[] | undefined;
  let headlines: readonly Headline[] | undefined;
  const ages = new Map<string, number>();
  const age = (id: string): number => {
    let found = ages.get(id);
    if (found === undefined) ages.set(id, (found = ageOf(id)));
    return found;
  };

  const ageOf = (id: string): number => {
    const newest = history(id).days.at(-1);
    if (newest === undefined) return Infinity;
    const series = declared(id);
    const due = newestDue(series, instant);
    return Math.max(0, series.calendar.periodsBetween(newest, due));
  };

  return {
    instant,
    ...(arrived === undefined ? {} : { arrived }),
    catalogue,
    history,
    claims: () => claimsSeenBy(instant, recorded.claims()),
    events: () => (events ??= eventsKnownAt(instant, catalogue, recorded.announcements())),
    headlines: () =>
      (headlines ??= headlinesSeenBy(instant, catalogue, recorded.headlines(), arrived)),
    settlements: () => recorded.settlements(),
    age,
    isStale: (id) => age(id) > declared(id).staleAfter,
  };
}

/**
 * Derived series over all that is stored. Where what they are derived from came in its order, what was known at an instant is a
 * beginning of that, so that a walk over thousands of days derives them once.
 */
const wholesOf = weakMemoize(({ columns }: Recorded) => {
  const wholeOf = (id: string): History => {
    const { days, values, publics, revisions } = columns(id);
    return { series: id, days, values, publics, revisions };
  };
  return weakMemoize(({ id, derive, calendar }: Series): History =>
    derive ? derived(id, derive, calendar, wholeOf) : wholeOf(id),
  );
});

/** Whether the newest period of a series became public since the cut-off of the day before. */
export function hasNewPeriod({ history, instant }: AsOfView, series: string): boolean {
  const published = history(series).publics.at(-1);
  return published !== undefined && published > instant - DAY_MS;
}

function derived(
  id: string,
  { as, of }: NonNullable<Series["derive"]>,
  calendar: Calendar,
  history: (id: string) => History,
): History {
  const inputs = of.map(history);
  if (isBreadth(as)) return breadthHistory(id, as, inputs, calendar);
  if (as !== "creations") return deriveHistory(id, as, inputs);
  const [shares, netAssetValue] = inputs as [History, History];
  return creationsHistory(id, shares, netAssetValue, calendar);
}

/** Of each claim the last revision seen by the instant, in the order in which they were seen, without those that have ended by then. */
function claimsSeenBy(instant: Instant, revisions: readonly Claim[]): Claim[] {
  const known = new Map<string, Claim>();
  for (const claim of revisions) {
    if (Date.parse(claim.seen) <= instant) known.set(claim.id, claim);
  }
  const standing = [...known.values()].filter(
    ({ ended }) => ended === undefined || Date.parse(ended) > instant,
  );
  return standing.sort((a, b) => Date.parse(a.seen) - Date.parse(b.seen) || (a.id < b.id ? -1 : 1));
}
