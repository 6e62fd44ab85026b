import { weakMemoize } from "../../base/memo.ts";
import type { FactsFile } from "../../articles/facts.ts";
import type { Scale } from "../../narrate/scales/scale.ts";
import { DIRECTIONS, type FigureVocabulary } from "../figures/vocabulary.ts";
import type { Span } from "../reading/block.ts";
import { wordFinder, type WordFinder } from "../reading/word-finder.ts";
import type { RenamedFinder } from "./renamed.ts";

/** A word that stands where another of its kind was generated: "rose" was "fell", "Ether" was "Bitcoin". */
export interface Swap extends Span {
  readonly is: string;
  readonly was: string;
  /** Both say the same: "rose" and "climbed". */
  readonly isSame: boolean;
}

/** The texts that a sentence may have been before one word of it was put for another of its kind. */
export type Swapper = (text: string) => Tried;
type Tried = Iterable<{ readonly text: string; readonly swap: Swap }>;

/** A longer sentence, or one with more such words, is not tried: each has up to some hundred others. */
export const MOST_CHARACTERS = 800;
const MOST_WORDS = 24;

/** So many texts are tried in an article: one of hundreds of subjects would be looked through for minutes else. */
const MOST_TRIED = 60_000;

/** Words of one kind, each with what it means. */
type Kind = ReadonlyMap<string, string>;

/** Kinds of words, by each of them, and how they are found. */
interface Kinds {
  readonly byWord: ReadonlyMap<string, readonly Kind[]>;
  readonly find: WordFinder;
}

/** What a text may be made of besides what its facts file says. */
export interface SwapGround {
  /** Every name of each subject, by its id; those of the facts file are the ones that were generated. */
  readonly named: Iterable<readonly [string, readonly string[]]>;
  /** Of whose bands one word may stand for another. */
  readonly scales: Iterable<Scale>;
}

export function swapperOf(
  { subjects }: FactsFile,
  vocabulary: FigureVocabulary,
  renamed: RenamedFinder,
  { named, scales }: SwapGround,
): Swapper {
  const known = namesIn([...named, ...Object.entries(subjects)]);
  const generated = namesIn(Object.entries(subjects));
  const written = new Map(
    Object.values(subjects)
      .flat()
      .map((name) => [name.toLowerCase(), name]),
  );
  const names = kindsOf([known]);
  const all = [wordsOf(vocabulary), kindsOf([...scales].map(wordsOfScale)), names];
  let left = MOST_TRIED;
  return function* (text) {
    if (text.length > MOST_CHARACTERS) return;
    // First: of the digits that stand in words a skeleton knows nothing, and "Russell" for "Russell 2000" would fit as well.
    for (const { start, end, is, was } of renamed(text))
      yield {
        text: text.slice(0, start) + was + text.slice(end),
        swap: { start, end, is, was, isSame: false },
      };
    for (const { byWord, find } of all) {
      const places = find(text);
      if (places.length > MOST_WORDS) continue;
      for (const { start, end, key, word } of places) {
        for (const kind of byWord.get(key) ?? []) {
          const meaning = kind.get(key);
          for (const [other, others] of kind === known ? generated : kind) {
            if (other === key) continue;
            if (left-- <= 0) return;
            const was = written.get(other) ?? other;
            yield {
              text: text.slice(0, start) + was + text.slice(end),
              swap: { start, end, is: word, was, isSame: meaning === others },
            };
          }
        }
      }
    }
    const mentioned = names.find(text);
    if (mentioned.length <= MOST_WORDS) yield* exchanged(text, mentioned, known);
  };
}

/** The words of a scale, by band and by which way they point. */
function wordsOfScale({ bands }: Scale): Kind {
  return new Map(
    bands.flatMap(({ id, words = [], up = [], down = [] }) =>
      [words, up, down].flatMap((list, way) =>
        list.map((word): [string, string] => [word.toLowerCase(), `${id} ${way}`]),
      ),
    ),
  );
}

function namesIn(named: readonly (readonly [string, readonly string[]])[]): Kind {
  return new Map(
    named.flatMap(([id, all]) => all.map((name): [string, string] => [name.toLowerCase(), id])),
  );
}

/** Two names in each other's place. */
function* exchanged(text: string, places: ReturnType<WordFinder>, names: Kind): Tried {
  for (const [at, one] of places.entries()) {
    for (const other of places.slice(at + 1)) {
      if (names.get(one.key) === names.get(other.key)) continue;
      yield {
        text:
          text.slice(0, one.start) +
          other.word +
          text.slice(one.end, other.start) +
          one.word +
          text.slice(other.end),
        swap: { start: one.start, end: one.end, is: one.word, was: other.word, isSame: false },
      };
    }
  }
}

const wordsOf = weakMemoize(({ directions, binding }: FigureVocabulary): Kinds => {
  const ways = new Map(
    DIRECTIONS.flatMap((direction) =>
      [...directions[direction].before, ...directions[direction].after].map(
        (word): [string, string] => [word.toLowerCase(), direction],
      ),
    ),
  );
  if (!binding) return kindsOf([ways]);
  const units = new Map(
    Object.entries(binding.units).flatMap(([unit, words]) =>
      words.map((word): [string, string] => [word.toLowerCase(), unit]),
    ),
  );
  const weekdays = new Map(
    binding.weekdays.flatMap((words, day) =>
      words.map((word): [string, string] => [word.toLowerCase(), String(day)]),
    ),
  );
  const opposites = binding.opposites.map(
    (sides) =>
      new Map(sides.map((word, side): [string, string] => [word.toLowerCase(), String(side)])),
  );
  return kindsOf([ways, units, weekdays, ...opposites]);
});

function kindsOf(kinds: readonly Kind[]): Kinds {
  const byWord = new Map<string, Kind[]>();
  for (const kind of kinds)
    for (const word of kind.keys()) byWord.set(word, [...(byWord.get(word) ?? []), kind]);
  return { byWord, find: byWord.size === 0 ? () => [] : wordFinder(byWord.keys()) };
}
