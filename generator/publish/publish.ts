import { digest } from "../base/digest.ts";
import { inLongTurn, inTurn } from "../world/lock.ts";
import type { World } from "../world/world.ts";
import type { Publication } from "../publication/publication.ts";
import { SEARCH_FOLDER } from "./model/address.ts";
import { beginBuild, buildsOf, type NewBuild } from "./build/site-builds.ts";
import { isFound, searchIndex } from "./machine/search-index.ts";
import { makeSite, type MadeSite, type PublishOptions } from "./make-site.ts";

export type { PublishOptions } from "./make-site.ts";

export interface PublishSummary {
  /** Articles on the site. */
  readonly articles: number;
  /** Drafts left out. */
  readonly drafts: number;
  /** Files of the site. */
  readonly pages: number;
  /** Digest of the whole site. */
  readonly build: string;
  /** False when the very same site was shown before; nothing is rewritten then. */
  readonly changed: boolean;
  /** Absolute path of `site/dist`. */
  readonly dist: string;
}

const WHAT = "The site";

/**
 * Makes the site of all approved articles, without search, and shows it in one step.
 * @throws Failure (2) naming each broken article, layout or style, with the site left as it was; (3) when the disk fails
 * or another command keeps publishing.
 */
export function publish(
  world: World,
  publication: Publication,
  options: PublishOptions = {},
): PublishSummary {
  return inTurn(WHAT, lockOf(world, publication), () => {
    const made = makeSite(world, publication, options, false);
    const build = beginBuild(world.files, buildsOf(publication.home));
    try {
      addPages(build, made, options);
      return summary(publication, made, build);
    } catch (error) {
      build.abandon();
      throw error;
    }
  });
}

/** The same with a search page and the index that it searches. @throws Failure (3) too when the index cannot be made. */
export function publishWithSearch(
  world: World,
  publication: Publication,
  options: PublishOptions = {},
): Promise<PublishSummary> {
  return inLongTurn(WHAT, lockOf(world, publication), async () => {
    const made = makeSite(world, publication, options, true);
    const build = beginBuild(world.files, buildsOf(publication.home));
    try {
      addPages(build, made, options);
      await addSearch(build, made);
      return summary(publication, made, build);
    } catch (error) {
      build.abandon();
      throw error;
    }
  });
}

function lockOf(world: World, publication: Publication): string {
  const builds = buildsOf(publication.home);
  world.files.makeFolder(builds.folder);
  return builds.lock;
}

/** Files are made, written and forgotten one by one: a large site takes no more memory than a small one. */
function addPages(build: NewBuild, { pages }: MadeSite, { progress }: PublishOptions): void {
  for (const [at, page] of pages.entries()) {
    build.add(page);
    progress?.(at + 1, pages.length);
  }
}

/** The index of the pages that were added; the former one serves again where none of them has changed. */
async function addSearch(build: NewBuild, { pages, key: site }: MadeSite): Promise<void> {
  const sought = new Set(pages.filter(isFound).map(({ path }) => path));
  const listed = build.listed.flatMap(([path, content]) =>
    sought.has(path) ? [[path, content]] : [],
  );
  const key = site && digest(JSON.stringify([site, listed]));
  if (key !== undefined && build.takeOver(SEARCH_FOLDER, key)) return;
  for (const page of await searchIndex([...sought], build.read)) build.add({ ...page, key });
}

function summary(
  { home }: Publication,
  { articles, drafts }: MadeSite,
  made: NewBuild,
): PublishSummary {
  const pages = made.listed.length;
  const { build, changed } = made.finish();
  return { articles, drafts, pages, build, changed, dist: buildsOf(home).dist };
}
