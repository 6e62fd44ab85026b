import { join } from "node:path";
import { digest } from "../../base/digest.ts";
import { layersOf } from "../../publication/layers.ts";
import type { World } from "../../world/world.ts";

/** Where the pages of the desk lie, in the publication or in the package. */
export const DESK_FOLDER = "site/desk";

/** The modules of the desk as a browser takes them. */
export interface BrowserModules {
  /** Changes with any of them. */
  readonly version: string;
  /** By name: those of `site/desk` as `queue.js`, those of packages as `@codemirror/view.js`. */
  readonly sources: ReadonlyMap<string, string>;
}

/** `from "name"` and `import "name"`, where the name is that of a package. */
const BARE = /\b(from|import)(\s*)(["'])([^"'./][^"']*)\3/g;

/**
 * The desk's own modules with the packages that they import, each a module of its own: a browser knows no names of packages, so
 * that each name becomes the address at which its module is served. Nothing is bundled, and nothing is served that no module imports.
 */
export function browserModules(world: World, home: string): BrowserModules {
  const layers = layersOf(world, home);
  const sources = new Map<string, string>();
  const take = (name: string, text: string, from: string): void => {
    sources.set(name, text);
    const up = "../".repeat(name.split("/").length - 1) || "./";
    const rewritten = text.replace(
      BARE,
      (whole, word: string, space: string, _, wanted: string) => {
        const file = world.modules.find(wanted, from);
        if (file === undefined) return whole;
        const served = `${wanted}.js`;
        if (!sources.has(served)) take(served, world.files.read(file), file);
        return `${word}${space}"${up}${served}"`;
      },
    );
    sources.set(name, rewritten.replace(/^\/\/# sourceMappingURL=.*$/gm, ""));
  };
  // Packages are found as seen from the program, wherever the publication lies.
  const here = join(world.programFolder, "package.json");
  for (const name of layers.list(DESK_FOLDER).filter((each) => each.endsWith(".js")))
    take(name, layers.open(`${DESK_FOLDER}/${name}`).text, here);
  const version = digest(JSON.stringify([...sources]), 12);
  return { version, sources };
}
