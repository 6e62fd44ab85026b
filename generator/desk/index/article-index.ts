import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { readPublished } from "../../articles/published.ts";
import { isDay, type Day } from "../../base/day.ts";
import { collected } from "../../base/problem.ts";
import type { World } from "../../world/world.ts";
import { EDITIONS, entryKey, readEntry, type Entry } from "./entry.ts";

/** The articles of a publication, read once each: a page reads none but its own. */
export interface ArticleIndex {
  /** Newest edition first, by name within it. */
  all(): readonly Entry[];
  ofDay(day: Day): readonly Entry[];
  /** Days with articles, newest first. */
  days(): readonly Day[];
  find(day: Day, slug: string): Entry | undefined;
  /** Reads one article again, or forgets it where it is gone. */
  look(day: Day, slug: string): Entry | undefined;
  /** Looks for what was written since, at most once a second. */
  refresh(): void;
  /** Days read so far, and how many there are. */
  readonly progress: { readonly done: number; readonly total: number };
  /** Resolves when every day has been read once. */
  readonly whole: Promise<void>;
}

/** Between two looks at the folders, in milliseconds. */
const PAUSE_MS = 1000;

/** Newest editions of which each file is looked at, whoever wrote it: a week of drafts. */
const WATCHED = 7;

/** What was written so shortly before it was read may be written again with the same time, by which nobody could tell: it is read once more. */
const SETTLED_MS = 2000;

interface DayOfArticles {
  /** When its folder and its files last changed. */
  readonly changed: string;
  readonly isSettled: boolean;
  readonly entries: Map<string, Entry>;
}

/** Begins to read the articles, the newest day first; a page may be asked for meanwhile. */
export function openIndex(world: World, home: string): ArticleIndex {
  const { files } = world;
  const folder = join(home, EDITIONS);
  const days = new Map<Day, DayOfArticles>();
  let sorted: readonly Day[] = [];
  let all: readonly Entry[] | undefined;
  let looked = 0;

  const namedDays = (): Day[] => files.list(folder).filter(isDay).toReversed();
  // A list of what was published that is broken stops `publish`, and no page of the desk.
  const publishedOn = (day: Day): object =>
    collected([], () => readPublished(world, home, day)) ?? {};
  /** A file may be written in place, which its folder does not tell. */
  const changesOf = (day: Day, names: readonly string[]): number[] => {
    const own = files.changedAt(join(folder, day));
    if (sorted.indexOf(day) >= WATCHED) return [own];
    return [own, ...names.map((name) => files.changedAt(join(folder, day, name)))];
  };
  const readDay = (day: Day): void => {
    const there = files.list(join(folder, day));
    const changes = changesOf(day, there);
    const changed = changes.join(" ");
    const before = days.get(day);
    if (before?.changed === changed && before.isSettled) return;
    const isSettled = Math.max(...changes) < world.now() - SETTLED_MS;
    const names = there.filter((name) => /^[^.].*\.md$/.test(name));
    const published = publishedOn(day);
    const entries = names
      .map((name) => name.slice(0, -3))
      .map((slug) => readEntry(world, home, day, slug, slug in published));
    days.set(day, {
      changed,
      isSettled,
      entries: new Map(entries.map((each) => [each.slug, each])),
    });
    all = undefined;
  };
  const total = namedDays().length;
  const readAll = async (): Promise<void> => {
    for (const day of namedDays()) {
      readDay(day);
      sorted = [...days.keys()].toSorted().toReversed();
      await setImmediate();
    }
  };
  const index: ArticleIndex = {
    all: () =>
      (all ??= sorted.flatMap((day) => {
        const entries = [...(days.get(day)?.entries.values() ?? [])];
        return entries.toSorted((a, b) => (entryKey(a) < entryKey(b) ? -1 : 1));
      })),
    ofDay: (day) => [...(days.get(day)?.entries.values() ?? [])],
    days: () => sorted,
    find: (day, slug) => days.get(day)?.entries.get(slug),
    look(day, slug) {
      const entries = days.get(day)?.entries ?? new Map<string, Entry>();
      const path = join(folder, day, `${slug}.md`);
      if (!files.exists(path)) {
        if (entries.delete(slug)) all = undefined;
        return undefined;
      }
      const entry = readEntry(world, home, day, slug, slug in publishedOn(day));
      if (entries.get(slug)?.digest !== entry.digest) all = undefined;
      entries.set(slug, entry);
      return entry;
    },
    refresh() {
      if (world.now() - looked < PAUSE_MS || index.progress.done < total) return;
      looked = world.now();
      const there = namedDays();
      for (const day of there) readDay(day);
      for (const day of days.keys()) if (!there.includes(day)) days.delete(day);
      sorted = there;
    },
    get progress() {
      return { done: Math.min(days.size, total), total };
    },
    whole: readAll(),
  };
  return index;
}
