import { basename, dirname, join } from "node:path";
import { digest } from "../../base/digest.ts";
import { mistake } from "../../base/problem.ts";
import type { Files } from "../../world/world.ts";
import { contentOf, type SiteFile } from "./site-file.ts";

/**
 * The built sites under `site/`. Each lies whole in `.builds/<digest of its pages>`; `dist` is a link to the one shown.
 * A build is written aside, renamed when all of it is on the disk, and shown by moving the link: killed at any instant, or without
 * power, `dist` leads to a whole site. The build before stays, for whoever is still reading it.
 */
export interface Builds {
  /** `site/dist`. */
  readonly dist: string;
  readonly folder: string;
  /** Held by the one command that may change the builds. */
  readonly lock: string;
  /** Held by the one that puts what is shown where other machines read it. */
  readonly online: string;
}

const PREVIOUS = "previous";
const LOCK = "lock";
const ONLINE = "online";
const UNFINISHED = "unfinished";
/** Behind a build's name: the file with the digests of its pages. */
export const LIST = ".list";

/** Where the builds of a publication lie. */
export function buildsOf(home: string): Builds {
  const folder = join(home, "site", ".builds");
  return {
    dist: join(home, "site", "dist"),
    folder,
    lock: join(folder, LOCK),
    online: join(folder, ONLINE),
  };
}

/** A build that is being written, beside the one that is shown. */
export interface NewBuild {
  /**
   * Writes a file, or takes over that of the build shown, where its key or its content is the same, or one that was drawn ahead under its key.
   * Several may be under way at once.
   */
  add(file: SiteFile): Promise<void>;
  /** Takes over every file below a folder that the build shown has under this key. False where it has none, or one is damaged. */
  takeOver(folder: string, key: string): boolean;
  /** The text of a file that was added. */
  read(path: string): string;
  /** What was added, by path. */
  listed(): readonly Entry[];
  /** Shows the build, and clears what killed runs and older builds left. */
  finish(): Promise<Shown>;
  /** Removes what was written; the site stays as it was. */
  abandon(): void;
}

/** What a build's list tells of a file: its path, the digest and length in bytes of its content, its key, and when it was written, in milliseconds. */
export type Entry = readonly [
  path: string,
  digest: string,
  bytes?: number,
  key?: string | null,
  written?: number,
];

/** Finds what was drawn of a file under its key: where it lies, whole, and what is known of it. */
export type FindDrawn = (
  path: string,
  key: string,
) => { readonly at: string; readonly entry: Entry; readonly written: number } | undefined;

/**
 * Begins a build. Call it while holding the lock.
 * @param drawn what was drawn ahead.
 * @throws Failure (2) when something other than a link stands at `site/dist`, (3) when the disk fails.
 */
export function beginBuild(
  files: Files,
  builds: Builds,
  drawn: FindDrawn = () => undefined,
): NewBuild {
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
  const before = current === undefined ? undefined : basename(current);
  const known = listOf(files, folder, before);
  const unfinished = join(folder, UNFINISHED);
  files.remove(unfinished);
  const spare = spareIn(files, folder, before, unfinished);
  const entries: Entry[] = [];
  const batch = files.batch();
  /** Those with a new name in them. */
  const folders = new Set<string>();
  const placeFolder = (within: string): void => {
    if (folders.has(within)) return;
    if (within !== ".") placeFolder(dirname(within));
    files.makeFolder(join(unfinished, within));
    folders.add(within);
  };
  const place = (path: string): string => {
    placeFolder(dirname(path));
    return join(unfinished, path);
  };
  /** Puts a file of the build shown into this one. @returns when it was written; undefined where it is damaged. */
  const share = (entry: Entry): number | undefined => {
    const [path, content, bytes] = entry;
    if (before === undefined || bytes === undefined) return undefined;
    const there = spare.get(path);
    const found = there?.[1] === content && soundSince(files, join(unfinished, path), there);
    if (found) return found;
    if (there) files.remove(join(unfinished, path));
    const shown = join(folder, before, path);
    const written = soundSince(files, shown, entry);
    return written !== undefined && files.share(shown, place(path), bytes) ? written : undefined;
  };
  /** Gives a file that was drawn ahead its name in this build; undefined where it was not, or the disk cannot. */
  const take = (path: string, key: string): ReturnType<FindDrawn> => {
    const found = drawn(path, key);
    if (!found) return undefined;
    if (spare.has(path)) files.remove(join(unfinished, path));
    return files.share(found.at, place(path), found.entry[2] ?? 0) ? found : undefined;
  };
  const enter = ([path, content, bytes, key]: Entry, written: number): void => {
    entries.push([path, content, bytes ?? 0, key ?? null, written]);
  };
  const listed = (): Entry[] => entries.toSorted((a, b) => (a[0] < b[0] ? -1 : 1));
  return {
    listed,
    async add(file) {
      const { path, key } = file;
      const old = known.get(path);
      const kept = old && key !== undefined && old[3] === key ? share(old) : undefined;
      if (old && kept !== undefined) {
        enter(old, kept);
        return;
      }
      const ahead = key === undefined ? undefined : take(path, key);
      if (ahead) {
        enter(ahead.entry, ahead.written);
        return;
      }
      const content = await contentOf(file);
      const entry: Entry = [path, digest(content), Buffer.byteLength(content), key ?? null];
      const same = old?.[1] === entry[1] ? share(entry) : undefined;
      if (same === undefined) await batch.write(place(path), content);
      enter(entry, same ?? files.changedAt(join(unfinished, path)));
    },
    takeOver(within, key) {
      const old = [...known.values()].filter(
        (each) => each[0].startsWith(within) && each[3] === key,
      );
      const shared = old.map(share);
      if (old.length === 0 || shared.includes(undefined)) return false;
      old.forEach((entry, at) => enter(entry, shared[at]!));
      return true;
    },
    read: (path) => files.read(join(unfinished, path)),
    async finish() {
      const whole = listed();
      removeOthers(files, unfinished, spare, whole);
      await batch.settled([...folders].map((each) => join(unfinished, each)));
      const build = digest(JSON.stringify(whole.map(([path, content]) => [path, content])));
      const target = `.builds/${build}`;
      files.write(join(folder, `${build}${LIST}`), JSON.stringify(whole));
      if (files.isFolder(join(folder, build))) mend(files, join(folder, build), unfinished, whole);
      else files.rename(unfinished, join(folder, build));
      const changed = current !== target;
      await files.batch().settled([folder]);
      if (changed) {
        if (current !== undefined)
          files.link(current.replace(/^\.builds\//, ""), join(folder, PREVIOUS));
        files.link(target, dist);
      }
      clear(files, builds, build);
      return { build, changed };
    },
    abandon: () => files.remove(unfinished),
  };
}

/**
 * Makes the build before the one shown the ground of the new one: most of its files are those of the new one too, and need neither
 * be written nor be given a name.
 * @returns what is known of its files, by path.
 */
function spareIn(
  files: Files,
  folder: string,
  shown: string | undefined,
  unfinished: string,
): Map<string, Entry> {
  const spare = files.linkTarget(join(folder, PREVIOUS));
  if (spare === undefined || spare === shown || !files.isFolder(join(folder, spare)))
    return new Map();
  const known = listOf(files, folder, spare);
  if (known.size > 0) files.rename(join(folder, spare), unfinished);
  return known;
}

/** Removes files of the ground that the new build does not have, and folders that they leave empty. */
function removeOthers(
  files: Files,
  unfinished: string,
  spare: ReadonlyMap<string, Entry>,
  entries: readonly Entry[],
): void {
  const kept = new Set(entries.map(([path]) => path));
  for (const path of spare.keys()) {
    if (kept.has(path)) continue;
    files.remove(join(unfinished, path));
    for (let at = dirname(path); at !== "."; at = dirname(at)) {
      if (files.list(join(unfinished, at)).length > 0) break;
      files.remove(join(unfinished, at));
    }
  }
}

/** What is known of each file of a build, by path; nothing where there is no list. */
function listOf(files: Files, folder: string, build: string | undefined): Map<string, Entry> {
  const path = join(folder, `${build}${LIST}`);
  if (build === undefined || !files.exists(path)) return new Map();
  return new Map(entriesIn(files, path).map((entry) => [entry[0], entry]));
}

/** What the file of a list holds. */
export function entriesIn(files: Files, path: string): Entry[] {
  return JSON.parse(files.read(path)) as Entry[];
}

/** Tells the key that a file of the site shown has; undefined where it has none. */
export function shownKeys(
  files: Files,
  { dist, folder }: Builds,
): (path: string) => string | undefined {
  const shown = files.linkTarget(dist);
  const known = listOf(files, folder, shown && basename(shown));
  return (path) => known.get(path)?.[3] ?? undefined;
}

/**
 * When a file was written, which is as it was then; undefined where it is not: another hand, which leaves another time, may have left as
 * many bytes.
 */
export function soundSince(
  files: Files,
  path: string,
  [, content, bytes, , written]: Entry,
): number | undefined {
  const lies = files.stamp(path);
  if (bytes === undefined || lies?.bytes !== bytes) return undefined;
  const isSound = lies.changed === written || digest(files.readBytes(path)) === content;
  return isSound ? lies.changed : undefined;
}

/** Puts back what someone changed in a finished build, or deleted from it, without taking it away from its readers. */
function mend(files: Files, build: string, whole: string, entries: readonly Entry[]): void {
  for (const entry of entries) {
    const [path] = entry;
    if (soundSince(files, join(build, path), entry) !== undefined) continue;
    files.makeFolder(dirname(join(build, path)));
    files.rename(join(whole, path), join(build, path));
  }
  files.remove(whole);
}

export interface Shown {
  /** Digest of the pages. */
  readonly build: string;
  /** False when the very same site was shown before. */
  readonly changed: boolean;
}

/** The files of a build: path, digest and length in bytes of each. */
export function filesOfBuild(
  files: Files,
  home: string,
  build: string,
): (readonly [path: string, digest: string, bytes: number])[] {
  const entries = listOf(files, buildsOf(home).folder, build).values();
  return [...entries].map(([path, content, bytes = 0]) => [path, content, bytes]);
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

function clear(files: Files, { folder, dist }: Builds, build: string): void {
  const previous = files.linkTarget(join(folder, PREVIOUS));
  const kept = new Set([build, previous, PREVIOUS, LOCK, ONLINE]);
  for (const name of files.list(folder)) {
    if (!kept.has(name.endsWith(LIST) ? name.slice(0, -LIST.length) : name))
      files.remove(join(folder, name));
  }
  const site = join(dist, "..");
  for (const name of files.list(site)) {
    if (/^\.dist\.\d+\.tmp$/.test(name)) files.remove(join(site, name));
  }
}
