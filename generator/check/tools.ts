import type { FactsFile } from "../compose/facts.ts";
import { pointerReader, type PointerReader } from "./direction.ts";
import { figureFinder, type FigureFinder } from "./figures.ts";
import { lexiconOf } from "./lexicon.ts";
import { reworder, type Reworder } from "./rewording.ts";
import { samePrintOf, type SamePrint } from "./same-print.ts";
import { DIRECTIONS, type FigureVocabulary } from "./vocabulary.ts";
import { wordFinder } from "./words.ts";

/** What one article is checked with. */
export interface Tools {
  readonly find: FigureFinder;
  readonly same: SamePrint;
  readonly pointers: PointerReader;
  readonly reword: Reworder;
}

type Readers = Pick<Tools, "pointers" | "reword">;

const known = new WeakMap<FigureVocabulary, Readers>();

export function toolsFor(facts: FactsFile, vocabulary: FigureVocabulary): Tools {
  const lexicon = lexiconOf(vocabulary);
  let readers = known.get(vocabulary);
  if (!readers) known.set(vocabulary, (readers = readersOf(vocabulary)));
  return {
    find: figureFinder(lexicon, facts.names),
    same: samePrintOf(figureFinder(lexicon, []), facts.edition),
    ...readers,
  };
}

function readersOf(vocabulary: FigureVocabulary): Readers {
  const words = DIRECTIONS.flatMap((direction) => {
    const { before, after } = vocabulary.directions[direction];
    return [...before, ...after];
  });
  return {
    pointers: pointerReader(vocabulary),
    reword: reworder([...new Set(words)], wordFinder(words)),
  };
}
