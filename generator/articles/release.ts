import type { Instant } from "../base/day.ts";
import type { World } from "../world/world.ts";
import type { ApprovedArticle, Editions } from "./approved.ts";
import { readPublished, writePublished, type Version } from "./published.ts";

/**
 * Editions as they will be read when they have been published at an instant: what had come by then counts for an article of which no
 * earlier one is known.
 */
export function asPublishedAt(instant: Instant, editions: Editions): Editions {
  const articles = editions.articles.map((each) =>
    each.arrived === undefined ? { ...each, arrived: instant } : each,
  );
  return { ...editions, articles };
}

/**
 * Notes what is about to be shown, before any reader sees it; what was noted before stays as it is.
 * @param instant at which it is published, in milliseconds.
 */
export function recordPublished(
  world: World,
  home: string,
  shown: readonly ApprovedArticle[],
  instant: Instant,
): void {
  const at = new Date(instant).toISOString();
  const days = Map.groupBy(shown, ({ frontMatter }) => frontMatter.edition);
  for (const [day, articles] of days) {
    const published = { ...readPublished(world, home, day) };
    let isNew = false;
    for (const { slug, text, frontMatter } of articles) {
      const versions = published[slug] ?? [];
      if (versions.at(-1)?.text === text) continue;
      const corrections = frontMatter.corrections?.length ?? 0;
      published[slug] = [...versions, { text, at, corrections }];
      isNew = true;
    }
    if (isNew) writePublished(world, home, day, published);
  }
}

/** The editions without the texts that were changed after they were published and have no dated notice that says so: those are held back. */
export function withoutSilent(world: World, home: string, editions: Editions): Editions {
  const days = Map.groupBy(editions.articles, ({ frontMatter }) => frontMatter.edition);
  const silent = new Set<ApprovedArticle>();
  for (const [day, articles] of days) {
    const published = readPublished(world, home, day);
    for (const article of articles)
      if (isSilent(article, published[article.slug]?.at(-1))) silent.add(article);
  }
  const held = [...silent].map(({ file }) => ({
    file,
    reason: `changed after it was published, and no notice says so: \`bellwether correct ${file}\` writes one`,
  }));
  const articles = editions.articles.filter((article) => !silent.has(article));
  return { ...editions, articles, held: [...editions.held, ...held] };
}

function isSilent({ text, frontMatter }: ApprovedArticle, last: Version | undefined): boolean {
  return (
    last !== undefined &&
    last.text !== text &&
    (frontMatter.corrections?.length ?? 0) <= last.corrections
  );
}
