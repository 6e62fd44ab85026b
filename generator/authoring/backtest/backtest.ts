import type { Day } from "../../base/day.ts";
import { matches } from "../../base/text.ts";
import { openRecords, type Evidence } from "../../narrate/evidence/records.ts";
import type { Store } from "../../store/store.ts";
import { cutoffOf } from "../../narrate/edition.ts";
import type { Newsroom } from "../../newsroom/newsroom.ts";
import { narrativesCalled, newestDay } from "../../newsroom/selection.ts";

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
export async function backtest(
  newsroom: Newsroom,
  store: Store,
  options: { readonly glob?: string | undefined; readonly day?: Day | undefined } = {},
): Promise<Backtest> {
  const { glob = "*" } = options;
  narrativesCalled(newsroom.narratives, glob);
  const day = options.day ?? (await newestDay(newsroom, store));
  const office = await openRecords(newsroom, store);
  const view = office.archive.view(cutoffOf(day, newsroom.publication.cutoff));
  const book = office.upTo(day).for({ day, view });
  const records = book.all().filter(({ narrative }) => matches(glob, narrative));
  await office.keep();
  return { day, tests: book.tests, records };
}
