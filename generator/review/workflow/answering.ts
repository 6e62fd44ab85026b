import type { FrontMatter } from "../../articles/article.ts";
import { isApproved } from "../../articles/states.ts";
import { mistake } from "../../base/problem.ts";
import type { ReviewPolicy } from "../../publication/review-policy.ts";
import type { Actor, TrailRow } from "../../store/trail.ts";
import { isSame } from "./people.ts";

/** Who answers for one text. */
interface Answering {
  /** Who wrote in it since it was last approved, or since the program wrote it. */
  readonly editors: readonly Actor[];
  /** Who approved this very text. */
  readonly approvers: readonly Actor[];
}

const EDITS: ReadonlySet<string> = new Set(["save", "replace", "waive", "settle"]);

/** @param rows of the article. @param text digest of the text as it is. */
export function answeringFor(rows: readonly TrailRow[], text: string): Answering {
  const approved = rows.findLastIndex(
    ({ action, to }) => (action === "approve" || action === "correct") && isApproved(to),
  );
  const since = rows.slice(approved + 1);
  return {
    editors: since.filter(({ action }) => EDITS.has(action)).map(({ who }) => who),
    approvers: since
      .filter((row) => row.action === "approve" && row.text === text)
      .map(({ who }) => who),
  };
}

/** How many different people have to answer for a text. */
export function peopleNeeded(policy: ReviewPolicy, { waivers }: FrontMatter): 1 | 2 {
  const needed = waivers?.length ? Math.max(policy.people, policy.waived) : policy.people;
  return needed === 2 ? 2 : 1;
}

/**
 * Whether one more approval makes a text approved: with two people, somebody else has approved what each of them wrote.
 * @throws Failure (2) where it is nothing but their own edit, or they have approved it before.
 */
export function completes(
  { editors, approvers }: Answering,
  by: Actor,
  needed: 1 | 2,
  file: string,
): boolean {
  if (needed === 1) return true;
  if (editors.length > 0 && editors.every((each) => isSame(each, by))) {
    throw mistake({
      code: "own-edit",
      file,
      message: `${by.name} wrote in this text, and nobody approves their own edit.`,
      advice: "Somebody else has to approve it.",
    });
  }
  if (approvers.some((each) => isSame(each, by))) {
    throw mistake({
      code: "approved-before",
      file,
      message: `${by.name} has approved this text already; two different people have to.`,
      advice: "Somebody else has to approve it too.",
    });
  }
  const all = [...approvers, by];
  return hasOther([...editors, ...approvers], by) && editors.every((each) => hasOther(all, each));
}

function hasOther(people: readonly Actor[], one: Actor): boolean {
  return people.some((each) => !isSame(each, one));
}
