import { digest } from "../../base/digest.ts";
import { mistake } from "../../base/problem.ts";
import type { World } from "../../world/world.ts";
import { layersOf } from "../../publication/layers.ts";
import type { SiteFile } from "../build/site-file.ts";

const FOLDER = "site/styles";

/**
 * The theme's one style sheet: `site/styles/*.css` joined in the order of their names, under a name that changes with
 * its content.
 * @throws Failure (2) where the theme has no style.
 */
export function styleSheet(world: World, home: string): SiteFile {
  const layers = layersOf(world, home);
  const names = layers.list(FOLDER).filter((name) => name.endsWith(".css"));
  if (names.length === 0) {
    throw mistake({
      code: "missing-style",
      file: FOLDER,
      message: "Expected a style sheet, found none.",
      advice: "An empty file `styles` leaves out all that come with Bellwether; remove it.",
    });
  }
  const content = names.map((name) => layers.open(`${FOLDER}/${name}`).text).join("\n");
  return { path: `assets/style.${digest(content, 12)}.css`, content };
}
