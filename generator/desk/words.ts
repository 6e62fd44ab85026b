import type { State } from "../articles/states.ts";

const STATES: Readonly<Record<State, string>> = {
  draft: "Draft",
  "in-review": "In review",
  "changes-requested": "Changes requested",
  approved: "Approved",
  scheduled: "Scheduled",
  published: "Published",
  corrected: "Corrected",
  withdrawn: "Withdrawn",
};

/** A state as a page says it. */
export function stateWords(state: State): string {
  return STATES[state];
}

/** An instant as a page says it: `2025-05-08 12:00`, in UTC. */
export function instantWords(iso: string): string {
  return iso.slice(0, 16).replace("T", " ");
}
