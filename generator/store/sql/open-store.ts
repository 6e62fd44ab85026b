import type { Claim } from "../../publication/catalogue.ts";
import type { RateLimiter } from "../../web/rate-limiter.ts";
import type { Announcement } from "../../publication/events/event.ts";
import type { Headline } from "../../publication/feeds.ts";
import { archiveOf, storedOf } from "../archive.ts";
import { columnsBehind, daySharer, type Columns } from "../columns.ts";
import { SETTLEMENTS, settlementsIn, type Settlement } from "../settlement.ts";
import type { Extent, Store } from "../store.ts";
import type { Recorded } from "../view.ts";
import { aheadOfStore, type ReadingAhead, type StoreAhead } from "./ahead.ts";
import {
  announcementsIn,
  claimsIn,
  documentIn,
  headlinesIn,
  lastReadingsIn,
  textIn,
  trailHeadIn,
  trailIn,
  versionIn,
} from "./reader.ts";
import type { Sql } from "./sql.ts";
import { writingTo, type Batch } from "./writer.ts";

/** What one kind of database does in its own way. */
export interface StoreDatabase<S extends Sql> {
  /** For what is read by itself. */
  readonly sql: S;
  /** Runs `read` on the database as it is at one instant, whatever is written meanwhile. */
  atOnce<T>(read: (sql: S) => Promise<T>): Promise<T>;
  /** Runs `work` with the one write lock: all that it writes is stored, or nothing. */
  inTransaction<T>(work: (sql: S) => Promise<T>): Promise<T>;
  /** All that is stored of each of these series, in their order. */
  columns(sql: S, series: readonly string[]): Promise<readonly Columns[]>;
  /** Begins to read these series, in their order, where that goes beside other work. */
  readAhead?(series: readonly string[]): ReadingAhead;
  /** How much that is, in the same order. */
  extents(sql: S, series: readonly string[]): Promise<readonly Extent[]>;
  /** Stores values that are new. */
  add(sql: S, batch: Batch): Promise<void>;
  /** Runs an action; a fault of the database becomes a Failure. */
  guard<T>(action: () => Promise<T>): Promise<T>;
  /** Where machines share it. */
  readonly pace?: RateLimiter;
  /** Is called once, when no transaction runs any more. */
  close(): Promise<void>;
}

/** What was loaded of one version of the store; series are added as they are asked for. */
interface Loaded {
  readonly version: string;
  readonly columns: Map<string, Columns>;
  readonly claims: readonly Claim[];
  readonly announcements: readonly Announcement[];
  readonly headlines: readonly Headline[];
  readonly settlements: readonly Settlement[];
}

/** Fewer series are read as soon as somebody else has begun to. */
const WORTH_AHEAD = 500;

/** The store that is kept in a database. */
export function storeOver<S extends Sql>(database: StoreDatabase<S>): Store {
  const { sql, guard, pace } = database;
  const sharing = daySharer();
  let loaded: Loaded | undefined;
  let ahead: StoreAhead | undefined;
  let loading: Promise<unknown> = Promise.resolve();
  let turn: Promise<unknown> = Promise.resolve();

  const bringIn = async (series: readonly string[]): Promise<Loaded> => {
    const held = loaded;
    if (
      held &&
      series.every((id) => held.columns.has(id)) &&
      held.version === (await versionIn(sql))
    )
      return held;
    const early = await ahead?.read(series);
    return database.atOnce(async (at) => {
      const version = await versionIn(at);
      const into = held?.version === version ? held : await begun(at, version);
      if (early?.version === version)
        for (const [id, columns] of early.columns) into.columns.set(id, sharing(columns));
      const missing = series.filter((id) => !into.columns.has(id));
      const columns = missing.length > 0 ? await database.columns(at, missing) : [];
      for (const [index, id] of missing.entries()) into.columns.set(id, sharing(columns[index]!));
      loaded = into;
      return into;
    });
  };

  return {
    async load(catalogue, series = catalogue.series.keys()) {
      const stored = [...new Set([...series].flatMap((id) => storedOf(id, catalogue)))];
      const done = loading.then(() => guard(() => bringIn(stored)));
      loading = done.catch(() => {});
      return archiveOf(catalogue, recordedIn(await done), stored);
    },
    write(work) {
      const done = turn.then(() =>
        guard(async () => {
          const held = loaded;
          const grown = new Map<string, Columns | undefined>();
          const { result, before, after } = await database.inTransaction(async (into) => {
            const before = await versionIn(into);
            const known = held?.version === before ? held.columns : undefined;
            const heldOf = (name: string): Columns | undefined =>
              grown.has(name) ? grown.get(name) : known?.get(name);
            const add = async (at: S, batch: Batch): Promise<void> => {
              await database.add(at, batch);
              const { name, rows, retrieved } = batch;
              const its = heldOf(name);
              grown.set(name, its && columnsBehind(its, rows, retrieved));
            };
            const { writer, finish } = writingTo(into, add, heldOf);
            const result = await work(writer);
            await finish();
            const after = grown.size > 0 ? await begun(into, await versionIn(into)) : undefined;
            return { result, before, after };
          });
          if (after) ahead?.written(before, after.version, grown.keys());
          // What this store has written itself behind what it holds it need not read again.
          if (after && held && held === loaded && held.version === before)
            loaded = { ...after, columns: grownBy(held.columns, grown, sharing) };
          return result;
        }),
      );
      turn = done.catch(() => {});
      return done;
    },
    expect(series) {
      const stored = [...series].filter((id) => !loaded?.columns.has(id));
      if (stored.length < WORTH_AHEAD || ahead || !database.readAhead) return;
      ahead = aheadOfStore(database.readAhead(stored));
    },
    version: () => guard(() => versionIn(sql)),
    async extents(series) {
      const ids = [...series];
      const held = loaded;
      const found = await guard(async () =>
        held && ids.every((id) => held.columns.has(id)) && held.version === (await versionIn(sql))
          ? ids.map((id) => extentOf(held.columns.get(id)!))
          : database.extents(sql, ids),
      );
      return new Map(ids.map((id, at) => [id, found[at]!] as const));
    },
    lastReadings: (files) => guard(() => lastReadingsIn(sql, [...files])),
    latestClaims: async () => lastOfEach(await guard(() => claimsIn(sql))),
    latestAnnouncements: async () => lastOfEach(await guard(() => announcementsIn(sql))),
    latestHeadlines: async () => lastOfEach(await guard(() => headlinesIn(sql))),
    document: (name) => guard(() => documentIn(sql, name)),
    trail: ({ path, after = 0 } = {}) => guard(() => trailIn(sql, path, after)),
    trailHead: () => guard(() => trailHeadIn(sql)),
    text: (hash) => guard(() => textIn(sql, hash)),
    ...(pace && { pace }),
    async close() {
      await Promise.all([turn, loading]);
      await ahead?.close();
      await database.close();
    },
  };
}

async function begun(sql: Sql, version: string): Promise<Loaded> {
  return {
    version,
    columns: new Map(),
    claims: await claimsIn(sql),
    announcements: await announcementsIn(sql),
    headlines: await headlinesIn(sql),
    settlements: settlementsIn(await trailIn(sql, SETTLEMENTS, 0)),
  };
}

/** Columns with those that have grown in their place, without those between which something was added: these are read again when they are asked for. */
function grownBy(
  columns: ReadonlyMap<string, Columns>,
  grown: ReadonlyMap<string, Columns | undefined>,
  sharing: (columns: Columns) => Columns,
): Map<string, Columns> {
  const all = new Map(columns);
  for (const [name, its] of grown) {
    if (its) all.set(name, sharing(its));
    else all.delete(name);
  }
  return all;
}

/** How much columns hold: each period once, whatever was revised. */
function extentOf({ days, revisions, inOrder }: Columns): Extent {
  if (inOrder) return { periods: days.length, last: days.at(-1) };
  let periods = 0;
  for (let at = 0; at < revisions.length; at++) if (revisions[at] === 0) periods++;
  return { periods, last: days.at(-1) };
}

function recordedIn({ columns, claims, announcements, headlines, settlements }: Loaded): Recorded {
  return {
    columns(id) {
      const found = columns.get(id);
      if (found === undefined) throw new Error(`${id} is read, and was not loaded`);
      return found;
    },
    claims: () => claims,
    announcements: () => announcements,
    headlines: () => headlines,
    settlements: () => settlements,
  };
}

/** The last revision of each, in the order of their ids. */
function lastOfEach<T extends { readonly id: string }>(revisions: readonly T[]): T[] {
  return [...new Map(revisions.map((each) => [each.id, each])).values()];
}
