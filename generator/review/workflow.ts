import type { Day } from "../base/day.ts";
import type { Newsroom } from "../newsroom/newsroom.ts";
import type { Store } from "../store/store.ts";
import { openedRow, type TrailRow } from "../store/trail.ts";
import { correctFiles, type Corrected, type CorrectOptions } from "./correct.ts";
import { dueCorrections, type DueCorrection } from "./corrections.ts";
import { stepOn, type Step, type StepOptions, type Stepped } from "./workflow/act.ts";
import { readDeskText, type DeskText } from "./workflow/desk-text.ts";
import { historyOf, type HistoryEntry } from "./workflow/history.ts";
import type { Person } from "./workflow/people.ts";
import { queueReader, type QueueEntry } from "./workflow/queue.ts";
import { commentOn, commentsOn, resolveComment, type Comment } from "./workflow/remarks.ts";
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
  /** What somebody has yet to see to, the most urgent first. */
  queue(): Promise<QueueEntry[]>;
  /** An article as it lies there, with all that was done with it. */
  read(path: string): Promise<DeskText>;
  /** Takes an article one step on its way. */
  act(path: string, action: Step, options: StepOptions): Promise<Stepped>;
  /** Saves an edited text; where the article was changed since, says what either side has changed. */
  save(path: string, markdown: string, edit: Edit): Promise<Saved>;
  /** Lets a figure or a banned word stand for a reason, or takes that back. */
  waive(path: string, waiver: Waiver): Promise<Waived>;
  /** Says something of a paragraph, by its number from 0 in `paragraphsOf`. */
  comment(path: string, paragraph: number, body: string, by: Person): Promise<Comment>;
  comments(path: string): Promise<Comment[]>;
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
  /** All that was done, oldest first. */
  trail(): Promise<TrailRow[]>;
}

/** @param store stays open as long as the workflow is asked. */
export function openWorkflow(newsroom: Newsroom, store: Store): Workflow {
  return {
    queue: queueReader(newsroom, store),
    read: (path) => readDeskText(newsroom, store, path),
    act: (path, action, options) => stepOn(newsroom, store, path, action, options),
    save: (path, markdown, edit) => saveEdit(newsroom, store, path, markdown, edit),
    waive: (path, waiver) => waiveIn(newsroom, store, path, waiver),
    comment: (path, paragraph, body, by) =>
      commentOn(newsroom, store, path, { by, paragraph, body }),
    comments: async (path) => commentsOn(await readDeskText(newsroom, store, path)),
    resolve: (path, id, by) => resolveComment(newsroom, store, path, { by, id }),
    correct: async (path, options) =>
      (await correctFiles(newsroom, store, [path], options))[0] as Corrected,
    corrections: (range) => dueCorrections(newsroom, store, range),
    merge: async (path) => mergeToSettle(store, await readDeskText(newsroom, store, path)),
    settle: (path, settlement) => settleMerge(newsroom, store, path, settlement),
    history: (path) => historyOf(store, path),
    text: (hash) => store.text(hash),
    trail: async () => (await store.trail()).map(openedRow),
  };
}
