import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { World } from "../../world/world.ts";
import type { Claim } from "../../publication/catalogue.ts";
import type { Columns } from "../columns.ts";
import { fingerprints } from "../fingerprint.ts";
import { guardStore } from "./faults.ts";
import { storeReader } from "./reader.ts";
import { checkOwnership, createTables, isFresh } from "./schema.ts";
import { storeWriter } from "./writer.ts";
import { inTransaction, type Patience } from "./transaction.ts";
import { viewOf } from "../view.ts";
import type { Store } from "../store.ts";

const USUAL_PATIENCE: Patience = { milliseconds: 30_000 };

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
