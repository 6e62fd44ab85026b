import type { Day } from "../../base/day.ts";
import { fill, matches } from "../../base/text.ts";
import type { Language } from "../../compose/language.ts";
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
  /** Of these tests, those whose difference would count as found if each stood alone (p under 0.05). */
  readonly alone: number;
  /** Of these tests, those whose difference survives the correction. */
  readonly tendencies: number;
  readonly records: readonly Evidence[];
}

/** What one test alone is held to; with many, one in twenty is under it by chance. */
const ALONE = 0.05;

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
  const all = book.all();
  await office.keep();
  const tested = all.flatMap(({ horizons }) => horizons);
  return {
    day,
    tests: book.tests,
    alone: tested.filter(({ rates }) => rates && rates.p < ALONE).length,
    tendencies: tested.filter(({ verdict }) => verdict === "tendency").length,
    records: all.filter(({ narrative }) => matches(glob, narrative)),
  };
}

/**
 * What stands above the records: how many tests there are, and how many of them found something.
 * @param day as it is written there.
 */
export function introOf(
  { tests, alone, tendencies, ...found }: Backtest,
  { evidence }: Pick<Language, "evidence">,
  day: string = found.day,
): string {
  const counts = { tests, alone, tendencies };
  const texts = Object.entries(counts).map(([name, count]) => [name, String(count)]);
  return fill(evidence.table.intro, { day, ...Object.fromEntries(texts) });
}
