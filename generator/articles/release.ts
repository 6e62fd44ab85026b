import type { World } from "../world/world.ts";
import type { ApprovedArticle, Editions } from "./approved.ts";
import { readPublished, writePublished } from "./published.ts";

/**
 * Notes what is about to be published, before any reader sees it; what was noted before stays as it is.
 * @returns the editions without the texts that were changed after they were published and have no dated notice that says so: those
 * are held back.
 */
export function recordPublished(world: World, home: string, editions: Editions): Editions {
  const at = new Date(world.now()).toISOString();
  const days = Map.groupBy(editions.articles, ({ frontMatter }) => frontMatter.edition);
  const silent = new Set<ApprovedArticle>();
  for (const [day, articles] of days) {
    const published = { ...readPublished(world, home, day) };
    let isNew = false;
    for (const article of articles) {
      const versions = published[article.slug] ?? [];
      const last = versions.at(-1);
      if (last?.text === article.text) continue;
      const corrections = article.frontMatter.corrections?.length ?? 0;
      if (last && corrections <= last.corrections) {
        silent.add(article);
        continue;
      }
      published[article.slug] = [...versions, { text: article.text, at, corrections }];
      isNew = true;
    }
    if (isNew) writePublished(world, home, day, published);
  }
  const held = [...silent].map(({ file }) => ({
    file,
    reason: `changed after it was published, and no notice says so: \`bellwether correct ${file}\` writes one`,
  }));
  const articles = editions.articles.filter((article) => !silent.has(article));
  return { ...editions, articles, held: [...editions.held, ...held] };
}
