import { join } from "node:path";
import { mistake } from "../base/problem.ts";
import { programVersion } from "../world/program.ts";
import type { World } from "../world/world.ts";

const FILE = "package.json";
const PIN = /("bellwether"\s*:\s*")([^"]*)(")/;

/** What a publication's `package.json` asks for; undefined where it has none, or names no Bellwether. */
export function pinnedVersion({ files }: World, home: string): string | undefined {
  const path = join(home, FILE);
  return files.exists(path) ? PIN.exec(files.read(path))?.[2] : undefined;
}

/**
 * Has `package.json` ask for the version that runs; the folder of a checkout stays as it is named.
 * @throws Failure (2) where it names no Bellwether.
 */
export function pinVersion(world: World, home: string): { before: string; isChanged: boolean } {
  const before = pinnedVersion(world, home);
  if (before === undefined) {
    throw mistake({
      code: "not-pinned",
      file: FILE,
      message: "It names no version of bellwether, so there is none to raise.",
      advice:
        "`bellwether init .` writes one where the file is missing; else `npm install --save-exact bellwether`.",
    });
  }
  const version = programVersion(world);
  const isChanged = !before.startsWith("file:") && before !== version;
  const path = join(home, FILE);
  if (isChanged) world.files.write(path, world.files.read(path).replace(PIN, `$1${version}$3`));
  return { before, isChanged };
}
