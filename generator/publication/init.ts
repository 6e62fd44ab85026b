import { join, relative } from "node:path";
import { mistake } from "../base/problem.ts";
import { filesBelow } from "../world/files-below.ts";
import { programVersion } from "../world/program.ts";
import type { World } from "../world/world.ts";

/** What a new publication holds of the package; everything else is looked up there until it is ejected. */
const SAMPLE = ["bellwether.yaml", "live.yaml", "content/data"] as const;
/** The same for one that begins without data. */
const START = "templates/start";

const IGNORED = "node_modules\n/var/\n/site/dist\n/site/.builds/\n/public/\n";

/** What `init` did. */
export interface Started {
  readonly made: number;
  /** Files that were there before. */
  readonly kept: number;
  /** What `package.json` asks for: a version, or `file:` and the folder of a checkout that no registry has. */
  readonly pinned: string;
}

/**
 * Makes a publication in a folder: its configuration, sample data, and the version of the package that its templates and theme come
 * from. A file that is there stays as it is.
 * @param isEmpty without sample subjects, series and data.
 */
export function initHome(world: World, folder: string, isEmpty = false): Started {
  const { files, programFolder } = world;
  if (folder === programFolder) {
    throw mistake({
      code: "init-folder",
      file: folder,
      message: "This folder is Bellwether itself, which is a publication already.",
      advice: "Choose another folder: bellwether init my-publication.",
    });
  }
  let made = 0;
  let kept = 0;
  const put = (path: string, content: () => Uint8Array | string): void => {
    if (files.exists(join(folder, path))) kept++;
    else {
      files.write(join(folder, path), content());
      made++;
    }
  };
  const copy = (from: string, to: string): void =>
    put(to, () => files.readBytes(join(programFolder, from)));
  if (isEmpty) for (const name of ["bellwether.yaml", "live.yaml"]) copy(`${START}/${name}`, name);
  else
    for (const part of SAMPLE)
      for (const path of filesBelow(files, programFolder, part)) copy(path, path);
  copy(`${START}/README.md`, "README.md");
  const pinned = pinOf(world, folder);
  put("package.json", () => manifest(pinned));
  put(".gitignore", () => IGNORED);
  return { made, kept, pinned };
}

/** How a publication asks npm for the package that is running. */
function pinOf(world: World, folder: string): string {
  const { programFolder } = world;
  const isInstalled = /[\\/]node_modules[\\/]/.test(programFolder);
  return isInstalled ? programVersion(world) : `file:${relative(folder, programFolder)}`;
}

function manifest(pinned: string): string {
  const content = { private: true, type: "module", dependencies: { bellwether: pinned } };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}
