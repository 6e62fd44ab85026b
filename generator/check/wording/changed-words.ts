import type { FactsFile } from "../../articles/facts.ts";
import { spanPlace } from "../place.ts";
import type { ReadArticle } from "../reading/read.ts";
import type { CheckMessage } from "../report.ts";
import type { ByStore } from "../verify/by-store.ts";
import type { Verdict } from "../verify/verdict.ts";
import { changedSentences, swapMessage } from "./by-hand.ts";

/** Words that were put for others in sentences with facts, where no figure shows it. */
export function swapMessages(read: ReadArticle, verdicts: readonly Verdict[]): CheckMessage[] {
  return [...Map.groupBy(verdicts, ({ statement }) => statement)].flatMap(([{ block }, its]) => {
    const swap = its[0]?.swap;
    const isShown = its.some(({ fault }) => fault !== undefined);
    return swap && !swap.isSame && !isShown ? [swapMessage(read, block, swap)] : [];
  });
}

/** Words of changed sentences that claim something without a figure, and that the store refutes: a grade, a record, a run, a direction. */
export function wordFaults(
  read: ReadArticle,
  { plain }: FactsFile,
  verdicts: readonly Verdict[],
  store: ByStore | undefined,
): CheckMessage[] {
  if (!plain || !store) return [];
  return changedSentences(read, plain, verdicts).flatMap(({ block, start, end }) =>
    store(block)
      .wordsIn({ start, end })
      .filter(({ verdict }) => verdict === "wrong")
      .map(({ figure, told }): CheckMessage => ({
        code: "wrong-figure",
        severity: "error",
        ...spanPlace(read, block, figure),
        figure: figure.text,
        message: told.message,
        ...(told.expected === undefined ? {} : { expected: told.expected }),
      })),
  );
}

/** Figures of changed sentences that fit a fact, and that nothing binds to one thing. */
export function unboundMessages(read: ReadArticle, verdicts: readonly Verdict[]): CheckMessage[] {
  return verdicts
    .filter(({ isUnbound, fault }) => isUnbound && !fault)
    .map(({ statement, figure, fact }) => ({
      code: "unknown-figure",
      severity: "notice",
      ...spanPlace(read, statement.block, figure),
      figure: figure.text,
      message: `"${figure.text}" is the print of ${fact ? `a fact (${fact.ref})` : "a fact"}; whether this sentence says that of it cannot be told. Read whether it is true.`,
    }));
}
