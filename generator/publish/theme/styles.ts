import { extname } from "node:path";
import { basename } from "node:path/posix";
import { digest } from "../../base/digest.ts";
import { mistake } from "../../base/problem.ts";
import { packageFile } from "../../world/package-files.ts";
import type { World } from "../../world/world.ts";
import { layersOf } from "../../publication/layers.ts";
import type { SiteFile } from "../build/site-file.ts";

const FOLDER = "site/styles";

/** The theme's sheet, and the files of packages that it names. */
export interface Styles {
  readonly sheet: SiteFile;
  readonly files: readonly SiteFile[];
}

/**
 * The theme's one style sheet: `site/styles/*.css` joined in the order of their names, under a name that changes with
 * its content. `url("package:@scope/name/file.woff2")` is a file of a package that the program depends on, and stands beside it.
 * @throws Failure (2) where the theme has no style, or a sheet names a file that no package has.
 */
export function styleSheet(world: World, home: string): Styles {
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
  const files = new Map<string, SiteFile>();
  const sheets = names.map((name) => {
    const { text, file } = layers.open(`${FOLDER}/${name}`);
    return text.replaceAll(/url\("package:([^"]+)"\)/g, (_, path: string) => {
      const beside = packaged(world, path, file);
      files.set(beside.path, beside);
      return `url("${basename(beside.path)}")`;
    });
  });
  const content = sheets.join("\n");
  const sheet = { path: `assets/style.${digest(content, 12)}.css`, content };
  return { sheet, files: [...files.values()] };
}

function packaged({ files }: World, path: string, sheet: string): SiteFile {
  let content: Uint8Array;
  try {
    content = files.readBytes(packageFile(path));
  } catch {
    throw mistake({
      code: "missing-style",
      file: sheet,
      message: `Expected a file of a package that Bellwether depends on, found "${path}".`,
      advice: "Put a file of your own below site/static, and name it by its address.",
    });
  }
  const end = extname(path);
  return { path: `assets/${basename(path, end)}.${digest(content, 12)}${end}`, content };
}
