import { relative } from "node:path";
import { digest } from "../base/digest.ts";
import { fileDigest } from "./file-digest.ts";
import { openResultCache } from "./result-cache.ts";
import type { World } from "./world.ts";

/** Digests of files that are read once for each state in which they lie on the disk, by this command and those after it. */
export interface FileDigests {
  /** Of a file's bytes; undefined where there is no such file. */
  of(path: string): string | undefined;
  /** Keeps what was asked for since, and forgets the rest. */
  save(): void;
}

/** @param name of the file under `var/` in which they are kept, without an ending. */
export function openFileDigests(world: World, home: string, name: string): FileDigests {
  const kept = openResultCache<string>(world, home, name);
  const { files } = world;
  return {
    of(path) {
      const stamp = files.stamp(path);
      if (!stamp) return undefined;
      const { mark } = stamp;
      const read = (): string => digest(files.readBytes(path));
      if (mark === undefined) return read();
      const key = `${relative(home, path)} ${mark}`;
      const found = fileDigest(files, path, mark, () => kept.of(key, read));
      kept.add(key, found);
      return found;
    },
    save: kept.save,
  };
}
