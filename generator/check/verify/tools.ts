import { weakMemoize } from "../../base/memo.ts";
import type { FactsFile } from "../../articles/facts.ts";
import type { Units } from "../../publication/units.ts";
import { pointerReader, type PointerReader } from "../reading/direction.ts";
import { figureFinder, type FigureFinder } from "../figures/figures.ts";
import { lexiconOf } from "../figures/lexicon.ts";
import { reworder, type Reworder } from "./rewording.ts";
import { samePrintOf, type SamePrint } from "./same-print.ts";
import { DIRECTIONS, type FigureVocabulary } from "../figures/vocabulary.ts";
import { wordFinder } from "../reading/word-finder.ts";

/** What one article is checked with. */
export interface Tools {
  readonly find: FigureFinder;
  readonly same: SamePrint;
  readonly pointers: PointerReader;
  readonly reword: Reworder;
  readonly units: Units;
}

type Readers = Pick<Tools, "pointers" | "reword">;

export function toolsFor(facts: FactsFile, vocabulary: FigureVocabulary): Tools {
  const lexicon = lexiconOf(vocabulary);
  return {
    find: figureFinder(lexicon, facts.names),
    same: samePrintOf(figureFinder(lexicon, []), facts.edition),
    units: vocabulary.declared,
    ...readersOf(vocabulary),
  };
}

const readersOf = weakMemoize((vocabulary: FigureVocabulary): Readers => {
  const words = DIRECTIONS.flatMap((direction) => {
    const { before, after } = vocabulary.directions[direction];
    return [...before, ...after];
  });
  return {
    pointers: pointerReader(vocabulary),
    reword: reworder([...new Set(words)], wordFinder(words)),
  };
});
