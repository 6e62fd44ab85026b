import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { factsPath } from "../../articles/on-disk.ts";
import type { SiteKit } from "../../newsroom/kit.ts";
import type { Newsroom } from "../../newsroom/newsroom.ts";
import type { Store } from "../../store/store.ts";
import type { ArticleIndex } from "./article-index.ts";
import { entryKey, type Entry } from "./entry.ts";
import { lookAt, type Look } from "./look.ts";
import { isOpen } from "./urgency.ts";

/** Looks at articles closely, each once for its text, its facts and the data. */
export interface Looker {
  /** What was found; undefined until it has been looked at. */
  of(entry: Entry): Look | undefined;
  at(entry: Entry): Promise<Look>;
  /** Looks at those for so many milliseconds; what is left is looked at afterwards. */
  within(entries: readonly Entry[], milliseconds: number): Promise<void>;
  /** Articles that wait for a person, and how many of them were looked at. */
  progress(): { readonly done: number; readonly total: number };
  stop(): void;
}

interface Seen {
  readonly key: string;
  readonly look: Look;
}

/** Between two rounds over what waits, in milliseconds. */
const REST_MS = 2000;

export function looker(newsroom: Newsroom<SiteKit>, store: Store, index: ArticleIndex): Looker {
  const { world, publication } = newsroom;
  const seen = new Map<string, Seen>();
  let version = "";
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;

  const keyOf = ({ file, digest }: Entry): string =>
    `${digest} ${world.files.changedAt(join(publication.home, factsPath(file)))} ${version}`;
  const of = (entry: Entry): Look | undefined => {
    const found = seen.get(entryKey(entry));
    return found?.key === keyOf(entry) ? found.look : undefined;
  };
  const at = async (entry: Entry): Promise<Look> => {
    version = await store.version();
    const known = of(entry);
    if (known) return known;
    const key = keyOf(entry);
    const look = await lookAt(newsroom, store, index, entry);
    seen.set(entryKey(entry), { key, look });
    return look;
  };
  const round = async (): Promise<void> => {
    await index.whole;
    version = await store.version();
    for (const entry of index.all().filter(isOpen)) {
      if (isStopped) return;
      if (of(entry)) continue;
      await at(entry);
      await setImmediate();
    }
    if (!isStopped) timer = setTimeout(() => void round(), REST_MS).unref();
  };
  void round();
  return {
    of,
    at,
    async within(entries, milliseconds) {
      const end = performance.now() + milliseconds;
      version = await store.version();
      for (const entry of entries) {
        if (of(entry)) continue;
        if (performance.now() > end) return;
        await at(entry);
      }
    },
    progress() {
      const open = index.all().filter(isOpen);
      return { done: open.filter((each) => of(each)).length, total: open.length };
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
