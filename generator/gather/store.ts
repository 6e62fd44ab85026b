import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Instant } from "../base/day.ts";
import type { World } from "../base/world.ts";
import type { AsOfView } from "./asof.ts";
import type { Catalogue, Claim } from "./catalogue.ts";
import type { Columns } from "./columns.ts";
import { fingerprints } from "./fingerprint.ts";
import { guardStore } from "./store-faults.ts";
import { storeReader, type Extent, type Reading } from "./store-reader.ts";
import { checkOwnership, createTables, isFresh } from "./store-schema.ts";
import { storeWriter, type Writer } from "./store-writer.ts";
import { inTransaction, type Patience } from "./transaction.ts";
import { viewOf } from "./view.ts";

/** Everything ever gathered; nothing in it is changed or removed. Faults of the file are thrown as Failure (3). */
export interface Store {
  readonly path: string;
  /** What was known at the instant. */
  view(instant: Instant, catalogue: Catalogue): AsOfView;
  /** What was stored of a series at each of the ascending instants, as digests that agree up to the first difference. */
  fingerprints(series: string, instants: readonly Instant[]): string[];
  /**
   * Runs `work` in one transaction: all that it writes is stored, or nothing. One command writes at a time; another waits
   * for as long as its patience lasts.
   */
  write<T>(work: (writer: Writer) => T): T;
  /** Another text after anything was written, here or by another command. */
  version(): string;
  /** How much there is of a series, whenever it became public. */
  extent(series: string): Extent;
  /** The last reading of a bundled file. */
  lastReading(file: string): Reading | undefined;
  /** The last revision of each claim, in the order of their ids. */
  latestClaims(): readonly Claim[];
  close(): void;
}

const USUAL_PATIENCE: Patience = { milliseconds: 30_000 };

/** Where the store of a publication lies. */
export function storePath(home: string): string {
  return join(home, "var", "bellwether.db");
}

/**
 * Opens the store, and makes it when there is none.
 * @throws Failure (2) for a database of another program or of a newer Bellwether; (3) for a damaged or unreachable file.
 */
export function openStore(world: World, path: string, patience = USUAL_PATIENCE): Store {
  world.files.makeFolder(dirname(path));
  const guard = <T>(action: () => T): T => guardStore(path, action);
  const database = guard(() => new DatabaseSync(path, { timeout: patience.milliseconds }));
  const transact = <T>(work: () => T): T => inTransaction(database, patience, work);

  try {
    guard(() => prepare(database, path, transact));
  } catch (error) {
    database.close();
    throw error;
  }
  const reader = storeReader(database);
  let columns = new Map<string, Columns>();
  let claims: readonly Claim[] | undefined;
  let version = reader.dataVersion();
  let writes = 0;

  const forget = (): void => {
    columns = new Map();
    claims = undefined;
  };

  /** The columns read since the last change, by series. */
  const current = (): ((series: string) => Columns) => {
    const now = guard(() => reader.dataVersion());
    if (now !== version) forget();
    version = now;
    const kept = columns;
    return (series) => {
      let found = kept.get(series);
      if (found === undefined) {
        found = guard(() => reader.columns(series));
        kept.set(series, found);
      }
      return found;
    };
  };

  return {
    path,
    view(instant, catalogue) {
      return viewOf(instant, catalogue, {
        columns: current(),
        claims: () => (claims ??= guard(() => reader.claimRevisions())),
      });
    },
    fingerprints: (series, instants) => fingerprints(current()(series), instants),
    write(work) {
      const result = guard(() => transact(() => work(storeWriter(database))));
      forget();
      writes += 1;
      return result;
    },
    version: () => `${guard(() => reader.dataVersion())} ${writes}`,
    extent: (series) => guard(() => reader.extent(series)),
    lastReading: (file) => guard(() => reader.lastReading(file)),
    latestClaims: () => guard(() => reader.latestClaims()),
    close: () => database.close(),
  };
}

function prepare(database: DatabaseSync, path: string, transact: (work: () => void) => void): void {
  if (isFresh(database)) {
    database.exec("PRAGMA journal_mode = WAL");
    transact(() => {
      if (isFresh(database)) createTables(database);
    });
  }
  checkOwnership(database, path);
}
