import { weakMemoize } from "../../base/memo.ts";
import type { Day } from "../../base/day.ts";
import { formatNumber, type Form } from "../../compose/print/format.ts";
import type { Language } from "../../compose/language.ts";
import type { Series } from "../../publication/catalogue.ts";
import type { Signal } from "../../measure/signal.ts";
import type { Background } from "./background.ts";
import type { ChartDesk } from "../charts/desk.ts";
import { dateWords } from "../theme/dates.ts";
import type { PlacedArticle } from "./placed-article.ts";
import type { Site } from "./site.ts";

/** What was known at the cut-off of an edition. */
export interface EditionDesk extends ChartDesk {
  readonly day: Day;
  /** The cut-off, ISO 8601 UTC. */
  readonly cutoff: string;
}

/** A site with the data and rules behind it, and at least one edition. */
export interface DataSite {
  readonly site: Site;
  readonly background: Background;
  readonly newest: EditionDesk;
}

/** The site with what was known at its newest edition; undefined where there is no data or no edition. */
export const dataSiteOf = weakMemoize<Site, DataSite | undefined>((site) => {
  const [newest] = editionDesksOf(site, 1);
  return site.background && newest && { site, background: site.background, newest };
});

/** What was known at each of the newest editions, newest first. */
export function editionDesksOf({ articles, charts }: Site, most: number): EditionDesk[] {
  if (!charts) return [];
  const firsts = new Map<Day, Pick<PlacedArticle, "frontMatter" | "arrived">>();
  for (const article of articles) {
    if (!firsts.has(article.frontMatter.edition)) firsts.set(article.frontMatter.edition, article);
    if (firsts.size > most) break;
  }
  return [...firsts].slice(0, most).map(
    ([
      day,
      {
        frontMatter: { date: cutoff },
        arrived,
      },
    ]) => ({
      ...charts.desk(Date.parse(cutoff), arrived),
      day,
      cutoff,
    }),
  );
}

/** A value of a series as it is printed. */
export function printValue(value: number, series: Series, language: Language): string {
  const form = series.class === "flow" ? "signed" : "plain";
  return formatNumber(value, series.unit, series.decimals, form, language).text;
}

/** A signal as it is printed. */
export function printSignal(
  { value, unit, decimals }: Signal,
  language: Language,
  form: Form = "plain",
): string {
  if (typeof value === "string")
    return unit === "time" ? value : dateWords(value, "long", language.locale);
  return formatNumber(value, unit, decimals, form, language).text;
}

/** What follows a printed value where its unit does not show in it. */
export function unitAfter(unit: string, { publication, words }: Site): string {
  return publication.catalogue.units.get(unit)?.speaks ? "" : (words.units[unit] ?? unit);
}
