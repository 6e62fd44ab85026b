import { isEdited } from "../../articles/article.ts";
import type { FactsFile } from "../../articles/facts.ts";
import { sentencesOf, skeletonDigest } from "../../base/sentences.ts";
import type { ReadArticle } from "../reading/read.ts";
import type { CheckMessage } from "../report.ts";
import type { Verdict } from "../verify/verdict.ts";

/** So many lost facts are named. */
const NAMED = 4;
const TOP = { line: 1, column: 1 } as const;

/**
 * What was generated and is no longer there, and a text that differs from what was generated in nothing but marks, capitals or order.
 * None where the facts file does not tell which sentences were generated.
 * @param isNoted something else is said of the text already.
 */
export function wholeMessages(
  read: ReadArticle,
  facts: FactsFile,
  verdicts: readonly Verdict[],
  isNoted: boolean,
): CheckMessage[] {
  if (!facts.plain || !isEdited(read.article)) return [];
  const gone = lostSentences(read, facts, verdicts);
  if (gone.count === 0) {
    if (isNoted) return [];
    const chosen = facts.sentences.filter((each) => each.chosen).length;
    const message =
      chosen > 0
        ? `An editor chose ${chosen === 1 ? "a sentence" : `${chosen} sentences`} of it from what the program could say besides. Read whether the text is whole.`
        : "The text is not what was generated, letter for letter: marks, capitals or the order of its sentences were changed. Read whether it still says the same.";
    return [{ ...TOP, code: "by-hand", severity: "notice", message }];
  }
  const sources = gone.facts.some(({ ref }) => ref.startsWith("source:"))
    ? " Its sources are among them."
    : "";
  const named = gone.facts.slice(0, NAMED).map(({ text }) => `"${text}"`);
  const more = gone.facts.length > NAMED ? ", …" : "";
  return [
    {
      ...TOP,
      code: "text-gone",
      severity: "notice",
      message: `${gone.count} generated ${gone.count === 1 ? "sentence or heading is" : "sentences and headings are"} no longer there${named.length > 0 ? `, with ${named.join(", ")}${more}` : ""}.${sources}`,
    },
  ];
}

/** Sentences that print facts, and plain ones, that no sentence of the article is. */
function lostSentences(
  { blocks }: ReadArticle,
  { sentences, plain = [], facts }: FactsFile,
  verdicts: readonly Verdict[],
): { count: number; facts: FactsFile["facts"] } {
  const there = new Set(blocks.flatMap((block) => sentencesOf(block.text).map(skeletonDigest)));
  const printed = new Set(verdicts.flatMap(({ fact, fault }) => fact?.id ?? fault?.fact?.id ?? []));
  const lost = sentences.filter(
    ({ facts: its }) => its.length > 0 && its.every((id) => !printed.has(id)),
  );
  const ids = new Set(lost.flatMap((each) => each.facts));
  return {
    count: lost.length + plain.filter((each) => !there.has(each)).length,
    facts: facts.filter(({ id }) => ids.has(id)),
  };
}
