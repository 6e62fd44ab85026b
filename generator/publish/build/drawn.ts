import { randomUUID } from "node:crypto";
import { dirname, join } from "node:path";
import { digest } from "../../base/digest.ts";
import type { Files } from "../../world/world.ts";
import {
  entriesIn,
  LIST,
  soundSince,
  type Builds,
  type Entry,
  type FindDrawn,
} from "./site-builds.ts";
import { contentOf, type SiteFile } from "./site-file.ts";

/** What folders of files that were drawn ahead are called, before what tells them from each other: each attempt has its own. */
const DRAWN = "drawn-";

/** Files that are drawn ahead of the build that will show them. */
export interface NewDrawn {
  /** Draws a file that has a key. Several may be under way at once. */
  add(file: SiteFile): Promise<void>;
  /** Has the next build find them. */
  finish(): Promise<void>;
  abandon(): void;
}

/** Begins to draw files ahead, beside whoever else does, and whoever builds: a build clears away what it finds, whether or not it took it. */
export function beginDrawn(files: Files, { folder }: Builds): NewDrawn {
  const name = `${DRAWN}${randomUUID()}`;
  const own = join(folder, name);
  const batch = files.batch();
  const folders = new Set<string>();
  const entries: Entry[] = [];
  return {
    async add(file) {
      const { path, key } = file;
      const content = await contentOf(file);
      const place = join(own, path);
      if (!folders.has(dirname(place))) files.makeFolder(dirname(place));
      folders.add(dirname(place));
      await batch.write(place, content);
      const written = files.changedAt(place);
      entries.push([path, digest(content), Buffer.byteLength(content), key!, written]);
    },
    async finish() {
      await batch.settled(folders);
      files.write(`${own}${LIST}`, JSON.stringify(entries));
    },
    abandon: () => files.remove(own),
  };
}

/** All that was drawn ahead by now. */
export function drawnIn(files: Files, { folder }: Builds): FindDrawn {
  const known = new Map<string, { readonly at: string; readonly entry: Entry }>();
  for (const name of files.list(folder)) {
    if (!name.startsWith(DRAWN) || !name.endsWith(LIST)) continue;
    const own = join(folder, name.slice(0, -LIST.length));
    for (const entry of entriesIn(files, join(folder, name))) {
      const [path, , , key] = entry;
      known.set(`${key} ${path}`, { at: join(own, path), entry });
    }
  }
  return (path, key) => {
    const found = known.get(`${key} ${path}`);
    const written = found && soundSince(files, found.at, found.entry);
    return written === undefined ? undefined : { ...found!, written };
  };
}
