import type { Catalogue, Subject } from "../publication/catalogue.ts";
import type { Bindings } from "./bindable/bindable.ts";

/**
 * The subjects of which it can be told by themselves whether rules hold, in the order in which they are declared: no rule and no story is about two
 * of them at once. The others, such as the index that each is compared with, are what they share.
 */
export function subjectsByThemselves(
  all: Iterable<{ readonly bindings: Bindings }>,
  catalogue: Catalogue,
): Subject[] {
  const shared = new Set<Subject>();
  const left = (its: readonly Subject[]): number => its.filter((each) => !shared.has(each)).length;
  const rules = Array.from(all, ({ bindings }) =>
    [...bindings.values()].map((each) => each.subjects?.(catalogue) ?? []),
  ).filter((names) => names.length > 1);
  const sizeOf = (names: (typeof rules)[number]): number =>
    Math.max(...names.map(({ length }) => length));
  // Those about many decide what all share; those about a few then often need nothing more.
  for (const names of rules.toSorted((a, b) => sizeOf(b) - sizeOf(a))) {
    const most = names.toSorted((a, b) => left(b) - left(a))[0];
    for (const its of names) if (its !== most) for (const subject of its) shared.add(subject);
  }
  return [...catalogue.subjects.values()].filter((subject) => !shared.has(subject));
}
