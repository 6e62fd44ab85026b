import { formatArticle, type Article, type FrontMatter } from "./article.ts";
import { disagreements, mergeTexts, settledFor, type Disagreement, type Region } from "./merge.ts";

type Text = Pick<Article, "frontMatter" | "body">;

/** What a reader sees of an article, merged. */
export interface Merge {
  readonly title: readonly Region[];
  readonly description: readonly Region[];
  readonly body: readonly Region[];
  readonly tags: readonly string[];
}

/** Merges what a reader sees of two articles that were made of one. */
export function mergeArticles(base: Text, mine: Text, theirs: Text): Merge {
  const part = (of: (text: Text) => string): Region[] => mergeTexts(of(base), of(mine), of(theirs));
  return {
    title: part(({ frontMatter }) => frontMatter.title),
    description: part(({ frontMatter }) => frontMatter.description),
    body: part(({ body }) => body),
    tags: mergeTags(base.frontMatter, mine.frontMatter, theirs.frontMatter),
  };
}

type Head = Pick<FrontMatter, "tags">;

/** What either added is there, what either removed is not. */
function mergeTags({ tags: base }: Head, { tags: mine }: Head, { tags: theirs }: Head): string[] {
  const isKept = (tag: string): boolean =>
    base.includes(tag) ? mine.includes(tag) && theirs.includes(tag) : true;
  return [...new Set([...theirs, ...mine])].filter(isKept);
}

/** The places where two articles disagree. */
export function openPlaces({ title, description, body }: Merge): Disagreement[] {
  return [title, description, body].flatMap(disagreements);
}

/** The merged text under a head of its own; undefined where they disagree. */
export function mergedArticle(merge: Merge, head: FrontMatter): Text | undefined {
  if (openPlaces(merge).length > 0) return undefined;
  return settledArticle(merge, head, "mine");
}

/** The same with every disagreement settled for one side. */
export function settledArticle(merge: Merge, head: FrontMatter, side: "mine" | "theirs"): Text {
  const settle = (regions: readonly Region[]): string => settledFor(regions, side);
  return {
    frontMatter: {
      ...head,
      title: settle(merge.title),
      description: settle(merge.description),
      tags: [...merge.tags],
    },
    body: settle(merge.body),
  };
}

/** A merged article as a file's text. */
export function markdownOf({ frontMatter, body }: Text): string {
  return formatArticle(frontMatter, body);
}
