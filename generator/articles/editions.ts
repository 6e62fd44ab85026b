import { join, relative, resolve } from "node:path";
import { addDays, isDay, type Day } from "../base/day.ts";
import type { World } from "../world/world.ts";
import {
  formatArticle,
  isEdited,
  parseArticle,
  type Article,
  type FrontMatter,
} from "./article.ts";
import type { Draft } from "./draft.ts";
import { formatFacts } from "./facts-file.ts";
import { factsPath, textAt, type OnDisk } from "./on-disk.ts";
import { step } from "./states.ts";

/** Who approved an article that no person looked at. */
export const AUTOMATIC = "automatic";

/** What became of a draft: `kept` where a person edited or approved the file, which is never overwritten. */
export type Saved = "new" | "unchanged" | "rewritten" | "kept";

/** Folder of an edition's articles. */
function editionFolder(home: string, day: Day): string {
  return join(home, "content", "editions", day);
}

/** The lock that a process holds while it writes editions: two at once would sweep away each other's half-written files. */
export function editionsLock(home: string): string {
  return join(home, "var", "editions.lock");
}

/** Writes a draft and its facts, unless a person has edited or approved what is there. */
export function saveDraft(
  world: World,
  home: string,
  draft: Draft,
  review: string | undefined,
): { path: string; saved: Saved } {
  const path = join(editionFolder(home, draft.frontMatter.edition), `${draft.slug}.md`);
  const file = relative(home, path);
  const text = formatArticle(
    review === undefined ? draft.frontMatter : approved(draft.frontMatter, review, file),
    draft.body,
  );
  const facts = formatFacts(draft.facts);
  const before = textAt(world, path);
  if (before !== undefined && isKept(parseArticle(before, file))) return { path, saved: "kept" };
  const factsBefore = textAt(world, factsPath(path));
  if (before === text && factsBefore === facts) return { path, saved: "unchanged" };
  world.files.write(factsPath(path), facts);
  world.files.write(path, text);
  return { path, saved: before === undefined ? "new" : "rewritten" };
}

/** Writes that a person, or `AUTOMATIC`, has approved an article. @throws Failure (2) where its state does not allow that. */
export function saveApproval(
  world: World,
  home: string,
  { file, article }: OnDisk,
  review: string,
): void {
  const frontMatter = approved(article.frontMatter, review, file);
  world.files.write(resolve(home, file), formatArticle(frontMatter, article.body));
}

function approved(frontMatter: FrontMatter, review: string, file: string): FrontMatter {
  return { ...frontMatter, status: step(frontMatter.status, "approve", file), review };
}

/**
 * Removes what an earlier run generated for stories that no longer run on this day, and the leftovers of killed runs.
 * What a person edited or approved stays.
 */
export function sweepEdition(world: World, home: string, day: Day, slugs: readonly string[]): void {
  const folder = editionFolder(home, day);
  for (const name of world.files.list(folder)) {
    const path = join(folder, name);
    if (/^\..*\.tmp$/.test(name)) world.files.remove(path);
    if (!name.endsWith(".md") || slugs.includes(name.slice(0, -3))) continue;
    if (isKept(parseArticle(world.files.read(path), relative(home, path)))) continue;
    world.files.remove(path);
    world.files.remove(factsPath(path));
  }
}

function isKept(article: Article): boolean {
  const { status, review } = article.frontMatter;
  return isEdited(article) || (status !== "draft" && review !== AUTOMATIC);
}

/** Missed editions are made up for over so many days. */
const MADE_UP = 14;

/** The first day without an edition since the last one there is, up to two weeks back; the day itself where there is none. */
export function firstMissed(world: World, home: string, to: Day): Day {
  const made = world.files.list(join(home, "content", "editions")).filter(isDay);
  const last = made.findLast((day) => day < to);
  if (last === undefined || last < addDays(to, -MADE_UP)) return to;
  return addDays(last, 1);
}
