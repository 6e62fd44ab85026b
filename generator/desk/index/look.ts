import { join } from "node:path";
import { standingOf, type Standing } from "../../articles/approval.ts";
import { factsPath, readFacts, readOnDisk } from "../../articles/on-disk.ts";
import { Failure, formatProblem, ownFault } from "../../base/problem.ts";
import type { SiteKit } from "../../newsroom/kit.ts";
import type { Newsroom } from "../../newsroom/newsroom.ts";
import { checkOnDisk } from "../../review/review.ts";
import type { Store } from "../../store/store.ts";
import { hashOf } from "../../store/trail.ts";
import type { ArticleIndex } from "./article-index.ts";
import { changesLine, changesOf, largeMove } from "./changes.ts";
import type { Entry } from "./entry.ts";

/** What the queue tells of an article that was looked at closely. */
export interface Look {
  /** Hash of the file that was looked at. */
  readonly textHash: string;
  readonly standing: Standing | "broken";
  readonly errors: number;
  /** The first thing that blocks it. */
  readonly blocked: string | undefined;
  /** Figures waived or sourced by a link. */
  readonly waived: number;
  /** Sentences of a person. */
  readonly byHand: number;
  readonly figures: number;
  /** What changed since the article before it of its story, in one line. */
  readonly changes: string;
  readonly fresh: number;
  /** A large move, as printed. */
  readonly move: string | undefined;
}

/** Checks an article, and compares it with the one before it. */
export async function lookAt(
  newsroom: Newsroom<SiteKit>,
  store: Store,
  index: ArticleIndex,
  entry: Entry,
): Promise<Look> {
  const { world, publication, scales } = newsroom;
  const { home, catalogue } = publication;
  try {
    const onDisk = readOnDisk(world, home, entry.file);
    const { article, facts, text } = onDisk;
    const { report } = await checkOnDisk(newsroom, store, onDisk);
    const before = entryBefore(index, entry);
    const hasFacts = before && world.files.exists(join(home, factsPath(before.file)));
    const changes = hasFacts
      ? changesOf(catalogue, facts, readFacts(world, home, before.file))
      : undefined;
    const move = largeMove(facts, scales.get("move"));
    const count = (codes: readonly string[]): number =>
      report.messages.filter(({ code }) => codes.includes(code)).length;
    return {
      textHash: hashOf(text),
      standing: standingOf(article, facts),
      errors: report.errors,
      blocked: report.messages.find(({ severity }) => severity === "error")?.message,
      waived: count(["waived", "sourced-by-link"]),
      byHand: count(["by-hand"]),
      figures: report.figures,
      changes: changes ? changesLine(changes) : "The first of its story.",
      fresh: changes?.fresh.length ?? 0,
      move:
        move &&
        `${catalogue.subjects.get(move.subjects[0] ?? "")?.name ?? ""} ${moved(move)}`.trim(),
    };
  } catch (error) {
    if (error instanceof Failure && error.exit === 3) throw error;
    const problems = error instanceof Failure ? error.problems : [ownFault(error)];
    const blocked = problems.map(formatProblem).join(" ");
    const none = { waived: 0, byHand: 0, figures: 0, fresh: 0, move: undefined, changes: "" };
    return { textHash: "", standing: "broken", errors: problems.length, blocked, ...none };
  }
}

function moved({ direction, text }: { readonly direction: string; readonly text: string }): string {
  return `${direction === "down" ? "down" : "up"} ${text}`;
}

/** The last article before it that has its name. */
export function entryBefore(index: ArticleIndex, { day, slug }: Entry): Entry | undefined {
  for (const other of index.days()) {
    if (other >= day) continue;
    const entry = index.find(other, slug);
    if (entry) return entry;
  }
  return undefined;
}
