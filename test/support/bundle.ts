import { BUILT_IN, withCharts } from "../../generator/newsroom/kit.ts";
import { join } from "node:path";
import { realWorld } from "../../generator/world/disk.ts";
import { loadScales } from "../../generator/narrate/scales/scale.ts";
import { loadPublication } from "../../generator/publication/publication.ts";

/** The repository's own publication: the bundled catalogue and scales. */
export const ROOT = join(import.meta.dirname, "../..");
export const world = realWorld();
export const publication = loadPublication(world, ROOT, BUILT_IN);
export const { catalogue } = publication;
export const scales = loadScales(world, ROOT);

/** What comes with the program, with what is drawn. */
export const siteKit = await withCharts(BUILT_IN);

/** What comes with the program is measured. */
export const { measures } = BUILT_IN;

/** What the bundled rules and texts are read with. */
export const ground = { catalogue, measures, scales };
