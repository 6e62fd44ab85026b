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
    units: wordsOfUnits(units, z.string()),
    measures: z.record(
      z.string(),
      z.union(
        [sentence, z.strictObject({ one: sentence, other: sentence })],
        "expected a sentence, or one for a single session (one) and one for several (other)",
      ),
    ),
  });

/** A sentence; where its sessions are counted, one for a single session and one for several. */
type MethodWords = string | { readonly one: string; readonly other: string };

/** How the note behind a figure tells its unit and its method in one language. */
export interface FootnoteWords {
  /** A locale for numbers, such as `en-US`. */
  readonly locale: string;
  unit(fact: Fact): string;
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

/** Words from tables by unit and by measure; what is in neither is told by its name. */
export function footnoteWords(
  locale: string,
  units: Readonly<Partial<Record<string, string>>> = {},
  measures: Readonly<Record<string, MethodWords>> = {},
): FootnoteWords {
  return {
    locale,
    unit: ({ unit }) => units[unit] ?? unit,
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
