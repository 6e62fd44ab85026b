import { join } from "node:path";
import { realWorld } from "../../generator/base/disk.ts";
import { loadScales } from "../../generator/narrate/scale.ts";
import { loadPublication } from "../../generator/publication.ts";

/** The repository's own publication: the bundled catalogue and scales. */
export const ROOT = join(import.meta.dirname, "../..");
export const world = realWorld();
export const publication = loadPublication(world, ROOT);
export const { catalogue } = publication;
export const scales = loadScales(world, ROOT);
