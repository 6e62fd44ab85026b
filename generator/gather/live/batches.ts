import type { Day, Instant } from "../../base/day.ts";
import type { Live, Series } from "../../publication/catalogue.ts";
import { newestDue } from "../../publication/lag.ts";
import type { Key, LiveSource, SourceKit, Wanted } from "../sources/contract.ts";

/** Series that are asked for in one conversation with one source. */
export interface Plan {
  readonly source: LiveSource;
  readonly wanted: readonly [Wanted<unknown>, ...Wanted<unknown>[]];
  /** What the batch is called in the store: its source and what it is about. */
  readonly name: string;
}

/** One series as its source wants to be asked. The configuration was checked when it was loaded. */
function wantedOf(
  { sources }: SourceKit,
  series: Series,
  live: Live,
): { source: LiveSource; wanted: Wanted<unknown> } {
  const { by, ...rest } = live;
  const source = sources.get(by);
  if (source === undefined) throw new Error(`no live source "${by}"`);
  return { source, wanted: { series, options: source.options.parse(rest) } };
}

/** Groups series into batches; batches of one source follow each other in the order of the catalogue. */
export function planBatches(kit: SourceKit, series: Iterable<Series>): Map<string, Plan[]> {
  const batches = new Map<string, { source: LiveSource; wanted: Wanted<unknown>[] }>();
  for (const each of series) {
    if (each.live === undefined) continue;
    const { source, wanted } = wantedOf(kit, each, each.live);
    const name = `live ${source.id} ${source.batch(wanted.options)}`.trim();
    const batch = batches.get(name);
    if (batch === undefined) batches.set(name, { source, wanted: [wanted] });
    else batch.wanted.push(wanted);
  }
  const plans = [...batches].map(([name, { source, wanted }]): Plan => {
    const [first, ...others] = wanted;
    return { name, source, wanted: [first!, ...others] };
  });
  return Map.groupBy(plans, ({ source }) => source.id) as Map<string, Plan[]>;
}

/** Every key that the plans may ask with, each once. */
export function keysOf(plans: ReadonlyMap<string, readonly Plan[]>): Key[] {
  const keys = [...plans.values()]
    .flat()
    .flatMap(({ source, wanted }) => [
      ...source.keys,
      ...wanted.flatMap(({ options }) => source.keysOf?.(options) ?? []),
    ]);
  return [...new Map(keys.map((key) => [key.name, key])).values()];
}

/** How far back a series without any history is fetched: five years, for percentiles. */
export const FIRST_PULL_DAYS = 5 * 366;

/** A second source only has to speak of the newest periods. */
export const SECOND_PULL_PERIODS = 14;

/**
 * The day from which an answer holds some of the newest values: so many periods before the newest that should be public, and as
 * many more as the series may go without. Short interest is public nine sessions after its settlement, and settles twice a month.
 */
export function reachBack(series: Series, now: Instant, periods: number): Day {
  return series.calendar.previous(newestDue(series, now), series.maxGap + periods);
}

/** The earlier of two days. */
export function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

/** A week of sessions. */
const USUAL_OVERLAP = 7;

/** First period to ask for: after the last that is stored, or as many before as the source asks for once more. */
export function overlapFrom(series: Series, last: Day, overlap = USUAL_OVERLAP): Day {
  const { calendar } = series;
  return overlap === 0 ? calendar.next(last) : calendar.previous(last, overlap);
}
