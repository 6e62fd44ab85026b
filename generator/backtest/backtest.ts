import { addDays, dayOf, type Day } from "../base/day.ts";
import { matches } from "../base/glob.ts";
import { mistake } from "../base/problem.ts";
import { suggestion } from "../base/nearest.ts";
import { openRecords, type Evidence } from "../evidence.ts";
import type { Store } from "../gather/store.ts";
import { cutoffOf } from "../narrate/bound.ts";
import type { Newsroom } from "../newsroom.ts";

/** The records of the publication's rules, as an edition of the day would know them. */
export interface Backtest {
  readonly day: Day;
  /** Tests that the p values are corrected for: those of all rules, whichever are shown. */
  readonly tests: number;
  readonly records: readonly Evidence[];
}

/**
 * Tests every rule that has a target over all that was known before a day's cut-off.
 * @param options `glob`: only narratives whose id matches are returned; `day`: by default the first after the newest data.
 * @throws Failure (2) where no narrative's id matches.
 */
export function backtest(
  newsroom: Newsroom,
  store: Store,
  options: { readonly glob?: string | undefined; readonly day?: Day | undefined } = {},
): Backtest {
  const { glob = "*" } = options;
  const { catalogue, cutoff } = newsroom.publication;
  const ids = newsroom.narratives.map(({ id }) => id);
  if (!ids.some((id) => matches(glob, id))) {
    throw mistake({
      code: "unknown-narrative",
      message: `No narrative is called "${glob}".`,
      advice: suggestion(glob, ids),
    });
  }
  const day = options.day ?? newestDay(newsroom, store);
  const view = store.view(cutoffOf(day, cutoff), catalogue);
  const book = openRecords(newsroom, store, day).for({ day, view });
  const records = book.all().filter(({ narrative }) => matches(glob, narrative));
  return { day, tests: book.tests, records };
}

/** The first day on which all data stored are known; not after today. */
function newestDay({ world, publication }: Newsroom, store: Store): Day {
  const today = dayOf(world.now());
  const last = [...publication.catalogue.series.keys()]
    .flatMap((id) => store.extent(id).last ?? [])
    .sort()
    .at(-1);
  const next = last === undefined ? today : addDays(last, 1);
  return next < today ? next : today;
}
