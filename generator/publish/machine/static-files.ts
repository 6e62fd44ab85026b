import { join } from "node:path";
import { mistake } from "../../base/problem.ts";
import type { World } from "../../world/world.ts";
import type { SiteFile } from "../build/site-file.ts";

const FOLDER = "site/static";

/**
 * What the publication puts onto its site as it is: every file below `site/static`, at the same path.
 * @param others all other files of the site.
 * @throws Failure (2) naming each that has the address of something else.
 */
export function staticFiles(
  { files }: World,
  home: string,
  others: readonly SiteFile[],
): SiteFile[] {
  const paths = pathsBelow(files, join(home, FOLDER));
  const taken = new Set(others.map(({ path }) => path));
  const clashing = paths.filter((path) => taken.has(path));
  if (clashing.length > 0) {
    throw mistake(
      clashing.map((path) => ({
        code: "static",
        file: `${FOLDER}/${path}`,
        message: `A page or file of the site has the address /${path} already.`,
        advice: "Give the file another name.",
      })),
    );
  }
  return paths.map((path) => ({
    path,
    content: () => files.readBytes(join(home, FOLDER, path)),
  }));
}

function pathsBelow(files: World["files"], folder: string, within = ""): string[] {
  if (!files.isFolder(folder)) return [];
  return files.list(folder).flatMap((name) => {
    const path = within + name;
    const at = join(folder, name);
    return files.isFolder(at) ? pathsBelow(files, at, `${path}/`) : [path];
  });
}
