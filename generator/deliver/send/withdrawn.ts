import { join } from "node:path";
import { parseArticle } from "../../articles/article.ts";
import { textAt } from "../../articles/on-disk.ts";
import { isApproved } from "../../articles/states.ts";
import { collected, type Problem } from "../../base/problem.ts";
import type { World } from "../../world/world.ts";
import type { Issue } from "../issue/issue.ts";

/** Why what is made of articles may not go out any more: one of them was taken away, or is no longer approved. */
export function takenBack(
  world: World,
  home: string,
  issue: Pick<Issue, "articles">,
): string | undefined {
  for (const file of issue.articles) {
    const text = textAt(world, join(home, file));
    if (text === undefined) return `${file} is no longer there`;
    const problems: Problem[] = [];
    const article = collected(problems, () => parseArticle(text, file));
    if (article === undefined) return `${file} cannot be read: ${problems[0]?.message}`;
    const { status } = article.frontMatter;
    if (!isApproved(status)) return `${file} is ${status}`;
  }
  return undefined;
}
