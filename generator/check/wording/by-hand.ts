import { sentencesOf, skeletonDigest } from "../../base/sentences.ts";
import type { FactsFile } from "../../articles/facts.ts";
import type { Block, Span } from "../reading/block.ts";
import type { ReadArticle } from "../reading/read.ts";
import type { CheckMessage } from "../report.ts";
import type { Verdict } from "../verify/verdict.ts";

/**
 * Sentences that are not worded as any was generated: their figures are held to the facts, and what they say of them is for a person
 * to answer for. None where the facts file does not tell which sentences were generated.
 */
export function handMessages(
  read: ReadArticle,
  { plain }: FactsFile,
  verdicts: readonly Verdict[],
): CheckMessage[] {
  if (!plain) return [];
  const generated = new Set(plain);
  const known = Map.groupBy(
    verdicts.filter(({ isKnown }) => isKnown),
    ({ statement }) => statement.block,
  );
  return read.blocks.flatMap((block) =>
    sentencesIn(block)
      .filter(
        ({ text, start }) =>
          /\p{L}/u.test(text) &&
          !generated.has(skeletonDigest(text)) &&
          !known.get(block)?.some(({ statement }) => statement.start === start),
      )
      .map((sentence) => messageAt(read, block, sentence)),
  );
}

function messageAt({ placeOf }: ReadArticle, block: Block, { start, end }: Span): CheckMessage {
  const last = placeOf(block.offsetOf(end - 1));
  return {
    code: "by-hand",
    severity: "notice",
    ...placeOf(block.offsetOf(start)),
    endLine: last.line,
    endColumn: last.column + 1,
    message:
      "A person wrote or changed this sentence: its figures are checked, its words are not. Read whether they are true.",
  };
}

function sentencesIn({ text }: Block): (Span & { readonly text: string })[] {
  let at = 0;
  return sentencesOf(text).map((sentence) => {
    const start = text.indexOf(sentence, at);
    at = start + sentence.length;
    return { text: sentence, start, end: at };
  });
}
