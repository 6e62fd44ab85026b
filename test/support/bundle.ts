import { BUILT_IN, withCharts } from "../../generator/newsroom/kit.ts";
import { join } from "node:path";
import { realWorld } from "../../generator/world/disk.ts";
import { loadScales } from "../../generator/narrate/scales/scale.ts";
import type { Bindings } from "../../generator/narrate/bindable/bindable.ts";
import { bindingOf } from "../../generator/narrate/rules/names.ts";
import type { Catalogue } from "../../generator/publication/catalogue.ts";
import { loadPublication } from "../../generator/publication/publication.ts";

/** The repository's own publication: the bundled catalogue and scales. */
export const ROOT = join(import.meta.dirname, "../..");
export const world = realWorld();
export const publication = loadPublication(world, ROOT, BUILT_IN);
export const { catalogue } = publication;
export const scales = loadScales(world, ROOT);

/** What comes with the program, with what is drawn. */
export const siteKit = await withCharts(BUILT_IN);

/** What comes with the program is measured, and is what rules can be about. */
export const { measures, bindables } = BUILT_IN;

/** What the bundled rules and texts are read with. */
export const ground = { catalogue, measures, scales, bindables };

/** What `for:` of a narrative binds. */
export function bindingsFor(
  said: Readonly<Record<string, string | readonly [string, string]>>,
  declared: Catalogue = catalogue,
): Bindings {
  const bindings = new Map();
  for (const [name, value] of Object.entries(said))
    bindings.set(name, bindingOf(value, bindables, { catalogue: declared, before: bindings }));
  return bindings;
}
