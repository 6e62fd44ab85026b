import type { z } from "zod";
import { loadLaidYaml, type Loaded } from "../base/yaml.ts";
import type { World } from "../world/world.ts";
import { layersOf } from "./layers.ts";

/** A vocabulary file that passed its schema. */
export interface Vocabulary<T> extends Loaded<T> {
  /** Whether the value at a path is the publication's own, not the package's. */
  isOwn(path: readonly PropertyKey[]): boolean;
  /** The texts that it was read from, for a digest. */
  readonly source: string;
}

/** Path of a vocabulary file in either layer. */
function vocabularyPath(language: string, name: string): string {
  return `templates/vocabulary/${language}/${name}.yaml`;
}

const LANGUAGE = /^[a-z]{2}(-[A-Z]{2})?$/;

/** Whether a language has such a file; none has where an article names what is no language. */
export function hasVocabulary(world: World, home: string, language: string, name: string): boolean {
  if (!LANGUAGE.test(language)) return false;
  return layersOf(world, home).origin(vocabularyPath(language, name)) !== undefined;
}

/**
 * Reads `templates/vocabulary/<language>/<name>.yaml`. The publication's file is laid over the package's key by key, so that a key
 * which an older file lacks is there; a key without a value leaves the package's out; a list takes the place of the whole list.
 * @throws Failure (2) with file, line and column of each mistake.
 */
export function loadVocabulary<S extends z.ZodType>(
  world: World,
  home: string,
  language: string,
  name: string,
  schema: S,
): Vocabulary<z.output<S>> {
  const layers = layersOf(world, home);
  const path = vocabularyPath(language, name);
  const found = layers.openAll(path);
  const sources = found.length > 0 ? found : [layers.open(path)];
  const loaded = loadLaidYaml(sources, schema);
  return {
    ...loaded,
    isOwn: (at) => loaded.place(at).file === path,
    source: sources.map(({ text }) => text).join("\n"),
  };
}
