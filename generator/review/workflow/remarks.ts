import { resolve } from "node:path";
import { record, type Left } from "../../articles/record.ts";
import { factsPath } from "../../articles/on-disk.ts";
import { mistake } from "../../base/problem.ts";
import type { CheckRoom } from "../../newsroom/newsroom.ts";
import type { Actor, TrailRow } from "../../store/trail.ts";
import type { Store } from "../../store/store.ts";
import { readDeskText, type DeskText } from "./desk-text.ts";
import { whileLocked } from "./locked.ts";
import { refuseRole, type Person } from "./people.ts";

/** What somebody said of a paragraph. */
export interface Comment {
  /** Number of its row in the trail. */
  readonly id: number;
  readonly by: Actor;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly body: string;
  /** The paragraph as it was then. */
  readonly quote: string;
  /** Which paragraph of the text it is now, from 0; undefined where it was changed or is gone. */
  readonly paragraph?: number;
  readonly resolved?: { readonly by: Actor; readonly at: string };
}

/** The paragraphs of an article's Markdown, headings included. */
export function paragraphsOf(body: string): string[] {
  return body
    .split(/\n\s*\n/)
    .map((each) => each.trim())
    .filter((each) => each !== "");
}

/** What was said of an article's paragraphs, oldest first. */
export function commentsOn({ rows, article }: Pick<DeskText, "rows" | "article">): Comment[] {
  const paragraphs = paragraphsOf(article.body);
  return rows
    .filter(({ action }) => action === "comment")
    .map(({ seq, who, at, detail }) => {
      const quote = String(detail?.["quote"]);
      const paragraph = paragraphs.indexOf(quote);
      const done = rows.find((each) => each.action === "resolve" && each.detail?.["of"] === seq);
      return {
        id: seq,
        by: who,
        at,
        body: String(detail?.["body"]),
        quote,
        ...(paragraph >= 0 && { paragraph }),
        ...(done && { resolved: { by: done.who, at: done.at } }),
      };
    });
}

/** Says something of a paragraph, by its number from 0. @throws Failure (2) where there is no such paragraph, or nothing is said. */
export function commentOn(
  room: CheckRoom,
  store: Store,
  path: string,
  {
    by,
    paragraph,
    body,
  }: { readonly by: Person; readonly paragraph: number; readonly body: string },
): Promise<Comment> {
  return whileLocked(room, store, async () => {
    const text = await readDeskText(room, store, path);
    refuseRole(by, "comment");
    const quote = paragraphsOf(text.article.body)[paragraph];
    if (quote === undefined || body.trim() === "")
      throw nothing(text.file, quote === undefined ? "no such paragraph" : "nothing to say");
    const row = await noted(room, store, text, by, "comment", { quote, body: body.trim() });
    return commentsOn({ ...text, rows: [...text.rows, row] }).at(-1)!;
  });
}

/** Puts a comment by as done. @throws Failure (2) where there is none that is open. */
export function resolveComment(
  room: CheckRoom,
  store: Store,
  path: string,
  { by, id }: { readonly by: Person; readonly id: number },
): Promise<void> {
  return whileLocked(room, store, async () => {
    const text = await readDeskText(room, store, path);
    refuseRole(by, "resolve");
    const open = commentsOn(text).find((each) => each.id === id && !each.resolved);
    if (!open) throw nothing(text.file, "no open comment of that number");
    await noted(room, store, text, by, "resolve", { of: id });
  });
}

/** Writes down what leaves the article as it is. */
async function noted(
  { world, publication: { home } }: CheckRoom,
  store: Store,
  { file, state, text: markdown, digest: text }: DeskText,
  who: Actor,
  action: string,
  detail: TrailRow["detail"],
): Promise<TrailRow> {
  const left: Left = { text, markdown, facts: world.files.read(resolve(home, factsPath(file))) };
  const deed = { path: file, who, action, from: state, to: state, left, ...(detail && { detail }) };
  const [row] = await record(world, home, store, [deed]);
  return row!;
}

function nothing(file: string, what: string) {
  return mistake({ code: "call", file, message: `There is ${what}.` });
}
