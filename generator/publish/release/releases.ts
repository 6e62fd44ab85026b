import { mistake } from "../../base/problem.ts";
import type { Instant } from "../../base/day.ts";
import { FOREVER } from "../machine/headers.ts";
import { contentType } from "../serve/content-type.ts";
import type { Bucket, Listed, ObjectAbout } from "./bucket.ts";

/** One file of a site: its path, the digest of its content and its length in bytes. */
export type ReleasedFile = readonly [path: string, digest: string, bytes: number];

/** A site that is to be put there. */
export interface NewRelease {
  /** By which it is known: the digest of all its files. */
  readonly name: string;
  readonly files: readonly ReleasedFile[];
  read(path: string): Uint8Array;
}

/** A whole site that lies there, whether it is shown or not. */
export interface Release {
  readonly name: string;
  /** ISO 8601 UTC: when all of it was there. */
  readonly at: string;
  readonly files: number;
  readonly isShown: boolean;
}

/** What came of putting a site there. */
export interface Released {
  readonly name: string;
  readonly uploaded: number;
  readonly copied: number;
  /** False where readers go on seeing another, since somebody rolled back from this one. */
  readonly isShown: boolean;
}

/** The list of a release, written when all of its files are there. */
interface List {
  readonly at: string;
  readonly files: readonly ReleasedFile[];
}

/** What readers are led by: the one object that changes. */
interface Pointer {
  readonly release: string;
  /** Somebody rolled back from this one: it is not shown again by itself. */
  readonly not?: string;
}

/** Requests that are under way at once. */
const AT_ONCE = 16;

/** What nobody has gone on with for so long is given up, in milliseconds. */
const ABANDONED_MS = 24 * 3_600_000;

/** What may change is asked about each time. */
const FRESH = "no-cache";

const AS_JSON: ObjectAbout = { type: "application/json; charset=utf-8", cache: FRESH };

/** The releases of a site in a bucket: each below a prefix of its own, and a pointer that is switched last. */
export interface Releases {
  /**
   * Puts a site there and shows it. Of a file that a release has already nothing is uploaded. It may be killed at any instant and done
   * again: until the last step readers see what they saw before.
   */
  put(site: NewRelease, now: Instant): Promise<Released>;
  /** All that are whole, the newest first. */
  list(): Promise<readonly Release[]>;
  /** Shows a release that is there; the one that is shown now is not shown again by itself. @throws Failure (2) for one that is not there */
  show(name: string): Promise<Release>;
}

/** @param prefix where in the bucket, without a slash at its end; empty at its root. @param keep how many releases are kept. */
export function releasesIn(bucket: Bucket, prefix: string, keep: number): Releases {
  const within = (key: string): string => (prefix === "" ? key : `${prefix}/${key}`);
  const all = within("releases/");
  const listKey = (name: string): string => within(`lists/${name}.json`);
  const fileKey = (name: string, path: string): string => `${all}${name}/${path}`;
  const pointerKey = within("current.json");

  const pointer = async (): Promise<Pointer | undefined> => {
    const text = await bucket.read(pointerKey);
    return text === undefined ? undefined : (JSON.parse(text) as Pointer);
  };
  const point = (to: Pointer): Promise<void> =>
    bucket.put(pointerKey, `${JSON.stringify(to)}\n`, AS_JSON);
  const listOf = async (name: string): Promise<List | undefined> => {
    const text = await bucket.read(listKey(name));
    return text === undefined ? undefined : (JSON.parse(text) as List);
  };
  const names = async (): Promise<string[]> => {
    const start = within("lists/");
    return [...(await bucket.list(start)).keys()].map((key) =>
      key.slice(start.length).replace(/\.json$/, ""),
    );
  };
  const whole = async (): Promise<Release[]> => {
    const shown = (await pointer())?.release;
    const found: Release[] = [];
    await eachOf(await names(), async (name) => {
      const list = await listOf(name);
      if (list)
        found.push({ name, at: list.at, files: list.files.length, isShown: name === shown });
    });
    return found.toSorted((a, b) => (a.at < b.at ? 1 : -1));
  };
  const remove = async (name: string, isRemoved: (object: Listed) => boolean): Promise<void> => {
    const objects = await bucket.list(`${all}${name}/`);
    if ([...objects.values()].every(isRemoved)) await bucket.remove([...objects.keys()]);
  };
  /** Removes what is older than all that are kept, the list first: half a release is none. And what was begun a day ago and never finished. */
  const clear = async (now: Instant): Promise<void> => {
    const old = (await whole()).filter(({ isShown }, at) => !isShown && at >= keep);
    for (const { name } of old) {
      await bucket.remove([listKey(name)]);
      await remove(name, () => true);
    }
    const kept = new Set(await names());
    for (const name of await bucket.folders(all))
      if (!kept.has(name)) await remove(name, ({ at }) => at < now - ABANDONED_MS);
  };

  return {
    async put({ name, files, read }, now) {
      const before = await pointer();
      const former = before && (await listOf(before.release));
      const known = new Map(former?.files.map(([path, digest]) => [path, digest]));
      let [uploaded, copied] = [0, 0];
      const bring = async ([path, digest]: ReleasedFile): Promise<void> => {
        const key = fileKey(name, path);
        if (before && known.get(path) === digest) {
          await bucket.copy(fileKey(before.release, path), key, aboutFile(path));
          copied++;
        } else {
          await bucket.put(key, read(path), aboutFile(path));
          uploaded++;
        }
      };
      if ((await listOf(name)) === undefined) {
        // An object is there whole or not at all: what an earlier run put there stays. The list says that all are there, and it is so.
        for (;;) {
          const there = await bucket.list(`${all}${name}/`);
          const missing = files.filter(
            ([path, , bytes]) => there.get(fileKey(name, path))?.bytes !== bytes,
          );
          if (missing.length === 0) break;
          await eachOf(missing, bring);
        }
        const list: List = { at: new Date(now).toISOString(), files };
        await bucket.put(listKey(name), JSON.stringify(list), AS_JSON);
      }
      // Meanwhile somebody may have rolled back from it.
      const last = await pointer();
      const isShown = last?.not !== name;
      if (isShown && last?.release !== name) await point({ release: name });
      await clear(now);
      return { name, uploaded, copied, isShown };
    },
    list: whole,
    async show(name) {
      const meant = (await whole()).filter((each) => each.name.startsWith(name));
      const [release] = meant;
      if (release === undefined || meant.length > 1 || name === "")
        throw unknownRelease(name, bucket.shown);
      const before = await pointer();
      if (before && before.release !== release.name)
        await point({ release: release.name, not: before.release });
      return { ...release, isShown: true };
    },
  };
}

function aboutFile(path: string): ObjectAbout {
  return {
    type: contentType(`/${path}`),
    cache: path.startsWith("assets/") ? FOREVER : FRESH,
  };
}

/** Does something with each of many, some at once; what fails ends it when what is under way has ended. */
async function eachOf<T>(many: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  let next = 0;
  let failed = false;
  const hand = async (): Promise<void> => {
    while (next < many.length && !failed) {
      try {
        await work(many[next++]!);
      } catch (error) {
        failed = true;
        throw error;
      }
    }
  };
  const hands = await Promise.allSettled(Array.from({ length: AT_ONCE }, hand));
  for (const each of hands) if (each.status === "rejected") throw each.reason;
}

function unknownRelease(name: string, shown: string): Error {
  return mistake({
    code: "unknown-release",
    message: `${shown} has no one release whose name begins with "${name}".`,
    advice: "`bellwether releases` lists them.",
  });
}
