import { z } from "zod";
import { weakMemoize } from "../../base/memo.ts";
import { hasVocabulary, loadVocabulary } from "../../publication/vocabulary.ts";
import type { World } from "../../world/world.ts";
import { wordFinder, type WordFinder } from "../reading/word-finder.ts";

const word = z.string().min(1);

/** How one side of a contradiction is told: by words of a sentence, or by a figure of a measure within two bounds. */
const side = z.strictObject({
  words: z.array(word).default([]),
  /** By measure without its subject (`close.moveBelow1y`): from which value to which. */
  figures: z.record(word, z.tuple([z.number(), z.number()])).default({}),
  /** By the calendar of the publication's market: the day of the edition is a session, or is none. */
  session: z.boolean().optional(),
});

const schema = z.strictObject({
  /** Beside one of these what is said is said of every subject that the sentence names. */
  each: z.array(word),
  /** Behind one of these, but for a word or two between, nothing is said of the day: a close there "would be its highest on record". */
  supposed: z.array(word).default([]),
  /** By what they contradict each other in. */
  pairs: z.record(
    word,
    z.strictObject({
      one: side,
      other: side,
      /** Only where both sentences print one and the same figure: the level that held and broke. */
      sharesFigure: z.boolean().default(false),
    }),
  ),
});

/** What cannot both be said of one subject on one day, in the words of a language. */
export type ContradictionWords = z.infer<typeof schema>;

/**
 * Reads `contradictions.yaml` of `templates/vocabulary/<language>`; undefined for a language that has none.
 * @throws Failure (2) with line and column of each mistake.
 */
export function loadContradictionWords(
  world: World,
  home: string,
  language: string,
): ContradictionWords | undefined {
  if (!hasVocabulary(world, home, language, "contradictions")) return undefined;
  return loadVocabulary(world, home, language, "contradictions", schema).value;
}

/** Which side of which pair a phrase tells. */
export interface ToldSide {
  readonly pair: string;
  readonly side: "one" | "other";
}

/** Finds the phrases of a language, each with the side that it tells. */
export interface SideFinder {
  readonly find: WordFinder;
  sidesOf(phrase: string): readonly ToldSide[];
  isOfEach(text: string): boolean;
  /** Whether what follows a text is only supposed. */
  isSupposedAfter(text: string): boolean;
}

/** What may stand between "would be" and what would be. */
const OF_IT = /^(?:\s+[\p{L}'’]+){0,2}\s*$/u;

export const sideFinder = weakMemoize(
  ({ each, supposed, pairs }: ContradictionWords): SideFinder => {
    const sides = new Map<string, ToldSide[]>();
    for (const [pair, told] of Object.entries(pairs))
      for (const which of ["one", "other"] as const)
        for (const phrase of told[which].words)
          sides.set(phrase.toLowerCase(), [
            ...(sides.get(phrase.toLowerCase()) ?? []),
            { pair, side: which },
          ]);
    const all = wordFinder(each);
    const supposing = wordFinder(supposed);
    return {
      find: wordFinder(sides.keys()),
      sidesOf: (phrase) => sides.get(phrase) ?? [],
      isOfEach: (text) => all(text).length > 0,
      isSupposedAfter: (text) => {
        const last = supposing(text).at(-1);
        return last !== undefined && OF_IT.test(text.slice(last.end));
      },
    };
  },
);
