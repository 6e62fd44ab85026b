import type { Fact, FactsFile } from "../../articles/facts.ts";
import { directionOf } from "../reading/direction.ts";
import type { Units } from "../../publication/units.ts";
import type { Figure } from "../figures/figure.ts";
import { sameKind } from "../figures/kinds.ts";
import type { Statement } from "../reading/statements.ts";
import { subjectFinder, type Mentions } from "../reading/subjects.ts";
import { distance, sameValue } from "./same-value.ts";
import type { Tools } from "./tools.ts";
import { named, wrongUnit, type Fault } from "./verdict.ts";

/** Finds the fact that a figure of a new or edited sentence stands for, or says why there is none. */
export type Matcher = (statement: Statement, figure: Figure) => Fact | Fault;

export function matcherOf(
  file: FactsFile,
  { pointers, units }: Pick<Tools, "pointers" | "units">,
): Matcher {
  const subjects = subjectFinder(file);
  const mentionsOf = new WeakMap<Statement, Mentions>();
  return (statement, figure) => {
    let mentions = mentionsOf.get(statement);
    if (!mentions) {
      mentions = subjects(statement.block.text.slice(statement.start, statement.end));
      mentionsOf.set(statement, mentions);
    }
    const ofValue = file.facts.filter((fact) => sameValue(figure, fact, file.edition, units));
    const same = ofValue.filter((fact) => sameKind(figure, fact, units));
    const fitting = same.filter((fact) => mentions.fit(fact));
    if (fitting.length === 0) return faultOf(figure, same, ofValue, mentions, file, units);
    const subject = mentions.nearest(figure.start - statement.start);
    const isAgreed = (fact: Fact): boolean => {
      const direction = directionOf(fact, figure);
      const pointer = direction && pointers(statement, figure);
      return !pointer || pointer.direction === direction;
    };
    return best(fitting, [
      (fact) => subject !== undefined && fact.subjects.includes(subject),
      (fact) => fact.subjects.length > 0,
      isAgreed,
      (fact) => fact.text === figure.text,
    ]);
  };
}

/** The candidate that has the first of the merits, among equals the second, and so on; else the first. */
function best(facts: readonly Fact[], merits: readonly ((fact: Fact) => boolean)[]): Fact {
  let left = facts;
  for (const merit of merits) {
    const having = left.filter(merit);
    if (having.length > 0) left = having;
  }
  return left[0]!;
}

function faultOf(
  figure: Figure,
  same: readonly Fact[],
  ofValue: readonly Fact[],
  mentions: Mentions,
  file: FactsFile,
  units: Units,
): Fault {
  const near = nearest(
    figure,
    file.facts.filter((fact) => mentions.fit(fact)),
    file.edition,
    units,
  );
  const [other] = same;
  if (other) {
    const whose = other.subjects.map((id) => file.subjects[id]?.[0] ?? id).join(" and ");
    return {
      code: "figure-of-another-subject",
      message: `"${figure.text}" is the figure of ${whose} (${other.ref}), which this sentence does not name${near ? `; the nearest that it may print is ${named(near)}` : ""}.`,
      ...(near ? { expected: near.text } : {}),
      fact: other,
    };
  }
  const unlike = ofValue.find((fact) => mentions.fit(fact));
  if (unlike) {
    return wrongUnit(figure, unlike, units);
  }
  return {
    code: "figure-without-fact",
    message: `"${figure.text}" matches no fact${near ? `; the nearest is ${named(near)}` : ""}.`,
    ...(near ? { expected: near.text, fact: near } : {}),
  };
}

/** The fact closest to a figure: of its kind first, then by distance in value. */
function nearest(
  figure: Figure,
  facts: readonly Fact[],
  edition: string,
  units: Units,
): Fact | undefined {
  const ofKind = facts.filter((fact) => sameKind(figure, fact, units));
  let closest: Fact | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const fact of ofKind.length > 0 ? ofKind : facts) {
    const apart = distance(figure, fact, edition, units);
    if (closest === undefined || apart < least) [closest, least] = [fact, apart];
  }
  return closest;
}
