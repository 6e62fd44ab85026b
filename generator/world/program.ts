import { join } from "node:path";
import { digest } from "../base/digest.ts";
import { weakMemoize } from "../base/memo.ts";
import { filesBelow } from "./files-below.ts";
import type { World } from "./world.ts";

/** Of the program's own files: what another version made or found is not relied on. */
export const programDigest = weakMemoize(({ files }: World) => {
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

/** The version of the program, as its `package.json` says. */
export function programVersion({ files, programFolder }: World): string {
  return (JSON.parse(files.read(join(programFolder, "package.json"))) as { version: string })
    .version;
}

/** Every file at or below a path within a folder, with the digest of its bytes. */
export function digestsBelow(
  files: World["files"],
  folder: string,
  path: string,
): [path: string, digest: string][] {
  return filesBelow(files, folder, path).map((each) => [
    each,
    digest(files.readBytes(join(folder, each))),
  ]);
}
