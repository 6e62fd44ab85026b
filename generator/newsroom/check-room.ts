import { loadFigureVocabulary } from "../check/figures/vocabulary.ts";
import { loadScales } from "../narrate/scales/scale.ts";
import { loadPublication } from "../publication/publication.ts";
import type { World } from "../world/world.ts";
import type { Kit } from "./kit.ts";
import type { CheckRoom } from "./newsroom.ts";

/** Loads what the check needs. @throws Failure (2) */
export function openCheckRoom(
  world: World,
  home: string,
  kit: Kit,
  options: { readonly live?: boolean } = {},
): CheckRoom {
  const publication = loadPublication(world, home, kit, options);
  const { language, catalogue } = publication;
  return {
    kit,
    world,
    publication,
    scales: loadScales(world, home),
    vocabulary: loadFigureVocabulary(world, home, language, catalogue.units),
  };
}
