import { join } from "node:path";
import { digest } from "../../base/digest.ts";
import type { World } from "../../base/world.ts";
import type { Page } from "../page.ts";

/** The theme's script of the search page, `site/layouts/search.js`; none where the theme has no search. */
export function searchScript(world: World, home: string): Page | undefined {
  const file = join(home, "site", "layouts", "search.js");
  if (!world.files.exists(file)) return undefined;
  const content = world.files.read(file);
  return { path: `assets/search.${digest(content, 12)}.js`, content };
}
