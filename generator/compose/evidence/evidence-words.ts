import { z } from "zod";
import { suggestion } from "../../base/nearest.ts";
import { digest } from "../../base/digest.ts";
import { mistake, type Problem } from "../../base/problem.ts";
import type { World } from "../../world/world.ts";
import type { Calendar } from "../../publication/calendars/calendar.ts";
import { loadVocabulary } from "../../publication/vocabulary.ts";

const text = z.string().min(1);
const counted = z.strictObject({ one: text, many: text });

/** Columns of the table of all records. */
export const COLUMNS = [
  "rule",
  "subjects",
  "way",
  "held",
  "horizon",
  "episodes",
  "plot",
  "verdict",
  "rate",
  "interval",
  "base",
  "difference",
  "differenceInterval",
  "median",
  "quartiles",
  "p",
  "adjustedP",
] as const;
export type Column = (typeof COLUMNS)[number];

const wordsSchema = z.strictObject({
  /** How a subject is named, by its kind; a kind that is not named here is named as the one above it. With `{name}`, or a case of `grammar`. */
  named: z.record(text, text),
  /** What a horizon counts, by a calendar's name or what it counts; others have the words of the calendar. */
  periods: z.record(text, counted),
  episodes: counted,
  ways: z.strictObject({ up: text, down: text }),
  /** What follows a figure of a unit; none for a unit that is not named. */
  units: z.record(z.string(), z.string()),
  /** What a past case is called where its narrative does not say it. */
  case: text,
  /** The last cases one by one; which way the target had moved. */
  cases: z.strictObject({
    lastFew: text,
    /** Where there are no others than these. */
    every: text,
    /** The same where days of the spell that goes on are left out. */
    inSpell: text,
    moves: z.strictObject({ up: text, down: text, flat: text }),
  }),
  /** Where a tendency survived its correction: the only record that running text tells. */
  sentences: z.strictObject({ tendency: z.strictObject({ more: text, less: text }) }),
  /** The box of past cases: its title, and an item for a record of few cases and for a tendency. */
  box: z.strictObject({ title: text, few: text, tendency: text }),
  table: z.strictObject({
    title: text,
    intro: text,
    empty: text,
    range: text,
    heads: z.record(z.enum(COLUMNS), text),
    verdicts: z.strictObject({
      none: text,
      few: text,
      small: text,
      "no-difference": text,
      tendency: text,
    }),
  }),
});

/** What a horizon counts of a series. */
export function nounsOf(
  { periods }: EvidenceWords,
  { name, period, noun }: Calendar,
): Calendar["noun"] {
  return periods[name] ?? periods[period] ?? noun;
}

/** What a record over subjects of one list is of, by their kind, and how many of them it counts. */
const poolsSchema = z.strictObject({ named: z.record(text, text), other: text, counted: text });

/** How evidence is said in a language. */
export interface EvidenceWords extends z.infer<typeof wordsSchema> {
  readonly pooled: z.infer<typeof poolsSchema>;
  /** Digest of the file, for the hash of an article's inputs. */
  readonly digest: string;
}

const COUNT = ["case", "since", "span", "episodes", "target", "way", "period", "periods"];
const CASES = ["cases", "days", "moves", "target", "span"];
const RATES = [...COUNT, "hits", "rate", "low", "high", "base"];
/** What each text may name. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  named: ["name"],
  title: [],
  few: COUNT,
  lastFew: CASES,
  every: CASES,
  inSpell: ["cases"],
  moves: ["sizes"],
  tendency: RATES,
  intro: ["day", "tests", "alone", "tendencies"],
  range: ["low", "high"],
};

/**
 * Reads `templates/vocabulary/<language>/evidence.yaml`.
 * @throws Failure (2) with line and column of each mistake; a name in braces that is not known is one.
 */
export function loadEvidenceWords(world: World, home: string, language: string): EvidenceWords {
  const { value, source, place } = loadVocabulary(world, home, language, "evidence", wordsSchema);
  const problems: Problem[] = [];
  const visit = (part: unknown, at: readonly PropertyKey[], known: readonly string[]): void => {
    if (typeof part === "string") {
      for (const [, name = ""] of part.matchAll(/\{(\w*)\}/g)) {
        if (known.includes(name)) continue;
        problems.push({
          code: "unknown-name",
          ...place(at),
          message: `"{${name}}" is not known here.`,
          advice: suggestion(name, known),
        });
      }
      return;
    }
    for (const [key, each] of Object.entries(part as object))
      visit(each, [...at, Array.isArray(part) ? Number(key) : key], NAMES[key] ?? known);
  };
  visit(value, [], []);
  if (problems.length > 0) throw mistake(problems);
  const { value: pooled } = loadVocabulary(world, home, language, "pools", poolsSchema);
  return { ...value, pooled, digest: digest(source) };
}
