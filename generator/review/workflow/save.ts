import { parseArticle, reopened, type Article, type FrontMatter } from "../../articles/article.ts";
import {
  markdownOf,
  mergeArticles,
  mergedArticle,
  type Merge,
} from "../../articles/merge-articles.ts";
import { leftAs, record } from "../../articles/record.ts";
import { isApproved, step, type State } from "../../articles/states.ts";
import { mistake } from "../../base/problem.ts";
import type { CheckRoom } from "../../newsroom/newsroom.ts";
import type { Store } from "../../store/store.ts";
import { readDeskText, type DeskText } from "./desk-text.ts";
import { whileLocked } from "./locked.ts";
import { refuseRole, type Person } from "./people.ts";

/** An edit of an article's text. */
export interface Edit {
  readonly by: Person;
  /** `textHash` of the text that it was made of. */
  readonly base: string;
  readonly because?: string;
}

/** What became of an edit. */
export type Saved =
  | {
      readonly saved: true;
      readonly path: string;
      readonly textHash: string;
      readonly state: State;
      /** Why nobody answers for the text any longer, where somebody did. */
      readonly withdrawn?: string;
    }
  | { readonly saved: false; readonly path: string; readonly conflict: Conflict };

/** An edit of a text that was changed meanwhile: nothing was saved, and nothing is lost. */
export interface Conflict {
  /** The file that the edit was made of; undefined where it was never kept. */
  readonly base: string | undefined;
  /** The file as it is there, and the hash with which the edit may be saved over it. */
  readonly theirs: string;
  readonly textHash: string;
  /** The file as it was to be saved; kept in the store under `mineHash`. */
  readonly mine: string;
  readonly mineHash: string;
  /** Both edits in one, place by place; undefined without the base. */
  readonly merge?: Merge;
  /** Both edits in one, where they disagree nowhere. */
  readonly merged?: string;
}

/**
 * Saves an edited text. Whoever approved the article answers for it no longer. Who wrote what, how far it has come, and which figures
 * are waived is not the text's to say: that stays as it was.
 * @throws Failure (2) with line and column for a head that is broken; for an article that readers have seen, which is corrected.
 */
export function saveEdit(
  room: CheckRoom,
  store: Store,
  path: string,
  markdown: string,
  { by, base, because }: Edit,
): Promise<Saved> {
  const { world, publication } = room;
  return whileLocked(room, store, async () => {
    const text = await readDeskText(room, store, path);
    refuseRole(by, "save");
    refuseSeen(text);
    const mine = parseArticle(markdown, text.file);
    if (base !== text.textHash) return conflictOf(store, text, mine, markdown, base);
    const { file, facts, state: from } = text;
    const edited = { frontMatter: headOf(text.article, mine), body: mine.body };
    const wasApproved = isApproved(from);
    const to = wasApproved ? step(from, "revise", file) : from;
    const article = { ...edited, frontMatter: reopened(edited.frontMatter, to) };
    if (markdownOf(wasApproved ? edited : article) === text.text)
      return { saved: true, path: file, textHash: base, state: from };
    const withdrawn = `${by.name} edited the text after it was approved.`;
    const why = because ?? (wasApproved ? withdrawn : undefined);
    const [row] = await record(world, publication.home, store, [
      {
        path: file,
        who: by,
        action: "save",
        from,
        to,
        left: leftAs(article, facts),
        ...(why !== undefined && { why }),
      },
    ]);
    return {
      saved: true,
      path: file,
      textHash: row!.markdown,
      state: to,
      ...(wasApproved && { withdrawn }),
    };
  });
}

/** @throws Failure (2) for an article whose text readers may have seen. */
export function refuseSeen({ state, file }: DeskText): void {
  if (state !== "published" && state !== "corrected" && state !== "withdrawn") return;
  throw mistake({
    code: "not-allowed",
    file,
    message: `An article that is "${state}" is not edited in silence.`,
    advice:
      state === "withdrawn"
        ? "Revise it first: it is then a draft again."
        : "Correct it: readers are told what was wrong.",
  });
}

/** Keys of the head that an edit may change. */
const EDITABLE = ["title", "description", "tags", "aliases", "embargo"] as const;

/** The head as it is there, with what an edit may change of it. */
export function headOf(there: Article, { frontMatter: mine }: Article): FrontMatter {
  const head: Partial<FrontMatter> = { ...there.frontMatter };
  for (const key of EDITABLE) {
    delete head[key];
    if (mine[key] !== undefined) Object.assign(head, { [key]: mine[key] });
  }
  return head as FrontMatter;
}

async function conflictOf(
  store: Store,
  { file, text: theirs, textHash, article }: DeskText,
  mine: Article,
  markdown: string,
  baseHash: string,
): Promise<Saved> {
  const mineHash = await store.write((writer) => writer.keepText(markdown));
  const base = await store.text(baseHash);
  const conflict = { base, theirs, textHash, mine: markdown, mineHash };
  if (base === undefined) return { saved: false, path: file, conflict };
  const merge = mergeArticles(parseArticle(base, file), mine, article);
  const merged = mergedArticle(merge, headOf(article, mine));
  return {
    saved: false,
    path: file,
    conflict: { ...conflict, merge, ...(merged && { merged: markdownOf(merged) }) },
  };
}
