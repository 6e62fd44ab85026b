import type { Day } from "../base/day.ts";
import type { WallTime } from "../deliver/send/local-hour.ts";
import type { Format } from "../publication/mail/formats.ts";

/** One part, from 1 on, of so many that together are a whole. */
export interface Share {
  readonly part: number;
  readonly of: number;
}

/** What is to be done. */
export type Task =
  /** Read the files of data: one part of them. */
  | ({ readonly kind: "gather" } & Share)
  /** Ask live sources, whose series bear witness of each other. */
  | { readonly kind: "fetch"; readonly sources: readonly string[] }
  /** Work out on which past days rules held: one part of so many of the rules. */
  | ({ readonly kind: "records"; readonly until: Day } & Share)
  /** Measure the subjects of a day's edition, and write and check the articles about each: one share of them. */
  | ({ readonly kind: "subjects"; readonly day: Day } & Share)
  /** Write and check the articles of a day, of which so many shares of subjects were made before. */
  | { readonly kind: "edition"; readonly day: Day; readonly shares?: number }
  /** Draw pages of the site for the job that makes it: one share of them. */
  | ({ readonly kind: "pages" } & Share)
  /** Make the site of what is approved. */
  | { readonly kind: "publish" }
  /** Keep what is mailed of a day as it goes out, and put everybody whom it goes to into the ledger, at an hour of their own day where one is told. */
  | {
      readonly kind: "issue";
      readonly day: Day;
      readonly format: Format;
      readonly at?: WallTime | undefined;
    }
  /** Send what the ledger has of an issue, as one of so many senders who share it mail by mail. */
  | ({ readonly kind: "send"; readonly item: string } & Share)
  /** Put in what the last cut-off asks for. */
  | { readonly kind: "daily" };

/** A job as it lies in the queue. */
export interface Job {
  readonly task: Task;
  /** `live.yaml` is read over `bellwether.yaml`. */
  readonly live: boolean;
  /** Version of the program that put it in. */
  readonly program: string;
  /** Within which span it was put in, as `traceparent`, where traces are wanted. */
  readonly traceparent?: string;
}

/** What goes first where several jobs are ready: what is greater. */
export const PRIORITIES = { daily: 10, backfill: 0 } as const;

/** Whether a job reads or writes files of the publication's own folder, so that only workers of that folder do it. */
export function isOfFolder({ kind }: Task): boolean {
  return kind !== "fetch" && kind !== "records";
}

/** What a job makes: two jobs of one name make the same. */
export function nameOf(task: Task): string {
  switch (task.kind) {
    case "gather":
      return `gather${shareName("part", task)}`;
    case "fetch":
      return `fetch ${task.sources.join(", ")}`;
    case "records":
      return `records until ${task.until}${shareName("part", task)}`;
    case "subjects":
      return `subjects of ${task.day}${shareName("part", task)}`;
    case "pages":
      return `pages${shareName("part", task)}`;
    case "edition":
      return `edition ${task.day}`;
    case "issue":
      return `issue ${task.day}, ${task.format}`;
    case "send":
      return `send ${task.item}${shareName("sender", task)}`;
    default:
      return task.kind;
  }
}

function shareName(what: string, { part, of }: Share): string {
  return of === 1 ? "" : `, ${what} ${part} of ${of}`;
}
