import type { Newsroom } from "../newsroom/newsroom.ts";
import type { Store } from "../store/store.ts";
import { openedRow, type TrailRow } from "../store/trail.ts";
import { stepOn, type Step, type StepOptions, type Stepped } from "./workflow/act.ts";
import { readDeskText, type DeskText } from "./workflow/desk-text.ts";
import { historyOf, type HistoryEntry } from "./workflow/history.ts";
import type { Person } from "./workflow/people.ts";
import { queueOf, type QueueEntry } from "./workflow/queue.ts";
import { commentOn, commentsOn, resolveComment, type Comment } from "./workflow/remarks.ts";
import { saveEdit, type Edit, type Saved } from "./workflow/save.ts";
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
    queue: () => queueOf(newsroom, store),
    read: (path) => readDeskText(newsroom, store, path),
    act: (path, action, options) => stepOn(newsroom, store, path, action, options),
    save: (path, markdown, edit) => saveEdit(newsroom, store, path, markdown, edit),
    waive: (path, waiver) => waiveIn(newsroom, store, path, waiver),
    comment: (path, paragraph, body, by) =>
      commentOn(newsroom, store, path, { by, paragraph, body }),
    comments: async (path) => commentsOn(await readDeskText(newsroom, store, path)),
    resolve: (path, id, by) => resolveComment(newsroom, store, path, { by, id }),
    history: (path) => historyOf(store, path),
    text: (hash) => store.text(hash),
    trail: async () => (await store.trail()).map(openedRow),
  };
}
