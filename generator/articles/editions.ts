import { join, relative } from "node:path";
import { addDays, isDay, type Day, type Instant } from "../base/day.ts";
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
import { changedFigures, type FigureChange } from "./corrections.ts";
import type { Draft } from "./draft.ts";
import { formatFacts, parseFacts } from "./facts-file.ts";
import type { FactsFile } from "./facts.ts";
import { factsPath, textAt } from "./on-disk.ts";
import { readPublished } from "./published.ts";
import { step } from "./states.ts";

/** Who approved an article that no person looked at. */
export const AUTOMATIC = "automatic";

/**
 * What became of a draft: `kept` where a person edited or approved the file, `published` where readers may have seen it; neither is
 * ever overwritten. `merged` where what a person wrote was put together with what is written now, `open` where that needs the person.
 */
export type Saved = "new" | "unchanged" | "rewritten" | "kept" | "merged" | "open" | "published";

/** A draft that was filed, or the file that stayed in its place. */
export interface Filing {
  readonly path: string;
  readonly saved: Saved;
  /** Figures that would read otherwise in a published text, made now; undefined where the very same text would be made. */
  readonly late?: readonly FigureChange[];
}

/** Where a draft lies, within the home. */
export function draftPath({ slug, frontMatter }: Pick<Draft, "slug" | "frontMatter">): string {
  return join("content", "editions", frontMatter.edition, `${slug}.md`);
}

/** Folder of an edition's articles. */
function editionFolder(home: string, day: Day): string {
  return join(home, "content", "editions", day);
}

/** The lock that a process holds while it writes editions: two at once would sweep away each other's half-written files. */
export function editionsLock(home: string): string {
  return join(home, "var", "editions.lock");
}

/** Writes a draft and its facts, unless a person has edited or approved what is there, or readers may have seen it. */
export function saveDraft(
  world: World,
  home: string,
  draft: Draft,
  review: string | undefined,
): Filing {
  const file = draftPath(draft);
  const path = join(home, file);
  const text = formatArticle(
    review === undefined ? draft.frontMatter : approvedArticle(draft, draft.facts, review, file),
    draft.body,
  );
  const facts = formatFacts(draft.facts);
  const before = textAt(world, path);
  const factsBefore = textAt(world, factsPath(path));
  const published = readPublished(world, home, draft.frontMatter.edition)[draft.slug];
  const article = before === undefined ? undefined : parseArticle(before, file);
  if (article && published) {
    const isSame = article.frontMatter.text === draft.frontMatter.text;
    const seen = parseFacts(factsBefore, factsPath(file));
    return {
      path,
      saved: "published",
      ...(isSame ? {} : { late: changedFigures(seen, draft.facts) }),
    };
  }
  if (article && isKept(article, factsBefore)) return { path, saved: "kept" };
  if (before === text && factsBefore === facts) return { path, saved: "unchanged" };
  world.files.write(factsPath(path), facts);
  world.files.write(path, text);
  return { path, saved: before === undefined ? "new" : "rewritten" };
}

/** A new text for an article that readers have seen, with the dated notice that they are given. */
export function textOfCorrection(
  { frontMatter: before, body, facts }: Pick<Draft, "frontMatter" | "body" | "facts">,
  notice: string,
  now: Instant,
): Omit<Draft, "slug"> {
  const corrections = [
    ...(before.corrections ?? []),
    { date: new Date(now).toISOString(), text: notice },
  ];
  const frontMatter = { ...before, corrections };
  return { frontMatter, body, facts, markdown: formatArticle(frontMatter, body) };
}

/** The head of an article whose text a person, or `AUTOMATIC`, has approved. @throws Failure (2) where its state does not allow that. */
export function approvedArticle(
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
 * What a person edited or approved stays, and what readers may have seen.
 * @returns the paths of the latter.
 */
export function sweepEdition(
  world: World,
  home: string,
  day: Day,
  slugs: readonly string[],
): string[] {
  const folder = editionFolder(home, day);
  const published = readPublished(world, home, day);
  const left: string[] = [];
  for (const name of world.files.list(folder)) {
    const path = join(folder, name);
    if (/^\..*\.tmp$/.test(name)) world.files.remove(path);
    if (!name.endsWith(".md") || slugs.includes(name.slice(0, -3))) continue;
    if (published[name.slice(0, -3)]) {
      left.push(path);
      continue;
    }
    const article = parseArticle(world.files.read(path), relative(home, path));
    if (isKept(article, textAt(world, factsPath(path)))) continue;
    world.files.remove(path);
    world.files.remove(factsPath(path));
  }
  return left;
}

/** Whether an edition was made while it was news: its articles say what had come by then. */
export function isMadeLive(world: World, home: string, day: Day): boolean {
  const folder = editionFolder(home, day);
  return world.files
    .list(folder)
    .some(
      (name) => name.endsWith(".md") && /^arrived: /m.test(world.files.read(join(folder, name))),
    );
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
