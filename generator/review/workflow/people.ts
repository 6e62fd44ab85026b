import type { Action } from "../../articles/states.ts";
import { mistake } from "../../base/problem.ts";
import type { Actor } from "../../store/trail.ts";

/** What a person of the desk may do; each may do what those before may. */
export const ROLES = ["writer", "editor", "publisher", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** Somebody who works at the desk. */
export interface Person extends Actor {
  readonly role: Role;
}

/** What is done at the desk: the steps of the states, and work on the text. */
export type DeskAction = Action | "save" | "comment" | "resolve" | "waive" | "settle-sources";

/** The least role for each. */
const LEAST: Readonly<Record<DeskAction, Role>> = {
  save: "writer",
  comment: "writer",
  resolve: "writer",
  submit: "writer",
  revise: "writer",
  waive: "editor",
  "settle-sources": "editor",
  "request-changes": "editor",
  approve: "editor",
  schedule: "editor",
  correct: "editor",
  publish: "publisher",
  withdraw: "publisher",
};

/** Whether a role may do something. */
export function may(role: Role, action: DeskAction): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(LEAST[action]);
}

/** @throws Failure (2) naming the least role that may. */
export function refuseRole({ name, role }: Person, action: DeskAction): void {
  if (may(role, action)) return;
  throw mistake({
    code: "not-your-role",
    message: `${name} is a ${role}; "${action}" takes a person with the role ${LEAST[action]}.`,
    advice: "Ask somebody who has it.",
  });
}

/** Who runs the program on its own machine, by the name given. */
export function operator(name: string): Person {
  return { id: name, name, role: "admin" };
}

/** Whether two are one person, whether they came by the desk or by a command. */
export function isSame(one: Actor, other: Actor): boolean {
  return one.id === other.id || one.name.toLowerCase() === other.name.toLowerCase();
}
