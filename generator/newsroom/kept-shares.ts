import { join } from "node:path";
import { isDay, type Day } from "../base/day.ts";
import { bodyUnderDigest, digest, underDigest } from "../base/digest.ts";
import type { Store } from "../store/store.ts";
import type { World } from "../world/world.ts";
import { groundOf, type Outset } from "./ground.ts";
import { isLive } from "./is-live.ts";
import type { Newsroom } from "./newsroom.ts";
import { makeShare, type MadeShare, type SubjectShare, type TriedArticle } from "./shares.ts";

/** So many articles lie in one file. */
const A_FILE = 200;

/** What was left of an edition that nobody finished is removed after so long, in milliseconds. */
const OLD_MS = 86_400_000;

/** What stands for the files of a share: it is written when these are. */
interface Head extends Omit<MadeShare, "articles"> {
  /** Digest of each file of articles, which bears it as its name. */
  readonly files: readonly string[];
}

/** The shares of editions as workers of one folder leave them to each other, by all that they are made from. */
export interface KeptShares {
  /** Makes a share and keeps it, unless it is there. */
  make(day: Day, share: SubjectShare): Promise<MadeShare>;
  /** All shares of a day: those that are not there as they were left are made. */
  all(day: Day, of: number): Promise<MadeShare[]>;
  /** Lets go of those of a day, and of what is old. */
  forget(day: Day): void;
}

/** @param live whether `live.yaml` is read over `bellwether.yaml`. */
export async function keptShares(
  newsroom: Newsroom,
  store: Store,
  live: boolean,
): Promise<KeptShares> {
  const { world, publication } = newsroom;
  const { files } = world;
  const folder = join(publication.home, "var", "shares");
  const from = [groundOf(newsroom, live), await store.version()];
  const headOf = (day: Day, { part, of }: SubjectShare): string =>
    join(folder, day, `${keyOf(newsroom, from, day)}-${part}-${of}.json`);
  const make: KeptShares["make"] = async (day, share) => {
    const head = headOf(day, share);
    const found = readShare(world, join(folder, day), head);
    if (found) return found;
    const made = await makeShare(newsroom, store, day, share);
    writeShare(world, join(folder, day), head, made);
    return made;
  };
  return {
    make,
    async all(day, of) {
      const shares: MadeShare[] = [];
      for (let part = 1; part <= of; part++) shares.push(await make(day, { part, of }));
      return shares;
    },
    forget(day) {
      for (const name of files.list(folder).filter(isDay)) {
        const isOld = files.changedAt(join(folder, name)) < world.now() - OLD_MS;
        if (name === day || isOld) files.remove(join(folder, name));
      }
    },
  };
}

function keyOf(outset: Outset, from: readonly string[], day: Day): string {
  return digest(JSON.stringify([...from, day, isLive(outset, day)]));
}

function writeShare({ files }: World, folder: string, head: string, made: MadeShare): void {
  const { articles, ...rest } = made;
  files.makeFolder(folder);
  const names: string[] = [];
  for (let at = 0; at < articles.length; at += A_FILE) {
    const body = JSON.stringify(articles.slice(at, at + A_FILE));
    const name = digest(body);
    files.writeUnflushed(join(folder, `${name}.json`), underDigest(body));
    names.push(name);
  }
  files.writeUnflushed(head, underDigest(JSON.stringify({ ...rest, files: names } satisfies Head)));
}

/** The share as it was left; undefined where it was not, or a fault of the disk has changed it. */
function readShare(world: World, folder: string, file: string): MadeShare | undefined {
  const head = read(world, file);
  if (head === undefined) return undefined;
  const { files, ...rest } = JSON.parse(head) as Head;
  const bodies = files.flatMap((name) => read(world, join(folder, `${name}.json`)) ?? []);
  if (bodies.length < files.length) return undefined;
  const articles = bodies.flatMap((body) => JSON.parse(body) as TriedArticle[]);
  return { ...rest, articles };
}

function read({ files }: World, file: string): string | undefined {
  return files.exists(file) ? bodyUnderDigest(files.read(file)) : undefined;
}
