import { z } from "zod";
import { loadYaml } from "../../base/yaml.ts";
import { splitParts } from "../../narrate/narrative-file.ts";
import { madeOf, partDigests } from "../../narrate/translated-from.ts";
import type { Layers } from "../../publication/layers.ts";

/** What a file of texts lacks in another language. */
export interface TextStatus {
  /** Path of the texts in that language, relative to the home folder. */
  readonly file: string;
  /** None are written: what it would print is left out. */
  readonly isMissing: boolean;
  /** Parts that the first language has and this one does not. */
  readonly lacks: readonly string[];
  /** Parts of which the text of the first language is another by now, or is gone. */
  readonly stale: readonly string[];
  /** Whether the file says of which texts it was made; without that nothing of it can be told stale. */
  readonly isMarked: boolean;
}

const headSchema = z.looseObject({ of: madeOf });

/**
 * What the texts of one narrative or story lack in a language.
 * @param path of the texts of the first language, without its ending.
 * @throws Failure (2) where a file cannot be read.
 */
export function textStatus(layers: Layers, path: string, language: string): TextStatus {
  const file = `${path}.${language}.md`;
  if (!layers.origin(file)) return { file, isMissing: true, lacks: [], stale: [], isMarked: false };
  const is = partDigests(splitParts(layers.open(`${path}.md`).text, `${path}.md`).parts);
  const { text } = layers.open(file);
  const parted = splitParts(text, file);
  const { of } = loadYaml(parted.frontMatter, headSchema, { file, linesBefore: 1 }).value;
  const has = new Set(parted.parts.map(({ name }) => name));
  return {
    file,
    isMissing: false,
    lacks: [...is.keys()].filter((name) => !has.has(name)),
    stale: Object.entries(of ?? {}).flatMap(([name, was]) => (is.get(name) === was ? [] : [name])),
    isMarked: of !== undefined,
  };
}

/** The texts of a translation with the mark that they agree with those of the first language as these are now. */
export function agreed(first: string, translation: string): string {
  const digests = partDigests(splitParts(first, "").parts);
  const has = new Set(splitParts(translation, "").parts.map(({ name }) => name));
  const its = [...digests].filter(([name]) => has.has(name));
  const mark = `of: { ${its.map(([name, value]) => `${name}: "${value}"`).join(", ")} }`;
  const lines = translation.split("\n");
  const close = lines.indexOf("---", 1);
  const head = lines.slice(0, close).filter((line) => !line.startsWith("of: "));
  return [...head, mark, ...lines.slice(close)].join("\n");
}
