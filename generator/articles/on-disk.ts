import { basename, resolve } from "node:path";
import { shownPath } from "../base/problem.ts";
import type { World } from "../world/world.ts";
import { parseArticle, type Article } from "./article.ts";
import { parseFacts } from "./facts-file.ts";
import type { FactsFile } from "./facts.ts";

/** An article with its facts, as it lies on the disk. */
export interface OnDisk {
  /** The path as messages show it. */
  readonly file: string;
  readonly text: string;
  readonly article: Article;
  readonly facts: FactsFile;
}

/** What an article is called in its address. */
export function slugOf(path: string): string {
  return basename(path, ".md");
}

/** The facts file that lies beside an article. */
export function factsPath(articlePath: string): string {
  return articlePath.replace(/\.md$/, ".facts.json");
}

/**
 * Reads an article and the facts beside it.
 * @param path absolute, or within the home.
 * @param text the article's, where it is not saved as it stands.
 * @throws Failure (2) with the place of each mistake in either.
 */
export function readOnDisk(
  world: World,
  home: string,
  path: string,
  text = world.files.read(resolve(home, path)),
): OnDisk {
  const file = shownPath(home, path);
  return { file, text, article: parseArticle(text, file), facts: readFacts(world, home, path) };
}

/** The facts beside an article. @throws Failure (2) with the place of each mistake. */
export function readFacts(world: World, home: string, articlePath: string): FactsFile {
  const path = resolve(home, factsPath(articlePath));
  return parseFacts(textAt(world, path), shownPath(home, path));
}

/** The text of a file; undefined where there is none. */
export function textAt({ files }: World, path: string): string | undefined {
  return files.exists(path) ? files.read(path) : undefined;
}
