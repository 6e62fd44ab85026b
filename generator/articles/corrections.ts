import type { FrontMatter } from "./article.ts";
import type { ApprovedArticle } from "./approved.ts";
import { isOfData, type Fact, type FactsFile } from "./facts.ts";

export type Correction = NonNullable<FrontMatter["corrections"]>[number];

/** What was mended in an article, newest first. */
export function correctionsOf({ corrections = [] }: FrontMatter): Correction[] {
  return corrections.toSorted((a, b) => (instantOf(a) < instantOf(b) ? 1 : -1));
}

/** When an article was last changed, ISO 8601 UTC: its newest correction, else when it was published. */
export function modifiedAt(frontMatter: FrontMatter): string {
  if (!frontMatter.corrections) return frontMatter.date;
  const [newest] = correctionsOf(frontMatter);
  const instant = newest === undefined ? "" : instantOf(newest);
  return instant > frontMatter.date ? instant : frontMatter.date;
}

function instantOf({ date }: Correction): string {
  return date.length === 10 ? `${date}T00:00:00Z` : date;
}

/** When a list of articles last changed: its newest publication or correction, ISO 8601 UTC. */
export function newestChange(
  articles: readonly Pick<ApprovedArticle, "frontMatter">[],
): string | undefined {
  let newest: string | undefined;
  for (const { frontMatter } of articles) {
    const each = modifiedAt(frontMatter);
    if (newest === undefined || each > newest) newest = each;
  }
  return newest;
}

/** A figure that another text prints otherwise. */
export interface FigureChange {
  readonly fact: Fact;
  readonly was: string;
  readonly is: string;
}

/** The figures of data that both texts print, by what they are and in the order of the text, and that read otherwise in the second. */
export function changedFigures(
  before: Pick<FactsFile, "facts">,
  after: Pick<FactsFile, "facts">,
): FigureChange[] {
  const printed = Map.groupBy(before.facts.filter(isOfData), ({ ref }) => ref);
  const changes = new Map<string, FigureChange>();
  for (const [ref, facts] of Map.groupBy(after.facts.filter(isOfData), (fact) => fact.ref)) {
    const texts = new Set((printed.get(ref) ?? []).map(({ text }) => text));
    const [was] = texts;
    for (const fact of facts)
      if (was !== undefined && !texts.has(fact.text))
        changes.set(`${ref} ${was} ${fact.text}`, { fact, was, is: fact.text });
  }
  return [...changes.values()];
}
