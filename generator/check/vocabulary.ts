import { join } from "node:path";
import { z } from "zod";
import type { World } from "../base/world.ts";
import { loadYaml } from "../base/yaml.ts";

const words = z.array(z.string().min(1)).min(1);

const vocabularySchema = z.strictObject({
  numbers: z.record(z.string(), z.number()),
  /** Words before a number word that make it a pronoun ("the two"), unless a counted noun follows. */
  definite: words,
  /** The word that is a number only in a compound: "one-year". */
  one: z.string().min(1),
  /** Nouns that make the number word before them a figure. */
  counted: words,
  multiples: z.record(z.string(), z.number()),
  magnitudes: z.record(z.string(), z.number()),
  months: z.array(z.string()).length(12, "expected twelve months"),
  percent: words,
  ordinals: words,
  units: z.record(
    z.string(),
    z.enum(["basis points", "percentage points", "points", "times", "other"]),
  ),
  directions: z.strictObject({ up: words, down: words, flat: words }),
});

/** The words by which figures are found in a language. */
export type FigureVocabulary = z.infer<typeof vocabularySchema>;

/**
 * Reads `templates/vocabulary/<language>/figures.yaml`.
 * @throws Failure (2) with line and column of each mistake.
 */
export function loadFigureVocabulary(
  world: World,
  home: string,
  language: string,
): FigureVocabulary {
  const file = join(home, "templates", "vocabulary", language, "figures.yaml");
  return loadYaml(world.files.read(file), vocabularySchema, { file }).value;
}
