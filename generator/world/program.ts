import { join } from "node:path";
import { digest } from "../base/digest.ts";
import { weakMemoize } from "../base/memo.ts";
import { fileDigest } from "./file-digest.ts";
import { filesBelow } from "./files-below.ts";
import type { World } from "./world.ts";

/** What says which packages are installed beside the program: npm's and pnpm's own records, and the lockfiles of both and of yarn. */
const INSTALLED = [
  "package.json",
  "package-lock.json",
  "pnpm-lock.yaml",
  "yarn.lock",
  "node_modules/.package-lock.json",
  "node_modules/.modules.yaml",
];

/**
 * Of the program's own files and the packages that it runs with: what another version of any made or found is not relied on. Read once a
 * process, which runs what it has loaded.
 */
export function programDigest({ files }: World): string {
  return digestOfProgram(files);
}

const digestOfProgram = weakMemoize((files: World["files"]) => {
  const folder = join(import.meta.dirname, "..");
  const manifests = foldersAbove(folder).flatMap((each) =>
    INSTALLED.map((name) => join(each, name)),
  );
  return digest(
    JSON.stringify([
      process.version,
      manifests.filter((path) => files.exists(path)).map((path) => files.read(path)),
      digestsBelow(files, folder, ""),
    ]),
  );
});

/** The folder that a program lies in, and where it is a package itself, that into which it was installed. */
function foldersAbove(folder: string): string[] {
  const own = join(folder, "..");
  const [home] = own.split(/[/\\]node_modules[/\\]/);
  return home === undefined || home === own ? [own] : [own, home];
}

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
    fileDigest(files, join(folder, each)),
  ]);
}
