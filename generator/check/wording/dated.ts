import { weakMemoize } from "../../base/memo.ts";
import type { Series } from "../../publication/catalogue.ts";
import type { FactsFile } from "../../articles/facts.ts";
import type { ReadArticle } from "../reading/read.ts";
import type { CheckMessage } from "../report.ts";
import { isWithin, sentenceAround } from "../reading/statements.ts";
import type { Verdict } from "../verify/verdict.ts";
import type { FigureVocabulary } from "../figures/vocabulary.ts";
import { ownWords, wordMessage } from "./wording.ts";
import { wordFinder } from "../reading/word-finder.ts";

const finderOf = weakMemoize((vocabulary: FigureVocabulary) => wordFinder(vocabulary.dated));

/** What a record may count from: a day, a year, or so many years before. */
const COUNTS_FROM = new Set(["date", "year", "years"]);

/**
 * Words that claim a record where their own sentence names no day, year or span of years from which it counts: data begin somewhere, and what
 * came before is not known.
 * @param series those that are known to begin with the thing itself need no day: their figures may be so on record.
 */
export function undatedMessages(
  read: ReadArticle,
  facts: FactsFile,
  verdicts: readonly Verdict[],
  vocabulary: FigureVocabulary,
  series: ReadonlyMap<string, Pick<Series, "record">> = new Map(),
): CheckMessage[] {
  const find = finderOf(vocabulary);
  const isOfRecord = (ref = ""): boolean =>
    (series.get(ref.slice(0, ref.lastIndexOf(".")))?.record ?? "part") !== "part";
  return ownWords(read, facts, vocabulary.banned, find).flatMap(({ block, found }) => {
    const sentence = sentenceAround(block, found);
    const around = verdicts.filter(({ statement }) => statement.block === block);
    const within = around.filter(({ figure }) => isWithin(figure, sentence));
    // "It is the largest on record": the figure stands before.
    const its = within.length > 0 ? within : around;
    const isDated =
      its.some(({ fact }) => isOfRecord(fact?.ref)) ||
      within.some(({ fact }) => COUNTS_FROM.has(fact?.unit ?? ""));
    if (isDated) return [];
    return [
      wordMessage(read, block, found, {
        code: "undated-record",
        severity: "error",
        message: `"${found.word}" claims a record, and its sentence names no day from which it counts. Write since when: the day after which none was as high or low, or the day on which the data begin.`,
      }),
    ];
  });
}
