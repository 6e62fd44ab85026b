import { join } from "node:path";
import type { Fact } from "../articles/facts.ts";
import { readOnDisk } from "../articles/on-disk.ts";
import { readPublished } from "../articles/published.ts";
import { daysFrom, type Day } from "../base/day.ts";
import { formatNumber } from "../compose/print/format.ts";
import type { Series } from "../publication/catalogue.ts";
import type { Newsroom } from "../newsroom/newsroom.ts";
import { openRecords } from "../narrate/evidence/records.ts";
import type { AsOfView } from "../store/asof.ts";
import type { Store } from "../store/store.ts";

/** A value that a published article printed as it was known then, and that its source has given otherwise since. */
export interface RevisedFigure {
  /** Of the article, within the home. */
  readonly path: string;
  /** What the value is of, as its series is titled. */
  readonly name: string;
  readonly day: Day;
  readonly was: string;
  readonly is: string;
}

/**
 * Values printed in the articles of some days that were right when they were told and that were revised after: whether that was a mistake of the
 * source, of which readers are to be told, or a figure that is always made more exact later, a person knows. Counted are values themselves, and not
 * what was computed from them; neither what is restated with each dividend, nor prices of before a split of the shares, which nobody got wrong.
 */
export async function revisedFigures(
  newsroom: Newsroom,
  store: Store,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<RevisedFigure[]> {
  const { world, publication } = newsroom;
  const { home } = publication;
  const { archive } = await openRecords(newsroom, store);
  const now = archive.view(world.now());
  return daysFrom(from, to).flatMap((day) =>
    Object.keys(readPublished(world, home, day)).flatMap((slug) => {
      const path = join("content", "editions", day, `${slug}.md`);
      if (!world.files.exists(join(home, path))) return [];
      const { article, facts } = readOnDisk(world, home, path);
      if (article.frontMatter.status === "withdrawn") return [];
      const found = facts.facts.flatMap((fact) => revisedSince(newsroom, now, fact) ?? []);
      const once = new Map(found.map((each) => [`${each.name} ${each.day}`, { path, ...each }]));
      return [...once.values()];
    }),
  );
}

/** Undefined where a fact is no value of one day, or prints as it did. */
function revisedSince(
  { publication: { catalogue }, desk: { language } }: Newsroom,
  now: AsOfView,
  { method, inputs: [input], value, unit, decimals }: Fact,
): Omit<RevisedFigure, "path"> | undefined {
  const series = input && catalogue.series.get(input.series);
  if (method !== "last" || typeof value !== "number" || !series) return undefined;
  if (series.class === "adjusted" || isBeforeSplit(series, input.from)) return undefined;
  const { days, values } = now.history(series.id);
  const current = values[days.indexOf(input.from)];
  if (current === undefined) return undefined;
  const [was, is] = [value, current].map(
    (each) => formatNumber(each, unit, decimals, "plain", language).text,
  );
  return was === is ? undefined : { name: series.title, day: input.from, was: was!, is: is! };
}

function isBeforeSplit({ splits = {} }: Series, day: Day): boolean {
  return Object.keys(splits).some((split) => split > day);
}
