import { basename, dirname, join } from "node:path";
import { Failure, mistake } from "../../base/problem.ts";
import type { Files } from "../../world/world.ts";

/** Tells a folder that this made from one of another origin: the names that it holds. */
const MARK = ".bellwether-site.json";

/**
 * Copies a built site to a folder elsewhere. A folder that is not there, or that holds a former copy and nothing else, is swapped in
 * whole; where something else stands beside the copy (`.git`, `CNAME`), or the folder itself cannot be moved, files are replaced one
 * by one, new ones before old ones go.
 * @param from the build, as an absolute path.
 * @param to an absolute path.
 * @throws Failure (2) where the folder holds something and no former copy, (3) when the disk fails.
 */
export function copySite(files: Files, from: string, to: string): void {
  const present = files.list(to);
  const former = formerNames(files, to);
  if (present.length > 0 && former === undefined) {
    throw mistake({
      code: "copy",
      file: to,
      message:
        "Expected no such folder, an empty one, or a former copy of the site; found files of another origin.",
      advice: "Name another folder, or empty this one.",
    });
  }
  const isOurs = present.every((name) => name === MARK || former?.includes(name));
  const aside = `${join(dirname(to), `.${basename(to)}`)}.new`;
  if (isOurs && swapWhole(files, from, to, aside)) return;
  replaceInPlace(files, from, to, former ?? []);
}

function formerNames(files: Files, to: string): string[] | undefined {
  const mark = join(to, MARK);
  if (!files.exists(mark)) return undefined;
  try {
    const names: unknown = JSON.parse(files.read(mark));
    return Array.isArray(names) ? names.map(String) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** False where the folder cannot be moved, as a mounted one cannot. */
function swapWhole(files: Files, from: string, to: string, aside: string): boolean {
  const old = aside.replace(/new$/, "old");
  files.remove(aside);
  files.remove(old);
  copyFolder(files, from, aside);
  writeMark(files, from, aside);
  try {
    if (files.exists(to)) files.rename(to, old);
    files.rename(aside, to);
  } catch (error) {
    if (!(error instanceof Failure) || error.exit !== 3) throw error;
    if (!files.exists(to) && files.exists(old)) files.rename(old, to);
    files.remove(aside);
    return false;
  }
  files.remove(old);
  return true;
}

function replaceInPlace(files: Files, from: string, to: string, former: readonly string[]): void {
  copyFolder(files, from, to);
  const kept = new Set(files.list(from));
  for (const name of former.filter((each) => !kept.has(each))) files.remove(join(to, name));
  for (const name of kept) clear(files, join(from, name), join(to, name));
  writeMark(files, from, to);
}

/** Removes from a copied folder what the build no longer holds. */
function clear(files: Files, from: string, to: string): void {
  if (!files.isFolder(from)) return;
  const kept = new Set(files.list(from));
  for (const name of files.list(to)) {
    if (kept.has(name)) clear(files, join(from, name), join(to, name));
    else files.remove(join(to, name));
  }
}

function copyFolder(files: Files, from: string, to: string): void {
  files.makeFolder(to);
  for (const name of files.list(from)) {
    if (files.isFolder(join(from, name))) copyFolder(files, join(from, name), join(to, name));
    else files.write(join(to, name), files.readBytes(join(from, name)));
  }
}

function writeMark(files: Files, from: string, to: string): void {
  files.write(join(to, MARK), `${JSON.stringify(files.list(from))}\n`);
}
