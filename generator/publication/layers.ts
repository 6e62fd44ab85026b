import { dirname, join, relative } from "node:path";
import { memoize } from "../base/memo.ts";
import { digestsBelow } from "../world/program.ts";
import type { World } from "../world/world.ts";

/** Whose a file is. */
export type Layer = "publication" | "package";

/** A file as it was read. */
export interface LayeredFile {
  /** The path that messages name, relative to the home folder: it leads out of it where the file is the package's. */
  readonly file: string;
  readonly text: string;
}

/**
 * What a publication is made with: a file of its own where there is one, else the one that comes with the package. An empty file of
 * its own leaves out the package's file or folder of that name. Paths are relative to the home folder, such as `templates/scales/rsi.yaml`.
 */
export interface Layers {
  /** Absolute path of each layer's folder, the publication's first; that alone where the package is the publication. */
  readonly folders: readonly string[];
  /** Whose the file or folder is that stands at a path; undefined where nothing does. */
  origin(path: string): Layer | undefined;
  /** @throws Failure (2) where neither layer has the file. */
  open(path: string): LayeredFile;
  /** The file as each layer has it, the package's first: for what is laid over it key by key. */
  openAll(path: string): LayeredFile[];
  /** Names in a folder of either layer, sorted by code point. */
  list(folder: string): string[];
}

/** The layers of the publication in a folder, for one reading: what changes there meanwhile is not seen. */
export function layersOf({ files, programFolder }: World, home: string): Layers {
  const isOwnPackage = home === programFolder;
  const folders = isOwnPackage ? [home] : [home, programFolder];
  const holds = (folder: string, path: string): boolean => files.exists(join(folder, path));
  const isEmpty = (path: string): boolean =>
    files.isLong(join(home, path), 0) &&
    !files.isFolder(join(home, path)) &&
    holds(programFolder, path);
  /** What the publication has at a path; asked of the disk once, and not below a folder that it has not. */
  const own = memoize((path: string): "nothing" | "something" | "left out" => {
    const above = path.includes("/") ? own(dirname(path)) : "something";
    if (above !== "something") return above;
    if (isEmpty(path)) return "left out";
    return holds(home, path) ? "something" : "nothing";
  });
  const isLeftOut = (path: string): boolean => !isOwnPackage && own(path) === "left out";
  const foldersWith = (path: string): string[] => {
    if (isOwnPackage) return holds(home, path) ? folders : [];
    const ofHome = own(path);
    if (ofHome === "left out") return [];
    return [
      ...(ofHome === "something" ? [home] : []),
      ...(holds(programFolder, path) ? [programFolder] : []),
    ];
  };
  const namesIn = (folder: string): string[] => (files.isFolder(folder) ? files.list(folder) : []);
  const read = (folder: string, path: string): LayeredFile => ({
    file: relative(home, join(folder, path)),
    text: files.read(join(folder, path)),
  });
  return {
    folders,
    origin(path) {
      const [first] = foldersWith(path);
      return first === undefined ? undefined : first === home ? "publication" : "package";
    },
    open: (path) => read(foldersWith(path)[0] ?? home, path),
    openAll: (path) =>
      foldersWith(path)
        .map((folder) => read(folder, path))
        .toReversed(),
    list: (path) =>
      [...new Set(foldersWith(path).flatMap((folder) => namesIn(join(folder, path))))]
        .filter((name) => !isLeftOut(`${path}/${name}`))
        .sort((a, b) => (a < b ? -1 : 1)),
  };
}

/** Every file at or below some paths as each layer has it, with the digest of its bytes. */
export function digestsOfLayers(
  world: World,
  home: string,
  parts: readonly string[],
): [path: string, digest: string][][] {
  return layersOf(world, home).folders.map((folder) =>
    parts.flatMap((part) => digestsBelow(world.files, folder, part)),
  );
}
