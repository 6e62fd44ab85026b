import { extname } from "node:path";
import { basename } from "node:path/posix";
import { digest } from "../../base/digest.ts";
import { mistake } from "../../base/problem.ts";
import { packageFile } from "../../world/package-files.ts";
import type { World } from "../../world/world.ts";
import { layersOf } from "../../publication/layers.ts";
import type { SiteFile } from "../build/site-file.ts";

const FOLDER = "site/styles";

/** A file of a package that a sheet names. */
const PACKAGED = /url\("package:([^"]+)"\)/g;

const FACE = /@font-face\s*\{([^}]*)\}/g;

/** The theme's sheet, and the files of packages that it names. */
export interface Styles {
  readonly sheet: SiteFile;
  readonly files: readonly SiteFile[];
  /** Paths of the faces in which text begins, to be asked for with the sheet: the upright one of each family that is named first. */
  readonly firstFaces: readonly string[];
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
  const firstFaces = new Map<string, string>();
  const sheets = names.map((name) => {
    const { text, file } = layers.open(`${FOLDER}/${name}`);
    const beside = new Map<string, SiteFile>();
    const sheet = text.replaceAll(PACKAGED, (_, path: string) => {
      const its = packaged(world, path, file);
      beside.set(path, its);
      files.set(its.path, its);
      return `url("${basename(its.path)}")`;
    });
    for (const [, face = ""] of text.matchAll(FACE)) {
      const family = /font-family:\s*([^;]+);/.exec(face)?.[1] ?? "";
      const [[, path = ""] = []] = face.matchAll(PACKAGED);
      const isUpright = !/font-style:\s*(?:italic|oblique)/.test(face);
      if (isUpright && beside.has(path) && !firstFaces.has(family))
        firstFaces.set(family, beside.get(path)!.path);
    }
    return sheet;
  });
  const content = sheets.join("\n");
  const sheet = { path: `assets/style.${digest(content, 12)}.css`, content };
  return { sheet, files: [...files.values()], firstFaces: [...firstFaces.values()] };
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
