import { z } from "zod";
import { weakMemoize } from "../../base/memo.ts";
import type { Catalogue } from "../../publication/catalogue.ts";
import { hasVocabulary, loadVocabulary } from "../../publication/vocabulary.ts";
import type { World } from "../../world/world.ts";

const word = z.string().min(1);
const words = z.array(word);
const byWord = <T extends z.ZodType>(value: T) => z.record(word, value);

/** In what windows and times are counted. */
export const TIME_UNITS = [
  "minute",
  "hour",
  "day",
  "session",
  "week",
  "month",
  "quarter",
  "year",
] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** What the check knows of a subject, and what a word can name of it. */
export const QUANTITY_WORDS = [
  "close",
  "price",
  "open",
  "high",
  "low",
  "volume",
  "marketCap",
  "flow",
  "exchangeFlow",
  "rsi",
  "average",
  "correlation",
  "beta",
  "volatility",
  "support",
  "resistance",
  "spread",
  "deviation",
  "percentile",
  "interval",
] as const;
export type QuantityWord = (typeof QUANTITY_WORDS)[number];

const unit = z.enum(TIME_UNITS);
const level = z.strictObject({ held: words, broken: words });

const schema = z.strictObject({
  quantities: z.partialRecord(z.enum(QUANTITY_WORDS), words),
  /** Quantities of which nothing is stored. */
  strange: words,
  /** What makes a sentence one of many past cases. */
  samples: words,
  said: words,
  unreal: words,
  /** Words that open a question. */
  asking: words,
  against: words,
  pronouns: words,
  each: words,
  respectively: words,
  /** Further names of subjects, by id. */
  names: byWord(words),
  funds: words,
  strangers: words,
  units: z.record(unit, words),
  /** What may stand between a number and its unit. */
  qualifiers: words,
  one: words,
  periods: byWord(unit),
  earlier: words,
  /** The same before a number and a unit. */
  ago: words,
  back: byWord(unit),
  today: words,
  yesterday: words,
  weekdays: z.array(words).length(7, "expected seven weekdays, Sunday first"),
  spans: byWord(unit),
  before: byWord(unit),
  since: words,
  changes: words,
  above: words,
  below: words,
  about: words,
  highest: words,
  lowest: words,
  record: words,
  run: words,
  ordinals: byWord(z.number()),
  grades: byWord(
    z.strictObject({
      /** Id of the scale whose bands the words are, by band. */
      scale: word.optional(),
      words: byWord(words).optional(),
      /** Words for a value above and below zero. */
      sign: z.strictObject({ positive: words, negative: words }).optional(),
      /** Words for a value between two bounds. */
      size: byWord(z.tuple([z.number(), z.number()])).optional(),
    }),
  ),
  /** Words of one kind that mean different things, list by list. */
  opposites: z.array(words),
  /** Words beside a mark that a scale or a chart draws. */
  markers: words,
  numbered: words,
  /** What compares with the past, or weighs a distance, in a way that nothing binds. */
  unheld: words,
  noFlow: words,
  /** What says that a level is the highest, or the lowest, since the day behind it. */
  notSeen: words,
  /** What says that a level held, or that it broke. */
  levels: z.strictObject({ support: level, resistance: level }),
  /** What says that the publication's market is closed, or open. */
  market: z.strictObject({ closed: words, open: words }),
  /** What says that one line crossed another, before the window of the other. */
  crosses: z.strictObject({ up: words, down: words }),
  /** Small words, by what they do between the parts of a sentence. */
  grammar: z.strictObject({
    joins: words,
    ends: words,
    fill: words,
    bound: words,
    and: words,
    of: words,
    from: words,
    to: words,
    between: words,
    relations: words,
    windowed: words,
  }),
});

/** The words by which figures are bound in a language. */
export type BindingWords = z.infer<typeof schema>;

/**
 * Reads `binding.yaml` of `templates/vocabulary/<language>`; undefined for a language that has none, in which no figure is bound.
 * @throws Failure (2) with line and column of each mistake.
 */
export function loadBindingWords(
  world: World,
  home: string,
  language: string,
): BindingWords | undefined {
  if (!hasVocabulary(world, home, language, "binding")) return undefined;
  return loadVocabulary(world, home, language, "binding", schema).value;
}

/** Every name of each subject, with the id: as it is declared, and as the language has it. */
export const namesOf = weakMemoize((catalogue: Catalogue) =>
  weakMemoize((binding: BindingWords): ReadonlyMap<string, readonly string[]> =>
    named(catalogue, binding, false),
  ),
);

/** The names of subjects that are told beside the others: what a text says of them is held to nothing, so they are strangers. */
export function namesBeside(catalogue: Catalogue, binding: BindingWords): readonly string[] {
  return [...named(catalogue, binding, true).values()].flat();
}

function named(
  { subjects, kinds }: Catalogue,
  { names }: BindingWords,
  isBeside: boolean,
): ReadonlyMap<string, readonly string[]> {
  const chosen = subjects
    .values()
    .filter(({ kind }) => (kinds.get(kind)?.beside ?? false) === isBeside);
  return new Map(
    chosen.map(({ id, name, symbol, aliases, proxy }) => [
      id,
      [...new Set([name, symbol, ...aliases, ...(proxy ? [proxy] : []), ...(names[id] ?? [])])],
    ]),
  );
}
