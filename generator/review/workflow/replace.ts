import { reopened } from "../../articles/article.ts";
import type { FactsFile } from "../../articles/facts.ts";
import { leftAs, record } from "../../articles/record.ts";
import { isApproved, step } from "../../articles/states.ts";
import type { CheckRoom } from "../../newsroom/newsroom.ts";
import type { Store } from "../../store/store.ts";
import { readDeskText, refuseStale, type DeskText } from "./desk-text.ts";
import { whileLocked } from "./locked.ts";
import { refuseRole, type Person } from "./people.ts";
import { refuseSeen } from "./save.ts";
import type { Waived } from "./waive.ts";

/** Another text of the program's own in the place of a sentence. */
export interface Replacement {
  readonly by: Person;
  readonly textHash: string;
  /** The sentence that gives way, and the one that takes its place. */
  readonly was: string;
  readonly is: string;
  /** Id of the narrative that says it. */
  readonly narrative: string;
}

/**
 * Puts a text of the program's own in the place of another, with its facts; whoever approved the article answers for it no longer.
 * @param retell the article's text and facts as they are to be.
 * @throws Failure (2) for an article that readers have seen; StaleText where it was changed since.
 */
export function replaceIn(
  room: CheckRoom,
  store: Store,
  path: string,
  { by, textHash, was, is, narrative }: Replacement,
  retell: (text: DeskText) => { readonly body: string; readonly facts: FactsFile },
): Promise<Waived> {
  return whileLocked(room, store, async () => {
    const text = await readDeskText(room, store, path);
    refuseRole(by, "save");
    refuseSeen(text);
    await refuseStale(store, text, textHash);
    const { file, article, state: from } = text;
    const { body, facts } = retell(text);
    const to = isApproved(from) ? step(from, "revise", file) : from;
    const frontMatter = reopened(article.frontMatter, to);
    const [row] = await record(room.world, room.publication.home, store, [
      {
        path: file,
        who: by,
        action: "replace",
        from,
        to,
        detail: { was, is, narrative },
        left: leftAs({ frontMatter, body }, facts),
      },
    ]);
    return { path: file, state: to, textHash: row!.markdown };
  });
}
