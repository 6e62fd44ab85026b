import { parseArticle } from "../../articles/article.ts";
import { withChosen } from "../../articles/chosen.ts";
import { parseFacts } from "../../articles/facts-file.ts";
import { mergeArticles, settledArticle, type Merge } from "../../articles/merge-articles.ts";
import { factsPath } from "../../articles/on-disk.ts";
import { leftAs, record } from "../../articles/record.ts";
import { carriedOver, openMerge, writtenBefore } from "../../articles/redraft.ts";
import { mistake } from "../../base/problem.ts";
import type { CheckRoom } from "../../newsroom/newsroom.ts";
import type { Store } from "../../store/store.ts";
import { readDeskText, refuseStale, type DeskText } from "./desk-text.ts";
import { whileLocked } from "./locked.ts";
import { refuseRole, type Person } from "./people.ts";
import { headOf } from "./save.ts";
import type { Waived } from "./waive.ts";

/** What a person edited and what the program would write now, place by place; `mine` is the person's, `theirs` the program's. */
export interface MergeToSettle extends Merge {
  /** The file as the program would write it now. */
  readonly written: string;
}

export interface Settlement {
  readonly by: Person;
  /** Whose sentences stand wherever both changed the same one: the person's or the program's. */
  readonly keep?: "edited" | "written";
  /** Or the file's text as it is to be. */
  readonly markdown?: string;
  readonly textHash?: string;
}

/** The merge of an article that is yet to be settled; undefined where there is none. */
export async function mergeToSettle(
  store: Store,
  { file, article, rows }: DeskText,
): Promise<MergeToSettle | undefined> {
  const written = await store.text(openMerge(rows)?.written ?? "");
  const base = (await writtenBefore(store, file, article.frontMatter)) ?? article;
  return written === undefined
    ? undefined
    : { ...mergeArticles(base, article, parseArticle(written, file)), written };
}

/**
 * Makes one text of what a person edited and what the program would write now; its figures are held to the newer facts from then on.
 * @throws Failure (2) where nothing is to be settled; StaleText where the article was changed since.
 */
export function settleMerge(
  room: CheckRoom,
  store: Store,
  path: string,
  { by, keep = "edited", markdown, textHash }: Settlement,
): Promise<Waived> {
  return whileLocked(room, store, async () => {
    const text = await readDeskText(room, store, path);
    refuseRole(by, "save");
    await refuseStale(store, text, textHash);
    const { file, article, rows, state } = text;
    const open = openMerge(rows);
    const merge = await mergeToSettle(store, text);
    const factsText = open && (await store.text(open.writtenFacts));
    if (!merge || factsText === undefined) throw nothingToSettle(file);
    const facts = parseFacts(factsText, factsPath(file));
    const written = parseArticle(merge.written, file);
    const head = carriedOver(written.frontMatter, article.frontMatter, article.frontMatter.status);
    const given = markdown === undefined ? undefined : parseArticle(markdown, file);
    const settled = given
      ? { frontMatter: headOf({ ...written, frontMatter: head }, given), body: given.body }
      : settledArticle(merge, head, keep === "edited" ? "mine" : "theirs");
    const [row] = await record(room.world, room.publication.home, store, [
      {
        path: file,
        who: by,
        action: "settle",
        from: state,
        to: state,
        left: leftAs(settled, withChosen(facts, text.facts)),
      },
    ]);
    return { path: file, state, textHash: row!.markdown };
  });
}

function nothingToSettle(file: string) {
  return mistake({
    code: "nothing-to-settle",
    file,
    message: "What was edited and what the program would write now do not differ.",
    advice: "There is nothing to do.",
  });
}
