import { basename, dirname, join } from "node:path";
import { digest } from "../base/digest.ts";
import { mistake } from "../base/problem.ts";
import type { Files } from "../base/world.ts";
import type { Page } from "./page.ts";

/**
 * The built sites under `site/`. Each lies whole in `.builds/<digest of its pages>`; `dist` is a link to the one shown.
 * A build is written aside, renamed when it is complete, and shown by moving the link: killed at any instant, `dist`
 * leads to a whole site. The build before stays, for whoever is still reading it.
 */
export interface Builds {
  /** `site/dist`. */
  readonly dist: string;
  readonly folder: string;
  /** Held by the one command that may change the builds. */
  readonly lock: string;
}

const PREVIOUS = "previous";
const LOCK = "lock";
const UNFINISHED = "unfinished";
/** Behind a build's name: the file with the digests of its pages. */
const LIST = ".list";

/** Where the builds of a publication lie. */
export function buildsOf(home: string): Builds {
  const folder = join(home, "site", ".builds");
  return { dist: join(home, "site", "dist"), folder, lock: join(folder, LOCK) };
}

/**
 * Shows a site made of `pages`, and clears what killed runs and older builds left. Call it while holding the lock.
 * @throws Failure (2) when something other than a link stands at `site/dist`, (3) when the disk fails.
 */
export function show(files: Files, builds: Builds, pages: readonly Page[]): Shown {
  const { dist, folder } = builds;
  const current = files.linkTarget(dist);
  if (current === undefined && files.exists(dist)) {
    throw mistake({
      code: "dist",
      file: "site/dist",
      message: "Expected a link made by publish, found a file or folder of another origin.",
      advice: "Move it away; publish puts the built site in its place.",
    });
  }
  const listed = pages.map(({ path, content }) => [path, digest(content)] as const);
  const build = digest(JSON.stringify(listed));
  const target = `.builds/${build}`;
  if (files.isFolder(join(folder, build))) mend(files, join(folder, build), pages);
  else write(files, folder, { build, pages, listed, before: current && basename(current) });
  const changed = current !== target;
  if (changed) {
    if (current !== undefined)
      files.link(current.replace(/^\.builds\//, ""), join(folder, PREVIOUS));
    files.link(target, dist);
  }
  clear(files, builds, build);
  return { build, changed };
}

export interface Shown {
  /** Digest of the pages. */
  readonly build: string;
  /** False when the very same site was shown before. */
  readonly changed: boolean;
}

/** Absolute path of a build, by the digest of its pages. */
export function builtAt(home: string, build: string): string {
  return join(buildsOf(home).folder, build);
}

/** Absolute path of the build that is shown, or undefined before the first publish. */
export function shownBuild(files: Files, home: string): string | undefined {
  const target = files.linkTarget(buildsOf(home).dist);
  return target === undefined ? undefined : join(home, "site", target);
}

interface Writing {
  readonly build: string;
  readonly pages: readonly Page[];
  /** Path and digest of each page. */
  readonly listed: readonly (readonly [string, string])[];
  /** The build that is shown. */
  readonly before: string | undefined;
}

/** Writes a build: what has not changed since the one before is the same file under a second name. */
function write(files: Files, folder: string, { build, pages, listed, before }: Writing): void {
  const unfinished = join(folder, UNFINISHED);
  const known = before === undefined ? new Map<string, string>() : listOf(files, folder, before);
  files.remove(unfinished);
  try {
    for (const each of new Set(pages.map(({ path }) => dirname(path))))
      files.makeFolder(join(unfinished, each));
    for (const [at, { path, content }] of pages.entries()) {
      const isSame = before !== undefined && known.get(path) === listed[at]?.[1];
      const size = Buffer.byteLength(content);
      if (!isSame || !files.share(join(folder, before, path), join(unfinished, path), size))
        files.write(join(unfinished, path), content);
    }
    files.write(join(folder, `${build}${LIST}`), JSON.stringify(listed));
    files.rename(unfinished, join(folder, build));
  } catch (error) {
    files.remove(unfinished);
    throw error;
  }
}

/** Digest of each page of a build, by path; empty where that is not known. */
function listOf(files: Files, folder: string, build: string): Map<string, string> {
  const path = join(folder, `${build}${LIST}`);
  return new Map(files.exists(path) ? (JSON.parse(files.read(path)) as [string, string][]) : []);
}

/** Puts back what someone deleted from a finished build, without taking it away from its readers. */
function mend(files: Files, folder: string, pages: readonly Page[]): void {
  for (const { path, content } of pages) {
    if (!files.exists(join(folder, path))) files.write(join(folder, path), content);
  }
}

function clear(files: Files, { folder, dist }: Builds, build: string): void {
  const previous = files.linkTarget(join(folder, PREVIOUS));
  const kept = new Set([build, previous, PREVIOUS, LOCK]);
  for (const name of files.list(folder)) {
    if (!kept.has(name.endsWith(LIST) ? name.slice(0, -LIST.length) : name))
      files.remove(join(folder, name));
  }
  const site = join(dist, "..");
  for (const name of files.list(site)) {
    if (/^\.dist\.\d+\.tmp$/.test(name)) files.remove(join(site, name));
  }
}
