import type { Day } from "../base/day.ts";
import type { Newsroom } from "../newsroom/newsroom.ts";
import type { Store } from "../store/store.ts";
import { correctFiles, type Corrected, type CorrectOptions } from "./correct.ts";
import { dueCorrections, type DueCorrection } from "./corrections.ts";
import { stepOn, type Step, type StepOptions, type Stepped } from "./workflow/act.ts";
import { readDeskText, type DeskText } from "./workflow/desk-text.ts";
import { historyOf, type HistoryEntry } from "./workflow/history.ts";
import type { Person } from "./workflow/people.ts";
import { commentOn, resolveComment, type Comment } from "./workflow/remarks.ts";
import { replaceIn, type Replacement } from "./workflow/replace.ts";
import { saveEdit, type Edit, type Saved } from "./workflow/save.ts";
import {
  mergeToSettle,
  settleMerge,
  type MergeToSettle,
  type Settlement,
} from "./workflow/settle.ts";
import { waiveIn, type Waived, type Waiver } from "./workflow/waive.ts";

/**
 * The way of articles from draft to reader: whoever changes one, by a page or by a command, does it here. Paths are those within the
 * home. Everything that is done is held against the text that the person had before them, their role, the states, the publication's
 * policy and the check, and stands in the trail. What is not allowed throws Failure (2); StaleText where the article was changed since.
 */
export interface Workflow {
  /** An article as it lies there, with all that was done with it. */
  read(path: string): Promise<DeskText>;
  /** Takes an article one step on its way. */
  act(path: string, action: Step, options: StepOptions): Promise<Stepped>;
  /** Saves an edited text; where the article was changed since, says what either side has changed. */
  save(path: string, markdown: string, edit: Edit): Promise<Saved>;
  /** Puts another text of the program's own in the place of a sentence, with its facts. */
  replace(
    path: string,
    replacement: Replacement,
    retell: (text: DeskText) => Pick<DeskText, "facts"> & { readonly body: string },
  ): Promise<Waived>;
  /** Lets a figure or a banned word stand for a reason, or takes that back. */
  waive(path: string, waiver: Waiver): Promise<Waived>;
  /** Says something of a paragraph, by its number from 0 in `paragraphsOf`. */
  comment(path: string, paragraph: number, body: string, by: Person): Promise<Comment>;
  resolve(path: string, comment: number, by: Person): Promise<void>;
  /** Gives a published article a new text with a dated notice: the one given, or the one that is made from what has come by now. */
  correct(path: string, options: CorrectOptions): Promise<Corrected>;
  /** Published articles that later data change a figure of, with the notice of each as it is drafted. */
  corrections(range?: { readonly from: Day; readonly to: Day }): Promise<DueCorrection[]>;
  /** What was edited and what the program would write now, where they are yet to be made one text. */
  merge(path: string): Promise<MergeToSettle | undefined>;
  /** Makes one text of the two. */
  settle(path: string, settlement: Settlement): Promise<Waived>;
  /** All that was done with an article, oldest first. */
  history(path: string): Promise<HistoryEntry[]>;
  /** A text that a row of the trail names, by its hash. */
  text(hash: string): Promise<string | undefined>;
}

/** @param store stays open as long as the workflow is asked. */
export function openWorkflow(newsroom: Newsroom, store: Store): Workflow {
  return {
    read: (path) => readDeskText(newsroom, store, path),
    act: (path, action, options) => stepOn(newsroom, store, path, action, options),
    save: (path, markdown, edit) => saveEdit(newsroom, store, path, markdown, edit),
    replace: (path, replacement, retell) => replaceIn(newsroom, store, path, replacement, retell),
    waive: (path, waiver) => waiveIn(newsroom, store, path, waiver),
    comment: (path, paragraph, body, by) =>
      commentOn(newsroom, store, path, { by, paragraph, body }),
    resolve: (path, id, by) => resolveComment(newsroom, store, path, { by, id }),
    correct: async (path, options) =>
      (await correctFiles(newsroom, store, [path], options))[0] as Corrected,
    corrections: (range) => dueCorrections(newsroom, store, range),
    merge: async (path) => mergeToSettle(store, await readDeskText(newsroom, store, path)),
    settle: (path, settlement) => settleMerge(newsroom, store, path, settlement),
    history: (path) => historyOf(store, path),
    text: (hash) => store.text(hash),
  };
}
