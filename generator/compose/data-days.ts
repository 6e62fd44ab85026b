import { addDays, type Day } from "../base/day.ts";
import { escapeMarkdown } from "../base/text.ts";
import type { Fact } from "../articles/facts.ts";
import type { Drafter } from "./print/drafting.ts";
import { shortNameOn } from "./print/naming.ts";

/** More names than these are told as the others of their sort. */
const MOST_NAMED = 3;

/** Up to which day the figures of an article go. */
export interface DataDays {
  /** That of most: the newest before the edition's own, else the newest. */
  readonly main: Day;
  /** A source of a figure of that day. */
  readonly source: string;
  /** What goes to another day, the later first. */
  readonly others: readonly OtherDay[];
}

interface OtherDay {
  readonly last: Day;
  /** A source of what goes to it. */
  readonly source: string;
  /** What goes to it, in words; escaped. */
  readonly what: readonly string[];
}

/** What is measured of one subject, in the word of its quantity, with its newest day. */
interface Measured {
  readonly word: string | undefined;
  readonly name: string;
  readonly last: Day;
  readonly source: string;
}

/**
 * The days of the figures of an article. A subject that goes to another day than others of its sort is named, so that no "prices to" is said
 * of those that go further. What comes out by months and quarters is left out: its text names the period.
 * @returns undefined where no figure is of a day.
 */
export function dataDays(facts: readonly Fact[], drafter: Drafter): DataDays | undefined {
  const measured = measuredIn(facts, drafter);
  const days = measured.map(({ last }) => last).toSorted();
  const newest = days.at(-1);
  if (newest === undefined) return undefined;
  const main = days.findLast((day) => day <= addDays(drafter.edition.day, -1)) ?? newest;
  const others = Map.groupBy(
    measured.filter(({ last }) => last !== main),
    ({ last }) => last,
  );
  return {
    main,
    source: measured.find(({ last }) => last === main)!.source,
    others: [...others]
      .toSorted(([a], [b]) => (a < b ? 1 : -1))
      .map(([last, its]) => ({
        last,
        source: its[0]!.source,
        what: wordsFor(its, measured, drafter),
      })),
  };
}

function measuredIn(facts: readonly Fact[], drafter: Drafter): Measured[] {
  const { view } = drafter.edition;
  const { quantities } = drafter.language.sources;
  const found = new Map<string, Measured>();
  for (const { origin, ref, day, subjects, sources, inputs } of facts) {
    const [source] = sources;
    if (origin !== "signal" || day === undefined || source === undefined) continue;
    const series = view.catalogue.series.get(inputs[0]?.series ?? "");
    const period = series?.calendar.period;
    if (series?.derive || period === "month" || period === "quarter") continue;
    const word = quantities[ref.split(".")[1] ?? ""];
    for (const id of subjects) {
      const key = `${word ?? ""}|${id}`;
      const before = found.get(key);
      if (before && before.last >= day) continue;
      const name = escapeMarkdown(shortNameOn(view.catalogue, id, drafter.edition.day));
      found.set(key, { word, name, last: day, source });
    }
  }
  return [...found.values()];
}

/** What measures of one day are called: their sort where all of it goes to that day, else by name. */
function wordsFor(
  its: readonly Measured[],
  all: readonly Measured[],
  { language }: Drafter,
): string[] {
  const said = [...Map.groupBy(its, ({ word }) => word)].flatMap(([word, alike]) => {
    if (word === undefined) return alike.map(({ name }) => name);
    if (all.every((each) => each.word !== word || each.last === alike[0]!.last)) return [word];
    const other = language.sources.others[word];
    return other !== undefined && alike.length > MOST_NAMED
      ? [other]
      : alike.map(({ name }) => name);
  });
  return [...new Set(said)];
}
