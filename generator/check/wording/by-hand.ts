import { sentencesOf, skeletonDigest } from "../../base/sentences.ts";
import type { FactsFile } from "../../articles/facts.ts";
import type { Block, Span } from "../reading/block.ts";
import type { ReadArticle } from "../reading/read.ts";
import type { CheckMessage } from "../report.ts";
import { spanPlace } from "../place.ts";
import type { Swap, Swapper } from "../verify/swapped.ts";
import type { Verdict } from "../verify/verdict.ts";

/**
 * Sentences that are not worded as any was generated: what can be bound of them is held to the store and the facts, and the rest is for
 * a person to answer for. None where the facts file does not tell which sentences were generated.
 * @param swaps finds a word that was put for another of its kind: where the two mean different things, that is an error.
 */
export function handMessages(
  read: ReadArticle,
  { plain }: FactsFile,
  verdicts: readonly Verdict[],
  swaps: Swapper,
): CheckMessage[] {
  if (!plain) return [];
  const generated = new Set(plain);
  return changedSentences(read, plain, verdicts).map(
    ({ block, text, start, end }): CheckMessage => {
      const swap = swapIn(text, generated, swaps);
      if (swap && !swap.isSame)
        return swapMessage(read, block, {
          ...swap,
          start: start + swap.start,
          end: start + swap.end,
        });
      return {
        code: "by-hand",
        severity: "notice",
        ...spanPlace(read, block, { start, end }),
        message:
          "A person wrote or changed this sentence: its figures are checked, and its words as far as they can be held to the data. Read whether they are true.",
      };
    },
  );
}

/** A sentence of an article that was not generated as it stands. */
interface ChangedSentence extends Span {
  readonly block: Block;
  readonly text: string;
}

/** The sentences of an article that were not generated as they stand. */
export function changedSentences(
  { blocks }: ReadArticle,
  plain: readonly string[],
  verdicts: readonly Verdict[],
): ChangedSentence[] {
  const generated = new Set(plain);
  const known = Map.groupBy(
    verdicts.filter(({ isKnown, swap }) => isKnown && !swap),
    ({ statement }) => statement.block,
  );
  return blocks.flatMap((block) =>
    sentencesIn(block)
      .filter(
        ({ text, start }) =>
          /\p{L}/u.test(text) &&
          !generated.has(skeletonDigest(text)) &&
          !known.get(block)?.some(({ statement }) => statement.start === start),
      )
      .map((sentence) => ({ block, ...sentence })),
  );
}

/** Of a sentence that prints no fact. */
function swapIn(text: string, generated: ReadonlySet<string>, swaps: Swapper): Swap | undefined {
  for (const { text: before, swap } of swaps(text))
    if (generated.has(skeletonDigest(before))) return swap;
  return undefined;
}

/** A word that means something else than the one that was generated in its place. */
export function swapMessage(read: ReadArticle, block: Block, swap: Swap): CheckMessage {
  return {
    code: "changed-word",
    severity: "error",
    ...spanPlace(read, block, swap),
    message: `"${swap.is}" stands where "${swap.was}" was generated, and means something else. Put it back, or write the sentence anew.`,
    expected: swap.was,
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
