import { join } from "node:path";
import type { Files } from "./world.ts";

/** The path of every file at or below `path` within a folder, relative to the folder; what begins with a dot, and packages that are installed there, are left out. */
export function filesBelow(files: Files, folder: string, path: string): string[] {
  const place = join(folder, path);
  if (files.isFolder(place))
    return files
      .list(place)
      .filter((name) => !name.startsWith(".") && name !== "node_modules")
      .flatMap((name) => filesBelow(files, folder, join(path, name)));
  return files.exists(place) ? [path] : [];
}
