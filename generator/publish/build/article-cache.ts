import { lruCache, weakMemoize } from "../../base/memo.ts";
import type { World } from "../../world/world.ts";
import { readFacts } from "../../articles/on-disk.ts";
import type { FactsFile } from "../../articles/facts.ts";
import type { Background } from "../model/background.ts";
import type { Chart } from "../charts/chart.ts";
import type { ApprovedArticle } from "../../articles/approved.ts";
import type { ArticleText } from "../model/placed-article.ts";

/** Charts of so many articles are held in memory … */
const MOST_CHARTS = 800;

/** … and texts and facts of so many: a text with its notes takes a quarter of a megabyte, and is soon read from the disk again. */
const MOST = 100;

/**
 * What was made of articles with one background, by the article's digest: a site that is made again and again, as under
 * `serve --watch`, makes anew only what has changed.
 */
export const articleCache = weakMemoize((_background: Background) => ({
  facts: lruCache<FactsFile>(MOST),
  texts: lruCache<ArticleText>(MOST),
  charts: lruCache<readonly Chart[]>(MOST_CHARTS),
}));

/** The facts of an article, read once. @throws Failure (2) where they have another form. */
export function factsOf(
  world: World,
  home: string,
  background: Background,
  { file, digest }: ApprovedArticle,
): FactsFile {
  return articleCache(background).facts(digest, () => readFacts(world, home, file));
}
