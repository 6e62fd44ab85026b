import { inLongTurn, inTurn } from "../base/turn.ts";
import type { World } from "../base/world.ts";
import type { Publication } from "../publication.ts";
import { buildsOf, show } from "./builds.ts";
import { searchIndex } from "./machine/search-index.ts";
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
  return inTurn(WHAT, lockOf(world, publication), () =>
    showSite(world, publication, makeSite(world, publication, options, false)),
  );
}

/** The same with a search page and the index that it searches. @throws Failure (3) too when the index cannot be made. */
export function publishWithSearch(
  world: World,
  publication: Publication,
  options: PublishOptions = {},
): Promise<PublishSummary> {
  return inLongTurn(WHAT, lockOf(world, publication), async () => {
    const made = makeSite(world, publication, options, true);
    const index = await searchIndex(made.pages);
    return showSite(world, publication, { ...made, pages: [...made.pages, ...index] });
  });
}

function lockOf(world: World, publication: Publication): string {
  const builds = buildsOf(publication.home);
  world.files.makeFolder(builds.folder);
  return builds.lock;
}

function showSite(
  { files }: World,
  { home }: Publication,
  { pages, articles, drafts }: MadeSite,
): PublishSummary {
  const builds = buildsOf(home);
  const { build, changed } = show(files, builds, pages);
  return { articles, drafts, pages: pages.length, build, changed, dist: builds.dist };
}
