import { weakMemoize } from "../../base/memo.ts";
import type { FactsFile } from "../../articles/facts.ts";
import type { KnownData } from "../data/changed.ts";
import type { Units } from "../../publication/units.ts";
import { namesOf } from "../binding/words.ts";
import { pointerReader, type PointerReader } from "../reading/direction.ts";
import { figureFinder, type FigureFinder } from "../figures/figures.ts";
import { lexiconOf, type Lexicon } from "../figures/lexicon.ts";
import { renamedFinder, type RenamedFinder } from "./renamed.ts";
import { samePrintOf, type SamePrint } from "./same-print.ts";
import { swapperOf, type SwapGround, type Swapper } from "./swapped.ts";
import type { FigureVocabulary } from "../figures/vocabulary.ts";

/** What one article is checked with. */
export interface Tools {
  readonly find: FigureFinder;
  readonly same: SamePrint;
  readonly pointers: PointerReader;
  readonly swaps: Swapper;
  readonly renamed: RenamedFinder;
  readonly units: Units;
}

/** @param data of which everything may be named; without it the names of the facts file alone are known. */
export function toolsFor(facts: FactsFile, vocabulary: FigureVocabulary, data?: KnownData): Tools {
  const lexicon = lexiconOf(vocabulary);
  const names = new Set([...facts.names, ...Object.values(facts.subjects).flat()]);
  const { binding } = vocabulary;
  const ground = (): SwapGround => ({
    named: data && binding ? namesOf(data.view.catalogue)(binding) : [],
    scales: data?.scales?.values() ?? [],
  });
  const renamed = renamedFinder(facts.names);
  let swaps: Swapper | undefined;
  return {
    find: figureFinder(lexicon, [...names]),
    same: samePrintOf(finderOfPrints(lexicon), facts.edition),
    units: vocabulary.declared,
    pointers: pointersOf(vocabulary),
    swaps: (text) => (swaps ??= swapperOf(facts, vocabulary, renamed, ground()))(text),
    renamed,
  };
}

const pointersOf = weakMemoize(pointerReader);

/** Finds figures in what facts print, which holds no names. */
const finderOfPrints = weakMemoize((lexicon: Lexicon) => figureFinder(lexicon, []));
