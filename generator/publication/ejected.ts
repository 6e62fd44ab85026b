import { join } from "node:path";
import { z } from "zod";
import { digest } from "../base/digest.ts";
import { nearest } from "../base/nearest.ts";
import { mistake } from "../base/problem.ts";
import { matches } from "../base/text.ts";
import { loadYaml } from "../base/yaml.ts";
import { filesBelow } from "../world/files-below.ts";
import { programVersion } from "../world/program.ts";
import type { World } from "../world/world.ts";

/** What is looked up in the publication first and in the package after. */
const LAYERED = ["templates", "site/layouts", "site/styles"];
/** Of these, what only the package reads. */
const PACKAGE_ONLY = /^templates\/(?:README\.md|start\/(?!narrative\.md))/;

/** By path: what the package's file was when a person last held the publication's own to it. It is part of the publication. */
const NOTES = ".bellwether/ejected.json";
const notesSchema = z.record(
  z.string(),
  z.strictObject({ version: z.string(), digest: z.string() }),
);
type Notes = z.infer<typeof notesSchema>;

/** What `eject` did, by path. */
export interface Ejected {
  readonly copied: readonly string[];
  /** There before, and left as they were. */
  readonly kept: readonly string[];
}

/**
 * Copies what comes with the package into the publication, to be changed there, and notes which version it was. Nothing is overwritten.
 * @param wanted a file, a folder or a pattern, such as `templates/scales/*.yaml`.
 * @param isReviewed notes of files that are there already that they were held to the package's as it is now.
 * @throws Failure (2) where the package has nothing of that name.
 */
export function eject(world: World, home: string, wanted: string, isReviewed = false): Ejected {
  const { files, programFolder } = world;
  refuseOwnPackage(world, home);
  const name = wanted.replace(/^\.\//, "").replace(/\/+$/, "");
  const all = packageFiles(world);
  const paths = all.filter(
    (path) => path === name || path.startsWith(`${name}/`) || matches(name, path),
  );
  if (paths.length === 0) throw unknownPath(name, all);
  const version = programVersion(world);
  const notes: Notes = { ...readNotes(world, home) };
  const copied: string[] = [];
  const kept: string[] = [];
  for (const path of paths) {
    const bytes = files.readBytes(join(programFolder, path));
    const isThere = files.exists(join(home, path));
    (isThere ? kept : copied).push(path);
    if (isThere && !isReviewed) continue;
    if (!isThere) files.write(join(home, path), bytes);
    notes[path] = { version, digest: digest(bytes) };
  }
  const sorted = Object.entries(notes).toSorted(([a], [b]) => (a < b ? -1 : 1));
  files.write(join(home, NOTES), `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`);
  return { copied, kept };
}

/**
 * How a file of the publication stands to the package's of the same path. `ours`: the package's has not changed since; `same`: both are
 * equal, so that it could go; `behind`: only the package's has changed; `both`: both have; `unnoted`: they differ, and nobody noted
 * from which version it came; `gone`: the package has it no more; `left-out`: it is empty, which leaves out the package's.
 */
export type Standing = "ours" | "same" | "behind" | "both" | "unnoted" | "gone" | "left-out";

/** A file of the publication that stands before one of the package. */
export interface Override {
  readonly path: string;
  readonly standing: Standing;
  /** Version of the package that it was taken from or last held to. */
  readonly since?: string;
}

/** Every such file, in the order of their paths; none where the package is the publication. */
export function overridesOf(world: World, home: string): Override[] {
  const { files, programFolder } = world;
  if (home === programFolder) return [];
  const notes = readNotes(world, home);
  return LAYERED.flatMap((part) => filesBelow(files, home, part)).flatMap((path): Override[] => {
    const theirs = join(programFolder, path);
    const note = notes[path];
    const since = note ? { since: note.version } : {};
    const own = files.readBytes(join(home, path));
    if (!files.exists(theirs)) return note ? [{ path, standing: "gone", ...since }] : [];
    if (own.length === 0) return [{ path, standing: "left-out", ...since }];
    const standing = standingOf(digest(own), digest(files.readBytes(theirs)), note?.digest);
    return [{ path, standing, ...since }];
  });
}

/** @param base the package's file when the own one was taken from it. */
function standingOf(own: string, theirs: string, base: string | undefined): Standing {
  if (base === theirs) return "ours";
  if (own === theirs) return "same";
  if (base === undefined) return "unnoted";
  return own === base ? "behind" : "both";
}

function packageFiles({ files, programFolder }: World): string[] {
  return LAYERED.flatMap((part) => filesBelow(files, programFolder, part)).filter(
    (path) => !PACKAGE_ONLY.test(path),
  );
}

function readNotes(world: World, home: string): Notes {
  const path = join(home, NOTES);
  if (!world.files.exists(path)) return {};
  return loadYaml(world.files.read(path), notesSchema, { file: NOTES }).value;
}

function refuseOwnPackage({ programFolder }: World, home: string): void {
  if (home !== programFolder) return;
  throw mistake({
    code: "own-package",
    message: "This folder is Bellwether itself: its templates and theme are here to be changed.",
    advice: "Name another publication with --home.",
  });
}

function unknownPath(name: string, all: readonly string[]): Error {
  const folders = all.flatMap((path) =>
    path.split("/").map((_, at, names) => names.slice(0, at + 1).join("/")),
  );
  const meant = nearest(name, new Set(folders));
  return mistake({
    code: "unknown-path",
    message: `"${name}" is no file, folder or pattern of what comes with Bellwether.`,
    advice: meant ? `Did you mean "${meant}"?` : `It lies in ${LAYERED.join(", ")}.`,
  });
}
