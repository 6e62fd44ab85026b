import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { realWorld } from "../../generator/world/disk.ts";
import type { World } from "../../generator/world/world.ts";
import { makeFolder } from "../support/room.ts";

/** A package and a publication in folders of their own. */
export interface Layered {
  readonly world: World;
  readonly home: string;
  /** Writes files of the package, or of the publication, by their path. */
  inPackage(files: Readonly<Record<string, string>>): void;
  inHome(files: Readonly<Record<string, string>>): void;
}

/** A package of the version with these files, and a publication with those. */
export function layered(
  version: string,
  packaged: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>> = {},
): Layered {
  const programFolder = makeFolder("package");
  const home = makeFolder("layered");
  const made = {
    world: { ...realWorld(), programFolder },
    home,
    inPackage: (files: Readonly<Record<string, string>>) => put(programFolder, files),
    inHome: (files: Readonly<Record<string, string>>) => put(home, files),
  };
  made.inPackage({ "package.json": JSON.stringify({ version }), ...packaged });
  made.inHome(own);
  return made;
}

function put(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
