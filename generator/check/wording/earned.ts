import { weakMemoize } from "../../base/memo.ts";
import type { FactsFile } from "../../articles/facts.ts";
import type { ReadArticle } from "../reading/read.ts";
import type { CheckMessage } from "../report.ts";
import { isWithin, sentenceAround } from "../reading/statements.ts";
import type { Verdict } from "../verify/verdict.ts";
import type { FigureVocabulary } from "../figures/vocabulary.ts";
import { ownWords, wordMessage } from "./wording.ts";
import { wordFinder } from "../reading/word-finder.ts";

const finderOf = weakMemoize((vocabulary: FigureVocabulary) =>
  wordFinder(Object.keys(vocabulary.earned)),
);

/** Strong words whose own sentence prints no change in per cent of the size that the vocabulary asks of them. */
export function unearnedMessages(
  read: ReadArticle,
  facts: FactsFile,
  verdicts: readonly Verdict[],
  vocabulary: FigureVocabulary,
): CheckMessage[] {
  const find = finderOf(vocabulary);
  return ownWords(read, facts, vocabulary.banned, find).flatMap(({ block, found }) => {
    const needed = vocabulary.earned[found.key] ?? Infinity;
    const sentence = sentenceAround(block, found);
    const changes = verdicts.flatMap(({ statement, figure, fact }) =>
      statement.block === block && isWithin(figure, sentence) && fact?.unit === "percent"
        ? [Math.abs(Number(fact.value))]
        : [],
    );
    const largest = Math.max(0, ...changes);
    if (largest >= needed) return [];
    const has = largest > 0 ? `the largest it has is ${largest.toFixed(1)}%` : "it has none";
    return [
      wordMessage(read, block, found, {
        code: "unearned-word",
        severity: "error",
        message: `"${found.word}" is for a change of ${needed}% or more in its own sentence; ${has}. Write the plain verb, or the figure that earns this one.`,
      }),
    ];
  });
}
