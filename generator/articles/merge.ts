import { diff3Merge } from "node-diff3";
import { sentencesOf } from "../base/sentences.ts";

/** A stretch of a merged text: one on which the two agree with what they began from or with each other, or one that both changed. */
export type Region = { readonly agreed: string } | Disagreement;

/** One place as it was before, and as each of the two has it. */
export interface Disagreement {
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
}

/**
 * Merges two texts that were made of one. The unit is the sentence: two changes within one are never put together, since what one
 * changed may be what the other's words rest on.
 */
export function mergeTexts(base: string, mine: string, theirs: string): Region[] {
  const merged = diff3Merge(pieces(mine), pieces(base), pieces(theirs), {
    excludeFalseConflicts: true,
  });
  return merged.map(({ ok, conflict }) =>
    conflict
      ? {
          base: conflict.o.join(""),
          mine: conflict.a.join(""),
          theirs: conflict.b.join(""),
        }
      : { agreed: (ok ?? []).join("") },
  );
}

/** The text in which every disagreement is settled for one side. */
export function settledFor(regions: readonly Region[], side: "mine" | "theirs"): string {
  return regions.map((each) => ("agreed" in each ? each.agreed : each[side])).join("");
}

/** The places where they disagree. */
export function disagreements(regions: readonly Region[]): Disagreement[] {
  return regions.flatMap((each) => ("agreed" in each ? [] : [each]));
}

/** A text in sentences, and what stands between them; joined they are the text. Two sentences that follow on each other are two. */
function pieces(text: string): string[] {
  return text.split(/(?<=\n)/).flatMap((line) => {
    const found: string[] = [];
    let from = 0;
    for (const sentence of sentencesOf(line)) {
      const at = line.indexOf(sentence, from);
      found.push(line.slice(from, at), sentence);
      from = at + sentence.length;
    }
    return [...found, line.slice(from)].filter((piece) => piece !== "");
  });
}
