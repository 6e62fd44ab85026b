import { z } from "zod";
import type { World } from "../world/world.ts";
import { loadYaml, type Loaded } from "../base/yaml.ts";
import { splitParts } from "../narrate/narrative-file.ts";
import type { Part } from "../narrate/part.ts";
import { layersOf } from "../publication/layers.ts";
import type { Narrative } from "../narrate/narrative.ts";

/** A narrative's rule file once more, for the places of what stands in it. */
export interface NarrativeSource {
  /** Path relative to the home folder. */
  readonly file: string;
  readonly parts: readonly Part[];
  /** Place of a value of the front matter. */
  place: Loaded<unknown>["place"];
}

/** Reads the file with the rule of a narrative that loaded without mistakes. */
export function openSource(world: World, home: string, { id }: Narrative): NarrativeSource {
  const { file, text } = layersOf(world, home).open(`templates/narratives/${id}.md`);
  const { frontMatter, parts } = splitParts(text, file);
  const { place } = loadYaml(frontMatter, z.unknown(), { file, linesBefore: 1 });
  return { file, parts, place };
}
