import { dirname } from "node:path";
import { setImmediate } from "node:timers/promises";
import { digest } from "../base/digest.ts";
import { withLock } from "../world/lock.ts";
import type { World } from "../world/world.ts";
import type { Publication } from "../publication/publication.ts";
import { beginDrawn, drawnIn } from "./build/drawn.ts";
import { beginBuild, buildsOf, shownKeys, type NewBuild } from "./build/site-builds.ts";
import type { SiteFile } from "./build/site-file.ts";
import { cardPool, CARDS_AT_ONCE } from "./cards/card-pool.ts";
import { ownFaces } from "./cards/font.ts";
import { isFound, searchIndex } from "./machine/search-index.ts";
import type { HeldArticle, WaitingArticle } from "../articles/approved.ts";
import { makeSite, type MadeSite, type PublishOptions } from "./make-site.ts";
import type { Released } from "./release/releases.ts";
import { SEARCH_FOLDER } from "./model/address.ts";

export type { PublishOptions } from "./make-site.ts";

export interface PublishSummary {
  /** Articles on the site. */
  readonly articles: number;
  /** Drafts left out. */
  readonly drafts: number;
  /** Approved articles that were held back, since their approval or their figures do not hold. */
  readonly held: readonly HeldArticle[];
  /** Approved articles whose hour has not come. */
  readonly waiting: readonly WaitingArticle[];
  /** Characters of titles that the cards leave out, since no face has them. */
  readonly unsigned: readonly string[];
  /** Files of the site. */
  readonly pages: number;
  /** Digest of the whole site. */
  readonly build: string;
  /** False when the very same site was shown before; nothing is rewritten then. */
  readonly changed: boolean;
  /** Absolute path of `site/dist`. */
  readonly dist: string;
  /** What came of putting it where other machines read it; left out where the publication names no such place. */
  readonly online?: Released;
}

/**
 * Makes the site of all approved articles, and shows it in one step.
 * @throws Failure (2) naming each broken article, layout or style, with the site left as it was; (3) when the disk fails,
 * a thread that draws cards ends, the search index cannot be made, or another command keeps publishing.
 */
export function publish(
  world: World,
  publication: Publication,
  options: PublishOptions = {},
): Promise<PublishSummary> {
  const builds = buildsOf(publication.home);
  world.files.makeFolder(builds.folder);
  return withLock("The site", builds.lock, async () => {
    const pool = cardPool(ownFaces(world, publication.home));
    try {
      const site = makeSite(world, publication, options, pool.draw);
      const build = beginBuild(world.files, builds, drawnIn(world.files, builds));
      try {
        await addFiles(build.add, site, options);
        if (options.search) await addSearch(build, site);
        const pages = build.listed().length;
        const { articles, drafts, held, waiting, unsigned } = site;
        options.beforeShown?.();
        const shown = await build.finish();
        return { articles, drafts, held, waiting, unsigned, pages, ...shown, dist: builds.dist };
      } catch (error) {
        build.abandon();
        throw error;
      }
    } finally {
      await pool.close();
    }
  });
}

/** One of so many shares of a site's files, from 1 on. */
export interface FileShare {
  readonly part: number;
  readonly of: number;
}

/**
 * Draws a share of the files of the site of all approved articles that the site shown has not, for the next `publish`, which takes what still has the
 * same key. What lies in one folder is drawn by one.
 * @returns how many.
 * @throws Failure as `publish` does.
 */
export async function drawAhead(
  world: World,
  publication: Publication,
  options: Omit<PublishOptions, "beforeShown">,
  { part, of }: FileShare,
): Promise<number> {
  const builds = buildsOf(publication.home);
  world.files.makeFolder(builds.folder);
  const pool = cardPool(ownFaces(world, publication.home));
  try {
    const site = makeSite(world, publication, options, pool.draw);
    const shown = shownKeys(world.files, builds);
    const isOwn = ({ path, key }: SiteFile): boolean =>
      key !== undefined &&
      shown(path) !== key &&
      parseInt(digest(dirname(path), 8), 16) % of === part - 1;
    const own = { files: site.files.filter(isOwn), cards: site.cards.filter(isOwn) };
    const drawn = beginDrawn(world.files, builds);
    try {
      await addFiles(drawn.add, own, options);
      await drawn.finish();
    } catch (error) {
      drawn.abandon();
      throw error;
    }
    return own.files.length + own.cards.length;
  } finally {
    await pool.close();
  }
}

/**
 * Files are made, written and forgotten one by one: a large site takes no more memory than a small one. Cards are drawn by their
 * threads meanwhile. Settles when nothing is under way any more; after a first failure nothing is begun.
 */
async function addFiles(
  add: NewBuild["add"],
  { files, cards }: Pick<MadeSite, "files" | "cards">,
  { progress }: PublishOptions,
): Promise<void> {
  const failures: unknown[] = [];
  let done = 0;
  const addEach = async (those: Iterable<SiteFile>): Promise<void> => {
    for (const file of those) {
      if (failures.length > 0) return;
      try {
        await add(file);
        progress?.((done += 1), files.length + cards.length);
      } catch (error) {
        failures.push(error);
      }
      // What a thread has answered is taken between two files.
      await setImmediate();
    }
  };
  const left = cards.values();
  await Promise.all([
    addEach(files),
    ...Array.from({ length: CARDS_AT_ONCE }, () => addEach(left)),
  ]);
  if (failures.length > 0) throw failures[0];
}

/** The index of the pages that were added; the former one serves again where none of them has changed. */
async function addSearch(build: NewBuild, { files, key: site }: MadeSite): Promise<void> {
  const sought = files.filter(isFound);
  const written = new Map(build.listed().map(([path, content]) => [path, content]));
  const listed = sought.map(({ path, found }) => [path, written.get(path), found]);
  const key = site && digest(JSON.stringify([site, listed]));
  if (key !== undefined && build.takeOver(SEARCH_FOLDER, key)) return;
  for (const file of await searchIndex(sought, build.read)) await build.add({ ...file, key });
}
