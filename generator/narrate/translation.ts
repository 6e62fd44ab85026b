import { z } from "zod";
import { digest } from "../base/digest.ts";
import { lruCache } from "../base/memo.ts";
import { Failure, mistake, type Problem } from "../base/problem.ts";
import type { World } from "../world/world.ts";
import { loadYaml } from "../base/yaml.ts";
import { layersOf, type LayeredFile } from "../publication/layers.ts";
import { splitParts } from "./narrative-file.ts";
import { templateFiles, type Read } from "./templates/template-files.ts";
import { readParts, type Narrative } from "./narrative.ts";
import { madeOf } from "./translated-from.ts";
import type { RuleGround } from "./rules/rule.ts";

/** The language of the texts that stand with the rules; those of any other stand in a file beside them. */
export const FIRST_LANGUAGE = "en";

const headSchema = z.strictObject({
  tags: z.array(z.string().trim().min(1)).default([]),
  of: madeOf,
});

/** Where the texts of a narrative stand in another language: `templates/narratives/price/day-move.es.md`. */
function translationPath({ id }: Pick<Narrative, "id">, language: string): string {
  return `templates/narratives/${id}.${language}.md`;
}

/** The narratives that have no texts in a language, and so are not printed in it. */
export function untranslated(
  world: World,
  home: string,
  narratives: readonly Narrative[],
  language: string,
): Narrative[] {
  if (language === FIRST_LANGUAGE) return [];
  const layers = layersOf(world, home);
  return narratives.filter((each) => !layers.origin(translationPath(each, language)));
}

/**
 * The narratives with their texts in a language; those that have none are left out.
 * @param ground its scales with their words in that language.
 * @throws Failure (2) with every mistake of every file.
 */
export function inLanguage(
  world: World,
  home: string,
  narratives: readonly Narrative[],
  language: string,
  ground: RuleGround,
): Narrative[] {
  if (language === FIRST_LANGUAGE) return [...narratives];
  const without = new Set(untranslated(world, home, narratives, language));
  const layers = layersOf(world, home);
  const problems: Problem[] = [];
  // What a text may name follows from what its narrative binds.
  const behind = narratives.map((each) => each.digest);
  const kind = `narratives-${language}`;
  const files = templateFiles(world, home, kind, ground, behind, readBefore);
  const translated = narratives.flatMap((narrative): Narrative[] => {
    if (without.has(narrative)) return [];
    try {
      const path = translationPath(narrative, language);
      const isSpared = layers.origin(path) !== "publication";
      const opened = layers.open(path);
      const texts = files.read(opened, (isProven) => ({
        value: translate(narrative, opened, ground, { isProven, isSpared }),
        // A phrasing that is passed over is so again when it is asked for.
        isWhole: true,
      }));
      const both = digest(`${narrative.digest}\n${opened.text}`);
      return [{ ...narrative, file: opened.file, digest: both, ...texts }];
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  files.save();
  if (problems.length > 0) throw mistake(problems);
  return translated;
}

/** What a narrative has in another language than its first. */
type Texts = Pick<Narrative, "tags" | "parts" | "questions">;

const readBefore = lruCache<Read<Texts>>();

/** @param reading `isSpared`: a phrasing that names what this publication does not declare is passed over, as in the package's own narratives. */
function translate(
  narrative: Narrative,
  { text: source, file }: LayeredFile,
  ground: RuleGround,
  reading: { readonly isProven: boolean; readonly isSpared: boolean },
): Texts {
  const parted = splitParts(source, file);
  const { tags } = loadYaml(parted.frontMatter, headSchema, { file, linesBefore: 1 }).value;
  const problems: Problem[] = [];
  const context = { ...ground, bindings: narrative.bindings };
  const texts = readParts(parted, context, file, problems, reading);
  if (problems.length > 0) throw mistake(problems);
  return { tags, ...texts };
}
