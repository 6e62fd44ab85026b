import type { Fact, FactsFile } from "../../articles/facts.ts";
import type { Block } from "../reading/block.ts";
import type { ByStore } from "./by-store.ts";
import { directionOf, losesSign, type Pointer } from "../reading/direction.ts";
import type { Units } from "../../publication/units.ts";
import type { Figure } from "../figures/figure.ts";
import { generatedStatements } from "./generated-sentences.ts";
import { matcherOf, type Matcher } from "./match.ts";
import { statementsOf, type Statement } from "../reading/statements.ts";
import type { Tools } from "./tools.ts";
import { named, wrongUnit, type Fault, type Verdict } from "./verdict.ts";

/**
 * Finds every figure of the blocks and holds it to the facts. In a sentence worded as it was generated a figure must be the
 * very one that stood there; in any other it is what the store says of what it is bound to, or, where it is bound to nothing, the
 * print of some fact that fits the sentence.
 * @param store what the store says of the figures; without it the facts alone are asked.
 */
export function verifyFigures(
  blocks: readonly Block[],
  facts: FactsFile,
  tools: Tools,
  store?: ByStore,
): Verdict[] {
  const statements = blocks.flatMap((block) => statementsOf(block, tools.find));
  const known = generatedStatements(statements, facts, tools);
  const match = matcherOf(facts, tools);
  return statements.flatMap((statement, index) => {
    const generated = known[index];
    if (!generated) return judgeNew(statement, match, tools, store);
    return generated.figures.map((figure, place) => ({
      ...judgeKnown(statement, figure, generated.facts[place]!, tools),
      ...(generated.swap ? { swap: generated.swap } : {}),
    }));
  });
}

function judgeKnown(
  statement: Statement,
  figure: Figure,
  fact: Fact,
  { same, pointers, units }: Tools,
): Verdict {
  const fault = same(figure, fact.text)
    ? directionFault(figure, fact, () => pointers(statement, figure))
    : changed(figure, fact, units);
  return { statement, figure, fact: fault ? undefined : fact, fault, isKnown: true };
}

/** Loose words are taken as figures only beside others, and where they count something. */
function judgeNew(
  statement: Statement,
  match: Matcher,
  { pointers }: Tools,
  store: ByStore | undefined,
): Verdict[] {
  if (statement.figures.every((figure) => figure.loose)) return [];
  return statement.figures
    .filter((figure) => !figure.loose || figure.noun !== undefined)
    .map((figure) => {
      const matched = match(statement, figure);
      const fault =
        "code" in matched
          ? matched
          : directionFault(figure, matched, () => pointers(statement, figure));
      const fact = fault || "code" in matched ? undefined : matched;
      const verdict = { statement, figure, fact, fault, isKnown: false };
      return store ? boundBy(store, verdict) : verdict;
    });
}

/** What the store says of a figure goes before what facts it could be. */
function boundBy(store: ByStore, verdict: Verdict): Verdict {
  const {
    statement: { block },
    figure,
  } = verdict;
  const offset = block.offsetOf(figure.start);
  const said = store(block);
  const bound = said.at(offset);
  if (!bound) {
    const isNoClaim = said.isTimeOfRight(offset) || said.isName(offset);
    return isNoClaim ? { ...verdict, fault: undefined } : verdict;
  }
  if (bound.verdict === "unknown") return { ...verdict, isUnbound: true };
  if (bound.verdict === "right") {
    const { candidate } = bound;
    return { ...verdict, fault: undefined, ...(candidate ? { bound: candidate } : {}) };
  }
  const { message, expected } = bound.told;
  const fault = {
    code: "wrong-figure",
    message,
    ...(expected === undefined ? {} : { expected }),
  } as const;
  return { ...verdict, fact: undefined, fault };
}

function changed(figure: Figure, fact: Fact, units: Units): Fault {
  const currency = units.get(fact.unit)?.currency;
  const isMoney = currency !== undefined && figure.currency !== undefined;
  if (isMoney && currency !== figure.currency) return wrongUnit(figure, fact, units);
  return {
    code: "figure-changed",
    message: `"${figure.text}" is not what this sentence was written with; expected ${named(fact)}.`,
    expected: fact.text,
    fact,
  };
}

function directionFault(
  figure: Figure,
  fact: Fact,
  pointerOf: () => Pointer | undefined,
): Fault | undefined {
  const direction = directionOf(fact, figure);
  if (direction === undefined) return undefined;
  const pointer = pointerOf();
  if (losesSign(fact, figure, pointer)) {
    return {
      code: "wrong-sign",
      message: `"${figure.text}" has lost the minus of ${named(fact)}.`,
      expected: fact.text,
      fact,
    };
  }
  if (!pointer || pointer.direction === direction) return undefined;
  const moved = direction === "flat" ? "prints as no move" : `points ${direction}`;
  return {
    code: "wrong-direction",
    message: `"${pointer.word}" gives "${figure.text}" the wrong direction: the fact ${moved} (${fact.ref}).`,
    expected: fact.text,
    fact,
  };
}
