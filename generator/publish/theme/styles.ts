import { join } from "node:path";
import { digest } from "../../base/digest.ts";
import { mistake } from "../../base/problem.ts";
import type { World } from "../../world/world.ts";
import type { SiteFile } from "../build/site-file.ts";

/**
 * The theme's one style sheet: `site/styles/*.css` joined in the order of their names, under a name that changes with
 * its content.
 * @throws Failure (2) where the theme has no style.
 */
export function styleSheet(world: World, home: string): SiteFile {
  const folder = join(home, "site", "styles");
  const names = world.files.list(folder).filter((name) => name.endsWith(".css"));
  if (names.length === 0) {
    throw mistake({
      code: "missing-style",
      file: join("site", "styles"),
      message: "Expected a style sheet, found none.",
      advice: "Copy the bundled theme's styles there.",
    });
  }
  const content = names.map((name) => world.files.read(join(folder, name))).join("\n");
  return { path: `assets/style.${digest(content, 12)}.css`, content };
}
