import { basename } from "node:path";
import { z } from "zod";
import { loadYaml } from "../../base/yaml.ts";
import { mistake } from "../../base/problem.ts";
import { narrativeIds } from "../../narrate/narrative.ts";
import { loadScales } from "../../narrate/scales/scale.ts";
import { FIRST_LANGUAGE } from "../../narrate/translation.ts";
import { layersOf, type Layers } from "../../publication/layers.ts";
import { hasVocabulary } from "../../publication/vocabulary.ts";
import type { World } from "../../world/world.ts";
import { textStatus, type TextStatus } from "./texts.ts";

/** How many of all have texts, and what is wrong with those that do not have them whole. */
interface Kind {
  readonly all: number;
  readonly whole: number;
  readonly open: readonly TextStatus[];
  /** Files that do not say of which texts they were made: what of them is stale cannot be told. */
  readonly unmarked: readonly string[];
}

/** What a language has and lacks. */
export interface LanguageStatus {
  readonly language: string;
  readonly narratives: Kind;
  readonly stories: Kind;
  /** Files of the vocabulary that it lacks. */
  readonly vocabulary: readonly string[];
  /** Scales without words: no text of the language can name them. */
  readonly scales: readonly string[];
  /** Relations without a text: findings stand beside each other without it. */
  readonly relations: readonly string[];
}

const FOLDER = "templates/vocabulary";
const NARRATIVES = "templates/narratives";
const STORIES = "templates/stories";
const RELATIONS = "templates/relations";

/** Files that a language may have and the first one does not need: it is what the others are told in. */
const OTHERS_NEED = ["names", "scales", "layouts"];

const WAYS = ["heads", "says", "adds", "joins", "opens"] as const;
const relationSchema = z.looseObject(
  Object.fromEntries(WAYS.map((way) => [way, z.record(z.string(), z.string()).optional()])),
);

/** Languages besides the first that have any vocabulary. */
export function languagesOf(world: World, home: string): string[] {
  const codes = layersOf(world, home).list(FOLDER);
  return codes.filter(
    (code) => code !== FIRST_LANGUAGE && hasVocabulary(world, home, code, "print"),
  );
}

/**
 * What has texts in a language, what is missing, and what the first language has changed since.
 * @throws Failure (2) where no vocabulary is written in it, or a file cannot be read.
 */
export function statusOf(world: World, home: string, language: string): LanguageStatus {
  if (!languagesOf(world, home).includes(language)) throw unknownLanguage(world, home, language);
  const layers = layersOf(world, home);
  const paths = narrativeIds(world, home).map((id) => `${NARRATIVES}/${id}`);
  const stories = namesIn(layers, STORIES, ".md").filter((name) => !name.includes("."));
  const has = (name: string): boolean => hasVocabulary(world, home, language, name);
  const words = [...namesIn(layers, `${FOLDER}/${FIRST_LANGUAGE}`, ".yaml"), ...OTHERS_NEED];
  return {
    language,
    narratives: kindOf(layers, paths, language),
    stories: kindOf(
      layers,
      stories.map((name) => `${STORIES}/${name}`),
      language,
    ),
    vocabulary: words
      .filter((name) => !has(name))
      .map((name) => `${FOLDER}/${language}/${name}.yaml`)
      .toSorted(),
    scales: has("scales") ? scalesWithout(world, home, layers, language) : [],
    relations: namesIn(layers, RELATIONS, ".yaml").filter(
      (name) => !isRelated(layers, `${RELATIONS}/${name}.yaml`, language),
    ),
  };
}

/** Whether nothing is missing and nothing stale. */
export function isWhole(status: LanguageStatus): boolean {
  const { narratives, stories, vocabulary, scales, relations } = status;
  return [narratives.open, stories.open, vocabulary, scales, relations].every(
    ({ length }) => length === 0,
  );
}

/** The mistake of naming a language in which nothing is written. */
export function unknownLanguage(world: World, home: string, language: string): Error {
  const known = languagesOf(world, home);
  return mistake({
    code: "unknown-language",
    message:
      language === FIRST_LANGUAGE
        ? `"${language}" is the language of the rules' own texts: the others are held to it.`
        : `No vocabulary is written in "${language}": there is no ${FOLDER}/${language}/print.yaml.`,
    advice: `Found: ${known.join(", ")}. templates/README.md says how to begin one.`,
  });
}

function kindOf(layers: Layers, paths: readonly string[], language: string): Kind {
  const texts = paths.map((path) => textStatus(layers, path, language));
  const open = texts.filter(
    ({ isMissing, lacks, stale }) => isMissing || lacks.length > 0 || stale.length > 0,
  );
  const unmarked = texts.flatMap(({ file, isMissing, isMarked }) =>
    isMissing || isMarked ? [] : [file],
  );
  return { all: texts.length, whole: texts.length - open.length, open, unmarked };
}

function scalesWithout(world: World, home: string, layers: Layers, language: string): string[] {
  const told = new Set(
    layers
      .openAll(`${FOLDER}/${language}/scales.yaml`)
      .flatMap(({ text, file }) =>
        Object.keys(loadYaml(text, z.record(z.string(), z.unknown()), { file }).value),
      ),
  );
  return [...loadScales(world, home).keys()].filter((id) => !told.has(id));
}

function isRelated(layers: Layers, path: string, language: string): boolean {
  const { text, file } = layers.open(path);
  const said = loadYaml(text, relationSchema, { file }).value;
  return WAYS.some((way) => (said[way] as Record<string, string> | undefined)?.[language]);
}

function namesIn(layers: Layers, folder: string, ending: string): string[] {
  return layers
    .list(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => basename(name, ending));
}
