import { readEditions } from "../../articles/approved.ts";
import { collected } from "../../base/problem.ts";
import type { Publication } from "../../publication/publication.ts";
import type { World } from "../../world/world.ts";

/** More than these no reader looks through. */
const MOST = 24;

/** Topics for readers to choose from: those that most articles of the publication bear. None where its articles cannot be read. */
export function tagsToChoose(world: World, publication: Publication): readonly string[] {
  const articles = collected([], () => readEditions(world, publication).articles) ?? [];
  const counts = new Map<string, number>();
  for (const { frontMatter } of articles)
    if (frontMatter.language === publication.language)
      for (const tag of frontMatter.tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts]
    .toSorted(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))
    .slice(0, MOST)
    .map(([tag]) => tag)
    .toSorted();
}
