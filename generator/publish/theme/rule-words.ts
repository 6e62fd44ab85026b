import { z } from "zod";
import type { World } from "../../world/world.ts";
import { hasVocabulary, loadVocabulary } from "../../publication/vocabulary.ts";

const text = z.string().trim().min(1);

const wordsSchema = z.strictObject({
  /** What a signal is called; `{of}` is what it is measured of. */
  signals: z.record(text, text),
  /** What a condition says of a signal that can be 1 or 0 alone. */
  flags: z.record(text, z.strictObject({ yes: text, no: text })),
  /** What a quantity of a subject is called. */
  quantities: z.record(text, text),
  /** What a text or number of what a rule is about, or of the edition, is called. */
  fields: z.record(text, text),
  /** `{subject}` and `{quantity}` put together. */
  owned: text,
  /** The same for a subject of such an ending. */
  ownedBehind: z.record(text, text).default({}),
  /** A name of `for:` that stands for one subject; `{name}`. */
  bound: text,
  pair: text,
  comparisons: z.strictObject({
    "<": text,
    "<=": text,
    ">": text,
    ">=": text,
    "==": text,
    "!=": text,
  }),
  operators: z.strictObject({
    "&&": text,
    "||": text,
    "!": text,
    "+": text,
    "-": text,
    "*": text,
    "/": text,
    minus: text,
  }),
  /** One of two values, by a condition. */
  choice: text,
  functions: z.strictObject({ abs: text, min: text, max: text }),
  /** The band of a value on a scale. */
  bandOf: text,
  /** A value that lies in a band of a scale, or does not. */
  inBand: text,
  notInBand: text,
  /** Before the two texts of which a condition chooses one; `{condition}`. */
  when: text,
  otherwise: text,
  /** Between the parts of such a condition. */
  and: z.string().min(1),
  /** What a helper of a text puts in its place: `{value}`, `{text}` for its last text in quotes, `{texts}` for all of them. */
  helpers: z.record(text, text),
});

/** How a rule is told in one language. */
export type RuleWords = z.infer<typeof wordsSchema>;

/**
 * Reads `templates/vocabulary/<language>/rules.yaml`; a language without it tells rules as they are written.
 * @throws Failure (2) with line and column of each mistake.
 */
export function loadRuleWords(world: World, home: string, language: string): RuleWords | undefined {
  return hasVocabulary(world, home, language, "rules")
    ? loadVocabulary(world, home, language, "rules", wordsSchema).value
    : undefined;
}
