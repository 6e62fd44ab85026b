import type { Fact } from "../compose/facts.ts";
import type { Figure } from "./figures.ts";
import type { FigureVocabulary } from "./vocabulary.ts";

export type Direction = "up" | "down" | "flat";

/** A direction word found beside a figure. */
export interface Pointer {
  readonly word: string;
  readonly direction: Direction;
}

/** The direction words on either side of a figure, the nearest of each side; none where there is none in reach. */
export type PointerReader = (
  sentence: string,
  figure: Figure,
  before: number,
  after: number,
) => Pointer[];

/** A word may stand directly after its figure ("a 2.1% rise", "11.0% above"). */
const REACH_AFTER = 2;

export function pointerReader(vocabulary: FigureVocabulary): PointerReader {
  const directions = new Map<string, Direction>();
  for (const direction of ["up", "down", "flat"] as const) {
    for (const word of vocabulary.directions[direction])
      directions.set(word.toLowerCase(), direction);
  }
  const words = [...directions.keys()]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(" ", "\\s+"));
  const pattern = new RegExp(`(?<!\\p{L})(?:${words.join("|")})(?!\\p{L})`, "giu");
  const pointer = (word: string): Pointer => ({
    word,
    direction: directions.get(word.toLowerCase().replace(/\s+/g, " ")) as Direction,
  });
  return (sentence, figure, before, after) => {
    const found: Pointer[] = [];
    const ahead = [...sentence.slice(before, figure.start).matchAll(pattern)].at(-1);
    if (ahead) found.push(pointer(ahead[0]));
    const behind = [...sentence.slice(figure.end, after).matchAll(pattern)][0];
    if (
      behind &&
      sentence
        .slice(figure.end, figure.end + behind.index)
        .trim()
        .split(/\s+/)
        .filter(Boolean).length < REACH_AFTER
    ) {
      found.push(pointer(behind[0]));
    }
    return found;
  };
}

/** The word that contradicts the way a fact points, when every direction word beside its figure does. */
export function contradiction(
  fact: Fact,
  figure: Figure,
  pointers: readonly Pointer[],
): Pointer | undefined {
  if (fact.direction === "none" || figure.sign !== 0 || pointers.length === 0) return undefined;
  const agrees = (pointer: Pointer): boolean => pointer.direction === fact.direction;
  return pointers.some(agrees) ? undefined : pointers[0];
}
