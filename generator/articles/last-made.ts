import { join } from "node:path";
import type { Day } from "../base/day.ts";
import type { Store } from "../store/store.ts";
import { hashOf } from "../store/trail.ts";
import type { World } from "../world/world.ts";
import { readOnDisk } from "./on-disk.ts";
import { rowsOf } from "./redraft.ts";

/** By which the newest edition that was made, on whichever machine, is kept in a store that machines share. */
const NAME = "last-made";

/** An edition as it was left on the disk of whoever made it. */
interface LastMade {
  readonly day: Day;
  /** By path within the home: the hash of the file, and the digest of what the program wrote, which an edit leaves in its head. */
  readonly articles: Readonly<Record<string, { readonly file: string; readonly written: string }>>;
}

/** Articles of the newest edition that lie otherwise in a folder than in that of whoever made it, by their paths. */
export interface MadeElsewhere {
  readonly day: Day;
  readonly articles: number;
  /** Those that are not there. */
  readonly missing: readonly string[];
  /** Those that were made of something else: other data, templates or another version of the program. */
  readonly other: readonly string[];
  /** Those that somebody has changed here past the program, so that nobody else knows of it. */
  readonly changed: readonly string[];
}

/** Keeps how the articles of an edition lie on this disk, for other machines; nothing of an older one, or where no machine shares the store. */
export async function keepLastMade(
  world: World,
  home: string,
  store: Store,
  day: Day,
  paths: readonly string[],
): Promise<void> {
  if (store.pace === undefined) return;
  const before = await store.document(NAME);
  if (before !== undefined && (JSON.parse(before) as LastMade).day > day) return;
  const articles = paths.map((path) => {
    const { text, article } = readOnDisk(world, home, path);
    return [path, { file: hashOf(text), written: article.frontMatter.text }] as const;
  });
  const made: LastMade = { day, articles: Object.fromEntries(articles) };
  const body = JSON.stringify(made);
  if (body !== before) await store.write((writer) => writer.keepDocument(NAME, body));
}

/**
 * Holds what lies on this disk of the newest edition to what was made of it, and to what the trail says was done with it since.
 * @returns undefined where none was made yet. @throws Failure (2) for an article that cannot be read.
 */
export async function madeElsewhere(
  world: World,
  home: string,
  store: Store,
): Promise<MadeElsewhere | undefined> {
  const body = await store.document(NAME);
  if (body === undefined) return undefined;
  const { day, articles } = JSON.parse(body) as LastMade;
  const found = { missing: [] as string[], other: [] as string[], changed: [] as string[] };
  for (const [path, { file, written }] of Object.entries(articles)) {
    if (!world.files.exists(join(home, path))) {
      found.missing.push(path);
      continue;
    }
    const { text, article } = readOnDisk(world, home, path);
    const hash = hashOf(text);
    if (hash === file || hash === (await rowsOf(store, path)).at(-1)?.markdown) continue;
    (article.frontMatter.text === written ? found.changed : found.other).push(path);
  }
  return { day, articles: Object.keys(articles).length, ...found };
}
