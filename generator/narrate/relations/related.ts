import { memoize, weakMemoize } from "../../base/memo.ts";
import type { BoundNames } from "../bindable/bindable.ts";
import type { Edition } from "../edition.ts";
import type { Finding } from "../narrate.ts";
import type { Narrative } from "../narrative.ts";
import { bindingsOf, evaluate } from "../rules/evaluate.ts";
import type { Relation } from "./relation.ts";

/** A relation that holds between two findings, with what its names stand for. */
export interface Related {
  readonly relation: Relation;
  readonly bound: BoundNames;
}

/** What holds between the findings of one edition, by the relations and the two: an article asks for the same pair again and again. */
const foundIn = weakMemoize((_edition: Edition) =>
  memoize((_relations: readonly Relation[]) =>
    weakMemoize((_first: Finding) => new WeakMap<Finding, Related[]>()),
  ),
);

/** The relations that hold between two findings, the first told before the second, in the order of their files. */
export function relationsBetween(
  relations: readonly Relation[],
  first: Finding,
  second: Finding,
  edition: Edition,
): Related[] {
  const found = foundIn(edition)(relations)(first);
  const known = found.get(second);
  if (known) return known;
  const between = findBetween(relations, first, second, edition);
  found.set(second, between);
  return between;
}

function findBetween(
  relations: readonly Relation[],
  first: Finding,
  second: Finding,
  edition: Edition,
): Related[] {
  return relationsOf(relations)(first.narrative)(second.narrative).flatMap((relation) => {
    const bound = waysAbout(first, relation, edition).find(
      (each) =>
        isAbout(second, each.get(relation.about.second)?.id) &&
        evaluate(relation.when, each, edition) === true,
    );
    return bound ? [{ relation, bound }] : [];
  });
}

/** The relations that name the rules of two findings, whatever these are about: of most two rules there is none. */
const relationsOf = weakMemoize((relations: readonly Relation[]) =>
  weakMemoize((first: Narrative) => {
    const ofFirst = relations.filter((each) => isNamed(each.first, first));
    return weakMemoize((second: Narrative) =>
      ofFirst.filter((each) => isNamed(each.second, second)),
    );
  }),
);

/** Every way to bind the names of a relation in which its first finding can be about a subject, by that subject's id; each with its place among all. */
const waysIn = weakMemoize(({ view }: Edition) =>
  weakMemoize(({ bindings, about }: Relation) =>
    Map.groupBy(bindingsOf(bindings, view).entries(), ([, each]) => each.get(about.first)?.id),
  ),
);

/** Those that are about what a finding is about, first what it names first: what it only compares that with stands behind. Of thousands of subjects they are few. */
function waysAbout({ bound }: Finding, relation: Relation, edition: Edition): BoundNames[] {
  const ways = waysIn(edition)(relation);
  const ids = new Set(bound.values().map(({ id }) => id));
  return [...ids].flatMap((id) =>
    (id === undefined ? [] : (ways.get(id) ?? [])).map(([, each]) => each),
  );
}

/** Whether a list of themes and narratives names what the finding says. */
export function isAmong(named: readonly string[], { narrative }: Finding): boolean {
  return isNamed(named, narrative);
}

function isNamed(named: readonly string[], { theme, id }: Narrative): boolean {
  return named.includes(theme) || named.includes(id);
}

function isAbout({ bound }: Finding, subject: string | undefined): boolean {
  return bound.values().some(({ id }) => id !== undefined && id === subject);
}
