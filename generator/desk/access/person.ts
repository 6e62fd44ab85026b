/** What a person may do at the desk; each role may do what those before it may. */
export const ROLES = ["writer", "editor", "publisher", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** Whoever does something at the desk. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** Whether a role may do what is left to another. */
export function mayAs(role: Role, needed: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed);
}
