import { z } from "zod";
import { mistake, type Problem } from "../../base/problem.ts";
import type { Units } from "../../publication/units.ts";
import type { World } from "../../world/world.ts";
import type { Loaded } from "../../base/yaml.ts";
import { loadVocabulary } from "../../publication/vocabulary.ts";
import { loadBindingWords, type BindingWords } from "../binding/words.ts";
import {
  loadContradictionWords,
  type ContradictionWords,
} from "../contradictions/contradiction-words.ts";
import { loadBannedWording, type BannedWording } from "../wording/banned.ts";

const word = z.string().min(1);
const words = z.array(word).min(1, "expected a word or more");
const sizes = z.record(word, z.number());

/** A currency's code, as a declared unit has it or any other that no fact is in. */
const currency = z.string().regex(/^[A-Z]{2}[A-Za-z]$/, "expected a currency such as USD");

export const DIRECTIONS = ["up", "down", "flat"] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Words before a figure in its clause, and words directly after it. */
const pointing = z.strictObject({ before: words, after: words });

const vocabularySchema = (units: Units) =>
  z.strictObject({
    group: words,
    decimal: word,
    numbers: sizes,
    and: word,
    /** Whether that word also joins tens and ones: "treinta y dos". */
    joinsTens: z.boolean().default(false),
    loose: z.array(word),
    definite: z.array(word),
    counted: z.record(word, word),
    multiples: sizes,
    magnitudes: sizes,
    suffixes: sizes,
    /** Whether names of months begin with a capital. */
    capitalMonths: z.boolean(),
    months: z.array(words).length(12, "expected twelve months"),
    /** The four quarters of a year, as texts name them; a language without them reads none. */
    quarters: words.length(4, "expected four quarters").or(z.tuple([])).default([]),
    of: word,
    ordinals: words,
    decade: word,
    percent: words,
    currencies: z.record(word, currency),
    /** What names the currency behind a number. */
    currenciesBehind: z.record(word, currency).default({}),
    /** What a word behind a number makes of it: the id of a unit; `other` is nothing that a fact is printed in. */
    units: z.record(
      word,
      z
        .string()
        .refine((id) => id === "other" || units.has(id), "expected the id of a unit, or other"),
    ),
    never: z.array(word),
    negations: words,
    /** Strong words, with the change in per cent that their own sentence must print. */
    earned: z.record(word, z.number().positive("expected a change in per cent above 0")),
    /** Words that claim a record, with the day or year from which it counts in their own sentence. */
    dated: words,
    directions: z.strictObject({ up: pointing, down: pointing, flat: pointing }),
  });

/** The words by which figures are found in a language, and those that no article uses. */
export interface FigureVocabulary extends z.infer<ReturnType<typeof vocabularySchema>> {
  /** The units that facts are counted in. */
  readonly declared: Units;
  readonly banned: BannedWording;
  /** The words by which figures are bound; undefined for a language that has none. */
  readonly binding: BindingWords | undefined;
  /** What an edition cannot both say; undefined for a language that has no words for it. */
  readonly contradictions: ContradictionWords | undefined;
}

/**
 * Reads `figures.yaml` and `banned.yaml` of `templates/vocabulary/<language>`.
 * @throws Failure (2) with line and column of each mistake.
 */
export function loadFigureVocabulary(
  world: World,
  home: string,
  language: string,
  units: Units,
): FigureVocabulary {
  const loaded = loadVocabulary(world, home, language, "figures", vocabularySchema(units));
  const problems = contradictions(loaded);
  if (problems.length > 0) throw mistake(problems);
  return {
    ...loaded.value,
    declared: units,
    banned: loadBannedWording(world, home, language),
    binding: loadBindingWords(world, home, language),
    contradictions: loadContradictionWords(world, home, language),
  };
}

/** Words that would point two ways, and loose words that are no numbers. */
function contradictions({
  value,
  place,
}: Loaded<z.infer<ReturnType<typeof vocabularySchema>>>): Problem[] {
  const problems: Problem[] = [];
  for (const side of ["before", "after"] as const) {
    const first = new Map<string, Direction>();
    for (const direction of DIRECTIONS) {
      for (const [index, each] of value.directions[direction][side].entries()) {
        const other = first.get(each.toLowerCase()) ?? direction;
        first.set(each.toLowerCase(), other);
        if (other === direction) continue;
        problems.push({
          code: "two-directions",
          ...place(["directions", direction, side, index]),
          message: `"${each}" points ${direction} here and ${other} above.`,
          advice: "Keep it under one direction, or write the phrase that tells them apart.",
        });
      }
    }
  }
  for (const [index, each] of value.loose.entries()) {
    if (Object.hasOwn(value.numbers, each)) continue;
    problems.push({
      code: "loose-word",
      ...place(["loose", index]),
      message: `"${each}" is listed as loose and is none of the numbers.`,
    });
  }
  return problems;
}
