import { digest } from "../../base/digest.ts";
import { layersOf } from "../../publication/layers.ts";
import type { World } from "../../world/world.ts";
import type { SiteFile } from "../build/site-file.ts";

/**
 * The scripts of the theme: `first` before a page is painted, `site` when it is there, `search` on the page of search. A page
 * says all that it says without them.
 */
export type ScriptName = "first" | "site" | "search";

/** Their paths within the site; one that the theme leaves out is absent. */
export type ScriptPaths = Readonly<Partial<Record<ScriptName, string>>>;

/** The named scripts of the theme, each under a name that changes with its content. */
export function themeScripts(
  world: World,
  home: string,
  names: readonly ScriptName[],
): { readonly files: readonly SiteFile[]; readonly paths: ScriptPaths } {
  const layers = layersOf(world, home);
  const found = names.flatMap((name) => {
    const source = `site/layouts/${name}.js`;
    if (!layers.origin(source)) return [];
    const content = layers.open(source).text;
    return [{ name, path: `assets/${name}.${digest(content, 12)}.js`, content }];
  });
  return {
    files: found.map(({ path, content }) => ({ path, content })),
    paths: Object.fromEntries(found.map(({ name, path }) => [name, path])),
  };
}
