import { join } from "node:path";
import { setImmediate, setTimeout as sleep } from "node:timers/promises";
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
  /** Changes with anything that was found. */
  readonly revision: string;
  /** Looks at those for so many milliseconds; what is left is looked at afterwards. */
  within(entries: readonly Entry[], milliseconds: number): Promise<void>;
  /** Articles that wait for a person, and how many of them were looked at. */
  progress(): { readonly done: number; readonly total: number };
  /** Somebody waits for a page: what is looked at beside that waits a moment. */
  giveWay(): void;
  /** Resolves when nothing is looked at any more. */
  stop(): Promise<void>;
}

interface Seen {
  /** Of the text and the state of the store that were looked at. */
  readonly key: string;
  /** When the facts beside it had last changed. */
  readonly facts: number;
  readonly look: Look;
}

/** How long pages have the program to themselves after one was asked for, in milliseconds. */
const MOMENT_MS = 250;

/** Between two rounds over what waits, in milliseconds. */
const REST_MS = 2000;

export function looker(newsroom: Newsroom<SiteKit>, store: Store, index: ArticleIndex): Looker {
  const { world, publication } = newsroom;
  const seen = new Map<string, Seen>();
  let version = "";
  let revision = 0;
  let isStopped = false;
  let quietFrom = 0;
  let timer: NodeJS.Timeout | undefined;

  const keyOf = ({ digest }: Entry): string => `${digest} ${version}`;
  const factsChanged = ({ file }: Entry): number =>
    world.files.changedAt(join(publication.home, factsPath(file)));
  const of = (entry: Entry): Look | undefined => {
    const found = seen.get(entryKey(entry));
    return found?.key === keyOf(entry) ? found.look : undefined;
  };
  const at = async (entry: Entry): Promise<Look> => {
    version = await store.version();
    const facts = factsChanged(entry);
    const known = of(entry);
    if (known && seen.get(entryKey(entry))?.facts === facts) return known;
    const key = keyOf(entry);
    const look = await lookAt(newsroom, store, index, entry);
    seen.set(entryKey(entry), { key, facts, look });
    revision += 1;
    return look;
  };
  const isAsked = (): boolean => !isStopped && performance.now() < quietFrom;
  const lookAtAll = async (): Promise<void> => {
    if (isStopped) return;
    version = await store.version();
    for (const entry of index.all().filter(isOpen)) {
      if (of(entry)) continue;
      while (isAsked()) await sleep(MOMENT_MS / 5);
      if (isStopped) return;
      await at(entry);
      await setImmediate();
    }
  };
  let round: Promise<void> = Promise.resolve();
  const begin = async (): Promise<void> => {
    // Where the store cannot be read just now, the next round looks again.
    round = lookAtAll().catch(() => undefined);
    await round;
    if (!isStopped) timer = setTimeout(() => void begin(), REST_MS).unref();
  };
  void index.whole.then(begin);
  return {
    of,
    get revision() {
      return `${revision} ${version}`;
    },
    async within(entries, milliseconds) {
      const end = performance.now() + milliseconds;
      version = await store.version();
      for (const entry of entries) {
        if (performance.now() > end) return;
        await at(entry);
      }
    },
    progress() {
      const open = index.all().filter(isOpen);
      return { done: open.filter((each) => of(each)).length, total: open.length };
    },
    giveWay() {
      quietFrom = performance.now() + MOMENT_MS;
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      return round;
    },
  };
}
