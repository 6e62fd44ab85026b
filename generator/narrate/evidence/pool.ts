import { digest } from "../../base/digest.ts";
import { weakMemoize } from "../../base/memo.ts";
import type { Catalogue, Subject } from "../../publication/catalogue.ts";

/**
 * Subjects of a list that stand for all of it: what followed a rule is read on these alone, so that a list of thousands costs no more
 * than one of so many.
 */
export const MOST_POOLED = 20;

/** Subjects of one list and one kind, whose records are one. */
export interface Pool {
  readonly id: string;
  readonly kind: string;
  /** How many subjects there are. */
  readonly size: number;
  /** Ids of those whose past is read. */
  readonly members: ReadonlySet<string>;
}

/** The pool of a subject; undefined where it is declared by itself and has a record of its own. */
export function poolIdOf({ list, kind }: Subject): string | undefined {
  return list && `${list} (${kind})`;
}

/** Every pool by its id. Its members are drawn by the digest of their ids: another row of the list changes one of them at most. */
export const poolsOf = weakMemoize(
  ({ subjects }: Pick<Catalogue, "subjects">): ReadonlyMap<string, Pool> => {
    const listed = Map.groupBy(subjects.values(), (subject) => poolIdOf(subject) ?? "");
    listed.delete("");
    return new Map(
      [...listed].map(([id, all]) => {
        const drawn = all
          .map((subject) => ({ id: subject.id, lot: digest(subject.id) }))
          .toSorted((a, b) => (a.lot < b.lot ? -1 : 1))
          .slice(0, MOST_POOLED);
        const members = new Set(drawn.map((each) => each.id));
        return [id, { id, kind: all[0]!.kind, size: all.length, members }];
      }),
    );
  },
);

/** Whether the past of a subject is read: one of a list may be left to the others. */
export function isRead(subject: Subject, catalogue: Catalogue): boolean {
  const pool = poolIdOf(subject);
  return pool === undefined || poolsOf(catalogue).get(pool)!.members.has(subject.id);
}
