import { join } from "node:path";
import { digest } from "../base/digest.ts";
import { oncePer } from "../base/memo.ts";
import type { World } from "./world.ts";

/** Of the program's own files: what another version made or found is not relied on. */
export const programDigest = oncePer(({ files }: World) => {
  const folder = join(import.meta.dirname, "..");
  const manifests = [join(folder, "..", "package.json"), join(folder, "..", "..", "package.json")];
  return digest(
    JSON.stringify([
      process.version,
      manifests.filter((path) => files.exists(path)).map((path) => files.read(path)),
      digestsBelow(files, folder, ""),
    ]),
  );
});

/**
 * Every file at or below a path within a folder, with the digest of its bytes.
 * @param isLeftOut tells which paths do not count.
 */
export function digestsBelow(
  files: World["files"],
  folder: string,
  path: string,
  isLeftOut: (path: string) => boolean = () => false,
): [path: string, digest: string][] {
  if (isLeftOut(path)) return [];
  const place = join(folder, path);
  if (files.isFolder(place))
    return files
      .list(place)
      .flatMap((name) => digestsBelow(files, folder, join(path, name), isLeftOut));
  return files.exists(place) ? [[path, digest(files.readBytes(place))]] : [];
}
