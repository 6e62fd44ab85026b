import type { Fact } from "../../articles/facts.ts";
import type { Candidate } from "../binding/candidate.ts";
import type { Units } from "../../publication/units.ts";
import type { Figure } from "../figures/figure.ts";
import { countedBy } from "../figures/kinds.ts";
import type { Statement } from "../reading/statements.ts";
import type { Swap } from "./swapped.ts";

/** What can be wrong with a figure. */
export type FaultCode =
  | "figure-changed"
  | "figure-without-fact"
  | "figure-of-another-subject"
  | "wrong-unit"
  | "wrong-direction"
  | "wrong-sign"
  | "wrong-figure";

/** What is wrong with a figure, and what was expected of it. */
export interface Fault {
  readonly code: FaultCode;
  readonly message: string;
  /** The print that the text should have. */
  readonly expected?: string;
  /** The fact that it was compared with. */
  readonly fact?: Fact;
}

/** A figure of the article with the fact that stands for it, or what is wrong with it. */
export interface Verdict {
  readonly statement: Statement;
  readonly figure: Figure;
  readonly fact: Fact | undefined;
  readonly fault: Fault | undefined;
  /** The sentence is worded as it was generated, save for one word where it has a swap. */
  readonly isKnown: boolean;
  readonly swap?: Swap;
  /** Nothing binds it to one thing that the store knows, in a sentence that was not generated. */
  readonly isUnbound?: boolean;
  /** What the store says that it is, in a sentence that was not generated. */
  readonly bound?: Candidate;
}

/** A figure that counts something else than the fact whose value it has, or whose place it takes. */
export function wrongUnit(figure: Figure, fact: Fact, units: Units): Fault {
  const counted = countedBy(figure);
  const wanted = units.get(fact.unit)?.currency ?? fact.unit;
  const found = counted === undefined ? "does not count that" : `counts ${counted}`;
  return {
    code: "wrong-unit",
    message: `"${figure.text}" ${found}; expected ${named(fact)}, which counts ${wanted}.`,
    expected: fact.text,
    fact,
  };
}

/** A fact as a message names it. */
export function named(fact: Fact): string {
  return `"${fact.text}" (${fact.ref})`;
}
