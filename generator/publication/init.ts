import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { mistake } from "../base/problem.ts";
import type { World } from "../world/world.ts";

/** What a new publication starts with; everything else grows out of it. */
const STARTING = [
  "bellwether.yaml",
  "live.yaml",
  "templates",
  "content/data",
  "site/layouts",
  "site/styles",
] as const;

const IGNORED = "/var/\n/site/dist\n/site/.builds/\n";

/** Copies the bundled templates, theme and sample data into a folder; a file that is there stays as it is. */
export function initHome(world: World, folder: string): { made: number; kept: number } {
  const bundle = bundleRoot(world);
  if (folder === bundle) {
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
    if (world.files.exists(path)) kept++;
    else {
      world.files.write(path, content());
      made++;
    }
  };
  const copy = (name: string): void => {
    const from = join(bundle, name);
    if (world.files.isFolder(from))
      for (const each of world.files.list(from)) copy(join(name, each));
    else put(join(folder, name), () => world.files.readBytes(from));
  };
  STARTING.forEach(copy);
  put(join(folder, ".gitignore"), () => IGNORED);
  return { made, kept };
}

/** The folder of the package: the nearest above this file that holds `bellwether.yaml`. */
function bundleRoot(world: World): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!world.files.exists(join(folder, "bellwether.yaml"))) {
    const above = dirname(folder);
    if (above === folder) {
      throw mistake({
        code: "bundle",
        message: "The bundled templates were not found beside the program.",
        advice: "Install Bellwether again.",
      });
    }
    folder = above;
  }
  return folder;
}
