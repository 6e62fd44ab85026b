import { mistake } from "../base/problem.ts";

/** Where an article stands on its way, as its front matter says. */
export const STATES = [
  "draft",
  "in-review",
  "changes-requested",
  "approved",
  "scheduled",
  "published",
  "corrected",
  "withdrawn",
] as const;
export type State = (typeof STATES)[number];

/** What may be done with an article. */
export type Action =
  | "submit"
  | "request-changes"
  | "approve"
  | "revise"
  | "schedule"
  | "publish"
  | "correct"
  | "withdraw";

/**
 * The state that each step leads to. `approve` alone makes a text fit to be shown, and `correct` approves the changed text of one that is
 * shown already; `revise` opens the text again, so that it has to be approved anew.
 */
export const STEPS: Readonly<Record<State, Readonly<Partial<Record<Action, State>>>>> = {
  draft: { submit: "in-review", "request-changes": "changes-requested", approve: "approved" },
  "in-review": { "request-changes": "changes-requested", approve: "approved", revise: "draft" },
  "changes-requested": { submit: "in-review", approve: "approved", revise: "draft" },
  approved: {
    approve: "approved",
    "request-changes": "changes-requested",
    schedule: "scheduled",
    publish: "published",
    revise: "draft",
  },
  scheduled: {
    "request-changes": "changes-requested",
    schedule: "scheduled",
    publish: "published",
    revise: "draft",
  },
  published: { correct: "corrected", withdraw: "withdrawn" },
  corrected: { correct: "corrected", withdraw: "withdrawn" },
  withdrawn: { revise: "draft" },
};

/** An approved text goes out with the next `publish`; a scheduled one waits for its hour. */
const SHOWN: ReadonlySet<string> = new Set(["approved", "published", "corrected"]);

/** Whether the site shows an article in this state, where its approval is of its text. */
export function isShown(state: string): boolean {
  return SHOWN.has(state);
}

/** Whether somebody answers for the text of an article in this state, shown or not. */
export function isApproved(state: string): boolean {
  return isShown(state) || state === "scheduled";
}

/** The state of an article that readers may have seen: the program leaves it as approved or scheduled in its file. */
export function seenState(state: State): State {
  return state === "approved" || state === "scheduled" ? step(state, "publish", "") : state;
}

/**
 * The state after a step.
 * @param file the article's, for the message.
 * @throws Failure (2) naming what the state allows instead.
 */
export function step(state: State, action: Action, file: string): State {
  const next = STEPS[state][action];
  if (next !== undefined) return next;
  throw mistake({
    code: "not-allowed",
    file,
    message: `An article that is "${state}" does not allow "${action}".`,
    advice: `It allows ${Object.keys(STEPS[state]).join(", ")}.`,
  });
}
