import { z } from "zod";
import type { World } from "../../world/world.ts";
import type { Fact } from "../../articles/facts.ts";
import { fill } from "../../base/text.ts";
import type { Language } from "../../compose/language.ts";
import { wordsOfUnits, type Units } from "../../publication/units.ts";
import { hasVocabulary, loadVocabulary } from "../../publication/vocabulary.ts";

const sentence = z.string().min(1);

const wordsSchema = (units: Units) =>
  z.strictObject({
    units: wordsOfUnits(
      units,
      z.union(
        [z.string(), z.strictObject({ one: z.string(), other: z.string() })],
        "expected a text, or one for a single one (one) and one for several (other)",
      ),
    ),
    measures: z.record(
      z.string(),
      z.union(
        [sentence, z.strictObject({ one: sentence, other: sentence })],
        "expected a sentence, or one for a single session (one) and one for several (other)",
      ),
    ),
  });

/** What a value's unit is called; of words that are counted, by the language's own rule, of a single one and of several. */
type UnitWords = string | { readonly one: string; readonly other: string };

/** A sentence; where its sessions are counted, one for a single session and one for several. */
type MethodWords = string | { readonly one: string; readonly other: string };

/** How the note behind a figure tells its unit and its method in one language. */
export interface FootnoteWords {
  /** A locale for numbers, such as `en-US`. */
  readonly locale: string;
  /** @param decimals with which its value is told beside it. */
  unit(fact: Fact, decimals?: number): string;
  /** A sentence, or nothing where the fact was not computed. */
  method(fact: Fact): string | undefined;
}

/**
 * Reads `templates/vocabulary/<language>/notes.yaml`; a language without it is told by the names that the facts file uses.
 * @throws Failure (2) with line and column of each mistake.
 */
export function loadFootnoteWords(
  world: World,
  home: string,
  code: string,
  language: Pick<Language, "locale" | "methods">,
  units: Units,
): FootnoteWords {
  const words = hasVocabulary(world, home, code, "notes")
    ? loadVocabulary(world, home, code, "notes", wordsSchema(units)).value
    : { units: {}, measures: {} };
  return footnoteWords(language.locale, words.units, { ...language.methods, ...words.measures });
}

/** Decimals of a value that is told as its source gives it: what was printed may have fewer. */
const DECIMALS = 2;
/** Methods that give a value of a source as it is. */
const AS_GIVEN: ReadonlySet<string | undefined> = new Set(["last", "previous"]);

/** How many decimals a note tells of a fact's value at the most. */
export function decimalsTold({
  decimals,
  magnitude,
  method,
}: Pick<Fact, "decimals" | "magnitude" | "method">): number {
  const printed = Math.max(0, decimals - Math.round(Math.log10(magnitude)));
  return AS_GIVEN.has(method) ? Math.max(printed, DECIMALS) : printed;
}

/** Words from tables by unit and by measure; what is in neither is told by its name. */
export function footnoteWords(
  locale: string,
  units: Readonly<Partial<Record<string, UnitWords>>> = {},
  measures: Readonly<Record<string, MethodWords>> = {},
): FootnoteWords {
  const plural = new Intl.PluralRules(locale);
  return {
    locale,
    unit(fact, decimals = decimalsTold(fact)) {
      const { unit, value } = fact;
      const words = units[unit] ?? unit;
      if (typeof words === "string") return words;
      const isOne =
        typeof value === "number" &&
        plural.select(Math.abs(Number(value.toFixed(decimals)))) === "one";
      return isOne ? words.one : words.other;
    },
    method({ method, parameters = {} }) {
      if (method === undefined) return undefined;
      const words = measures[method];
      if (words !== undefined) {
        const isOne = parameters["sessions"] === 1;
        const sentence = typeof words === "string" ? words : isOne ? words.one : words.other;
        return fill(sentence, texts(parameters));
      }
      const listed = Object.entries(parameters).map(([name, value]) => `${name} ${value}`);
      return listed.length === 0 ? method : `${method} (${listed.join(", ")})`;
    },
  };
}

function texts(parameters: Readonly<Record<string, number>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [name, String(value)]),
  );
}
