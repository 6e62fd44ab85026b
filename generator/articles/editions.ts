import { join, relative, resolve } from "node:path";
import { addDays, isDay, type Day } from "../base/day.ts";
import { collected } from "../base/problem.ts";
import type { World } from "../world/world.ts";
import { standingOf } from "./approval.ts";
import {
  contentDigest,
  formatArticle,
  isEdited,
  parseArticle,
  type Article,
  type FrontMatter,
} from "./article.ts";
import type { Draft } from "./draft.ts";
import { formatFacts, parseFacts } from "./facts-file.ts";
import type { FactsFile } from "./facts.ts";
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
    review === undefined ? draft.frontMatter : approved(draft, draft.facts, review, file),
    draft.body,
  );
  const facts = formatFacts(draft.facts);
  const before = textAt(world, path);
  const factsBefore = textAt(world, factsPath(path));
  if (before !== undefined && isKept(parseArticle(before, file), factsBefore))
    return { path, saved: "kept" };
  if (before === text && factsBefore === facts) return { path, saved: "unchanged" };
  world.files.write(factsPath(path), facts);
  world.files.write(path, text);
  return { path, saved: before === undefined ? "new" : "rewritten" };
}

/** Writes that a person, or `AUTOMATIC`, has approved an article. @throws Failure (2) where its state does not allow that. */
export function saveApproval(
  world: World,
  home: string,
  { file, article, facts }: OnDisk,
  review: string,
): void {
  const frontMatter = approved(article, facts, review, file);
  world.files.write(resolve(home, file), formatArticle(frontMatter, article.body));
}

function approved(
  article: Pick<Article, "frontMatter" | "body">,
  facts: FactsFile,
  review: string,
  file: string,
): FrontMatter {
  const status = step(article.frontMatter.status, "approve", file);
  return { ...article.frontMatter, status, review, approved: contentDigest(article, facts) };
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
    const article = parseArticle(world.files.read(path), relative(home, path));
    if (isKept(article, textAt(world, factsPath(path)))) continue;
    world.files.remove(path);
    world.files.remove(factsPath(path));
  }
}

/** Whether a person has had a hand in an article: its text, its approval, or what the program writes into no head. */
function isKept(article: Article, factsText: string | undefined): boolean {
  const { status, review, approved: text, inputs, waivers, aliases } = article.frontMatter;
  if (isEdited(article) || waivers !== undefined || aliases !== undefined) return true;
  if (status !== "draft" && review !== AUTOMATIC) return true;
  if (text === undefined) return false;
  // Facts that are broken, or of other inputs, are what a run that was killed has left: nobody edited them.
  const facts = collected([], () => parseFacts(factsText, ""));
  return facts?.inputs === inputs && standingOf(article, facts) === "edited";
}

/** Missed editions are made up for over so many days. */
const MADE_UP = 14;

/** The editions that are missing up to a day: those that the next run makes, and what came before where that is too long ago. */
export interface Missed {
  /** The first day that is made. */
  readonly from: Day;
  /** Days without an edition that are not made up for, both included. */
  readonly gap?: { readonly from: Day; readonly to: Day };
}

/** What is missing since the last edition there is; the day itself where there is none. */
export function missedUntil(world: World, home: string, to: Day): Missed {
  const made = world.files.list(join(home, "content", "editions")).filter(isDay);
  const last = made.findLast((day) => day < to);
  if (last === undefined) return { from: to };
  const missing = addDays(last, 1);
  const earliest = addDays(to, 1 - MADE_UP);
  if (missing >= earliest) return { from: missing };
  return { from: earliest, gap: { from: missing, to: addDays(earliest, -1) } };
}
