import { resolve } from "node:path";
import { contentDigest } from "../../articles/article.ts";
import { standingOf, type Standing } from "../../articles/approval.ts";
import { readOnDisk, slugOf, type OnDisk } from "../../articles/on-disk.ts";
import { readPublished, type Version } from "../../articles/published.ts";
import { seenState, type State } from "../../articles/states.ts";
import { Failure, mistake, shownPath } from "../../base/problem.ts";
import type { CheckRoom } from "../../newsroom/newsroom.ts";
import type { Store } from "../../store/store.ts";
import { hashOf, openedRow, type TrailRow } from "../../store/trail.ts";

/** An article as it lies on the desk. */
export interface DeskText extends OnDisk {
  /** SHA-256 of the file: what is done with a text names it, so that nothing is done with another. */
  readonly textHash: string;
  /** Digest of the text and its facts, in whatever state. */
  readonly digest: string;
  readonly state: State;
  readonly standing: Standing;
  /** The texts of it that readers may have seen, oldest first. */
  readonly versions: readonly Version[];
  /** What was done with it, oldest first. */
  readonly rows: readonly TrailRow[];
}

const ARTICLE = /^content[/\\]editions[/\\][^/\\.]+[/\\][^/\\]+\.md$/;

/**
 * Reads an article with all that was done with it.
 * @param path absolute, or within the home.
 * @throws Failure (2) where no article of an edition is there.
 */
export async function readDeskText(
  { world, publication: { home } }: Pick<CheckRoom, "world" | "publication">,
  store: Store,
  path: string,
): Promise<DeskText> {
  const within = shownPath(home, resolve(home, path));
  if (!ARTICLE.test(within)) {
    throw mistake({
      code: "missing-file",
      file: within,
      message: "This is no article of an edition.",
      advice: "Articles lie in content/editions/<day>.",
    });
  }
  const onDisk = readOnDisk(world, home, within);
  const { article, facts, text, file } = onDisk;
  const { status, edition } = article.frontMatter;
  const versions = readPublished(world, home, edition)[slugOf(file)] ?? [];
  return {
    ...onDisk,
    textHash: hashOf(text),
    digest: contentDigest(article, facts),
    state: versions.length > 0 ? seenState(status) : status,
    standing: standingOf(article, facts),
    versions,
    rows: (await store.trail({ path: file })).map(openedRow),
  };
}

/** What somebody wants done is about another text than is there. */
export class StaleText extends Failure {
  /** The text that they had before them; undefined where it was never kept. */
  readonly had: string | undefined;
  /** The one that is there. */
  readonly there: DeskText;

  constructor(there: DeskText, had: string | undefined) {
    super(2, {
      code: "stale-text",
      file: there.file,
      message: "The article was changed since it was opened.",
      advice: "Look at it as it is now, and decide again.",
    });
    this.had = had;
    this.there = there;
  }
}

/** @throws StaleText where a text is not the one that is named. */
export async function refuseStale(
  store: Store,
  there: DeskText,
  textHash: string | undefined,
): Promise<void> {
  if (textHash === undefined || textHash === there.textHash) return;
  throw new StaleText(there, await store.text(textHash));
}
