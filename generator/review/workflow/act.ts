import {
  contentDigest,
  reopened,
  textHash as shownHash,
  withoutKeys,
  type FrontMatter,
} from "../../articles/article.ts";
import { openMerge } from "../../articles/redraft.ts";
import type { Standing } from "../../articles/approval.ts";
import { leftAs, record } from "../../articles/record.ts";
import { isApproved, step, type Action, type State } from "../../articles/states.ts";
import { mistake, type Failure } from "../../base/problem.ts";
import type { CheckReport } from "../../check/report.ts";
import type { CheckRoom } from "../../newsroom/newsroom.ts";
import type { Store } from "../../store/store.ts";
import { checkBesideShown } from "../review.ts";
import { answeringFor, completes, peopleNeeded } from "./answering.ts";
import { readDeskText, refuseStale, type DeskText } from "./desk-text.ts";
import { whileLocked } from "./locked.ts";
import { refuseRole, type Person } from "./people.ts";

/** A step that somebody takes with an article; a new text is given by `correct` and in no other way. */
export type Step = Exclude<Action, "correct">;

export interface StepOptions {
  readonly by: Person;
  /** Why; what readers are told, for `withdraw`. */
  readonly because?: string;
  /** When a scheduled article goes out, ISO 8601 with an offset from UTC. */
  readonly at?: string;
  /** `textHash` of the article that they had before them; whatever is there unless given. */
  readonly textHash?: string;
}

/** What came of a step. */
export interface Stepped {
  readonly path: string;
  /** False where the text does not check clean, and the article stays as it was. */
  readonly done: boolean;
  readonly state: State;
  /** What its approval is worth now. */
  readonly standing: Standing;
  readonly textHash: string;
  /** What the check says of it, where that was asked. */
  readonly report?: CheckReport;
  /** One more person has to approve it. */
  readonly awaitsAnother?: boolean;
}

/**
 * Takes an article one step on its way: held against the text that they saw, their role, the states, the policy and, where the text
 * is answered for, the check.
 * @throws Failure (2) where any of these does not allow it; StaleText where the article was changed since.
 */
export function stepOn(
  room: CheckRoom,
  store: Store,
  path: string,
  action: Step,
  options: StepOptions,
): Promise<Stepped> {
  return whileLocked(room, store, async () => {
    const text = await readDeskText(room, store, path);
    const { by, because: why } = options;
    refuseRole(by, action);
    await refuseStale(store, text, options.textHash);
    const report = action === "approve" ? await checkBesideShown(room, store, text) : undefined;
    if (action === "approve") refuseOpen(text);
    if (report && report.errors > 0) return { ...standingNow(text), done: false, report };
    const { frontMatter, to } = after(room, text, action, options);
    const { file, article, facts, state: from } = text;
    const [row] = await record(room.world, room.publication.home, store, [
      {
        path: file,
        who: by,
        action,
        from,
        to,
        ...(why !== undefined && { why }),
        left: leftAs({ frontMatter, body: article.body }, facts),
      },
    ]);
    return {
      path: file,
      done: true,
      state: to,
      standing: to,
      textHash: row!.markdown,
      ...(report && { report }),
      ...(action === "approve" && to !== "approved" && { awaitsAnother: true }),
    };
  });
}

function refuseOpen({ rows, file }: DeskText): void {
  const merge = openMerge(rows);
  if (!merge) return;
  throw mistake({
    code: "open-merge",
    file,
    message: `What was edited and what the program would write now differ in ${merge.open === 1 ? "1 sentence" : `${merge.open} sentences`}.`,
    advice: `Look at both with \`bellwether merge ${file}\`, and say which is to stand.`,
  });
}

function standingNow({ file, state, standing, textHash }: DeskText): Omit<Stepped, "done"> {
  return { path: file, state, standing, textHash };
}

/** An article's head as a step leaves it, and the state that it comes to. */
function after(
  { world, publication }: CheckRoom,
  text: DeskText,
  action: Step,
  { by, because, at }: StepOptions,
): { readonly frontMatter: FrontMatter; readonly to: State } {
  const { file, article, facts, state } = text;
  const frontMatter = withoutKeys(article.frontMatter, ["scheduled"]);
  const kept = frontMatter.withdrawn && { withdrawn: frontMatter.withdrawn };
  const status = step(state, action, file);
  switch (action) {
    case "approve": {
      const head = reapproved(text, frontMatter, because, world.now());
      const digest = contentDigest({ frontMatter: head, body: article.body }, facts);
      const answering = answeringFor(text.rows, digest);
      if (
        !isAnswered(text) &&
        !completes(answering, by, peopleNeeded(publication.review, head), file)
      )
        return { frontMatter: { ...head, ...kept, status: "in-review" }, to: "in-review" };
      const review = [...answering.approvers, by].map(({ name }) => name).join(", ");
      return { frontMatter: { ...head, status, review, approved: digest }, to: status };
    }
    case "schedule":
      refuseUnapproved(text);
      return {
        frontMatter: { ...frontMatter, status, scheduled: hourOf(at, world.now(), file) },
        to: status,
      };
    case "publish":
      refuseUnapproved(text);
      return { frontMatter: { ...frontMatter, status }, to: status };
    case "withdraw": {
      const date = new Date(world.now()).toISOString();
      const withdrawn = { date, text: reasonFor(because, file, "readers are told why") };
      return { frontMatter: { ...frontMatter, status, withdrawn }, to: status };
    }
    case "request-changes":
      reasonFor(because, file, "the writer has to know what to change");
      return { frontMatter: reopened(frontMatter, status), to: status };
    default:
      return { frontMatter: reopened(frontMatter, status), to: status };
  }
}

/** Whether the text is approved already, as its head says and the trail, where the article stands in that. */
function isAnswered({ standing, rows, digest }: DeskText): boolean {
  const last = rows.at(-1);
  return isApproved(standing) && (!last || (isApproved(last.to) && last.text === digest));
}

/** What was withdrawn comes back to readers; another text than they have seen says what was wrong. */
function reapproved(
  { file, article, versions }: DeskText,
  before: FrontMatter,
  because: string | undefined,
  now: number,
): FrontMatter {
  const head = withoutKeys(before, ["withdrawn", "review", "approved"]);
  const seen = versions.at(-1);
  if (!seen || seen.text === shownHash(head, article.body)) return head;
  if ((head.corrections?.length ?? 0) > seen.corrections) return head;
  const text = reasonFor(
    because,
    file,
    "readers have seen another text, and are told what was wrong",
  );
  const date = new Date(now).toISOString();
  return { ...head, corrections: [...(head.corrections ?? []), { date, text }] };
}

function refuseUnapproved({ standing, file }: DeskText): void {
  if (standing !== "edited" && standing !== "unsigned") return;
  throw mistake({
    code: "not-allowed",
    file,
    message: "Nobody approved the article as it is now.",
    advice: "Approve it first.",
  });
}

function reasonFor(because: string | undefined, file: string, why: string): string {
  const text = because?.trim();
  if (text) return text;
  throw noReason(file, why);
}

/** @param why a reason is due, as a clause. */
export function noReason(file: string, why: string): Failure {
  return mistake({
    code: "no-reason",
    file,
    message: `No reason is given, and ${why}.`,
    advice: 'Say it with --because "…".',
  });
}

function hourOf(at: string | undefined, now: number, file: string): string {
  const instant = at !== undefined && /(Z|[+-]\d\d:\d\d)$/.test(at) ? Date.parse(at) : Number.NaN;
  if (instant > now) return new Date(instant).toISOString();
  throw mistake({
    code: "schedule-time",
    file,
    message:
      at === undefined
        ? "No hour is named at which it goes out."
        : `"${at}" is no instant that is still to come.`,
    advice: "Name one with its time zone, such as 2025-05-09T08:30:00+02:00.",
  });
}
