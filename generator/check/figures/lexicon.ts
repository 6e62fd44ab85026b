import { weakMemoize } from "../../base/memo.ts";
import { phraseFinder, type PhraseFinder } from "./phrases.ts";
import type { FigureVocabulary } from "./vocabulary.ts";

/** A vocabulary made ready for finding. */
export interface Lexicon {
  readonly group: ReadonlySet<string>;
  readonly decimal: string;
  readonly numbers: ReadonlyMap<string, number>;
  readonly and: string;
  readonly joinsTens: boolean;
  readonly loose: ReadonlySet<string>;
  readonly definite: ReadonlySet<string>;
  /** Singular and plural of each counted noun, with its plural. */
  readonly counted: ReadonlyMap<string, string>;
  readonly suffixes: ReadonlyMap<string, number>;
  readonly magnitudes: ReadonlyMap<string, number>;
  /** 1 to 12, by name and abbreviation. */
  readonly months: ReadonlyMap<string, number>;
  readonly capitalMonths: boolean;
  /** 1 to 4. */
  readonly quarter: PhraseFinder<number>;
  readonly of: string;
  readonly ordinals: ReadonlySet<string>;
  readonly decade: string;
  readonly multiple: PhraseFinder<number>;
  readonly percent: PhraseFinder<true>;
  readonly currency: PhraseFinder<string>;
  readonly currencyBehind: PhraseFinder<string>;
  /** Id of a unit, or `other`. */
  readonly unit: PhraseFinder<string>;
  /** The currency of a unit, by its id. */
  currencyOf(unit: string | undefined): string | undefined;
  readonly never: readonly string[];
}

/** The lexicon of a vocabulary, made once. */
export const lexiconOf = weakMemoize((words: FigureVocabulary): Lexicon => {
  const declared = [...words.declared.values()];
  const codes = new Set(declared.flatMap(({ currency = [] }) => currency));
  const nouns = declared.flatMap(({ id, nouns: { one, other, large = other } = NONE }) =>
    [one, other, large].flatMap((noun): [string, string][] => (noun === "" ? [] : [[noun, id]])),
  );
  return {
    group: new Set(words.group),
    decimal: words.decimal,
    numbers: sizes(words.numbers),
    and: words.and.toLowerCase(),
    joinsTens: words.joinsTens,
    loose: lower(words.loose),
    definite: lower(words.definite),
    counted: new Map(
      Object.entries(words.counted).flatMap(([one, many]) => [
        [one.toLowerCase(), many],
        [many.toLowerCase(), many],
      ]),
    ),
    suffixes: sizes(words.suffixes),
    magnitudes: sizes(words.magnitudes),
    months: new Map(
      words.months.flatMap((names, index) =>
        names.map((name): [string, number] => [name.toLowerCase(), index + 1]),
      ),
    ),
    capitalMonths: words.capitalMonths,
    quarter: phraseFinder(words.quarters.map((phrase, index) => [phrase, index + 1] as const)),
    of: words.of.toLowerCase(),
    ordinals: lower(words.ordinals),
    decade: words.decade.toLowerCase(),
    multiple: phraseFinder(Object.entries(words.multiples)),
    percent: phraseFinder(words.percent.map((phrase) => [phrase, true] as const)),
    currency: orCode(codes, phraseFinder(Object.entries(words.currencies), "joined")),
    currencyBehind: orCode(codes, phraseFinder(Object.entries(words.currenciesBehind))),
    unit: phraseFinder([...nouns, ...Object.entries(words.units)]),
    currencyOf: (unit = "") => words.declared.get(unit)?.currency,
    never: words.never,
  };
});

const NONE = { one: "", other: "", large: "" };

/** Finds the code of a currency as it is written, too: `CHF` and `GBp`, and not the "all" that in capitals is Albania's. */
function orCode(codes: ReadonlySet<string>, find: PhraseFinder<string>): PhraseFinder<string> {
  return (tokens, at) => {
    const token = tokens[at];
    return token?.kind === "word" && codes.has(token.text)
      ? { value: token.text, next: at + 1 }
      : find(tokens, at);
  };
}

function lower(words: readonly string[]): Set<string> {
  return new Set(words.map((word) => word.toLowerCase()));
}

function sizes(words: Readonly<Record<string, number>>): Map<string, number> {
  return new Map(Object.entries(words).map(([word, size]) => [word.toLowerCase(), size]));
}
