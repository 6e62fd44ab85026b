import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import { DatabaseSync } from "node:sqlite";
import type { World } from "../../world/world.ts";
import type { Claim } from "../../publication/catalogue.ts";
import type { Announcement } from "../../publication/events/event.ts";
import { archiveOf, storedOf } from "../archive.ts";
import type { Columns } from "../columns.ts";
import { SETTLEMENTS, settlementsIn, type Settlement } from "../settlement.ts";
import { guardStore, isUnwritable } from "./faults.ts";
import { storeReader } from "./reader.ts";
import { STORE_SCHEMA } from "./schema.ts";
import { storeWriter } from "./writer.ts";
import { inTransaction, type Patience } from "./transaction.ts";
import { isFresh, prepareTables } from "./versions.ts";
import type { Store, Writer } from "../store.ts";
import type { Recorded } from "../view.ts";

const USUAL_PATIENCE: Patience = { milliseconds: 30_000 };

/**
 * Opens the store of one file, and makes it when there is none. What is read goes through one connection and what is written through
 * another, so that nobody sees half of a transaction.
 * @throws Failure (2) for a database of another program or of a newer Bellwether; (3) for a damaged or unreachable file.
 */
export async function openStore(
  world: World,
  path: string,
  patience = USUAL_PATIENCE,
): Promise<Store> {
  world.files.makeFolder(dirname(path));
  return storeOver(path, patience, () => connection(path, patience));
}

/** Opens the store to be read, in a folder too that cannot be written; an empty one where there is none, of which nothing is left behind. */
export async function openToRead(world: World, path: string): Promise<Store> {
  const connect = world.files.exists(path)
    ? () => readable(path)
    : () => new DatabaseSync(":memory:");
  return storeOver(path, USUAL_PATIENCE, connect);
}

function connection(path: string, { milliseconds }: Patience): DatabaseSync {
  return new DatabaseSync(path, { timeout: milliseconds });
}

function readable(path: string): DatabaseSync {
  const database = connection(path, USUAL_PATIENCE);
  try {
    isFresh(database);
    return database;
  } catch (error) {
    database.close();
    if (!isUnwritable(error)) throw error;
    // Nobody can write there, so that SQLite need keep no account of who is reading.
    const url = pathToFileURL(path);
    url.search = "immutable=1";
    return new DatabaseSync(url, { readOnly: true });
  }
}

async function storeOver(
  path: string,
  patience: Patience,
  connect: () => DatabaseSync,
): Promise<Store> {
  const guard = <T>(action: () => T | Promise<T>): Promise<T> => guardStore(path, action);
  const database = await guard(connect);
  const reader = await guard(async () => {
    try {
      await prepareTables(database, path, STORE_SCHEMA, patience);
      return storeReader(database);
    } catch (error) {
      database.close();
      throw error;
    }
  });

  let columns = new Map<string, Columns>();
  let claims: readonly Claim[] = [];
  let announcements: readonly Announcement[] = [];
  let settlements: readonly Settlement[] = [];
  let version = "";
  const versionNow = (): string => {
    const settled = reader.timesSettled();
    return `${reader.timesGathered()}${settled === 0 ? "" : `.${settled}`}`;
  };
  const bringIn = (series: readonly string[]): void => {
    const now = versionNow();
    if (now !== version) {
      columns = new Map();
      claims = reader.claims();
      announcements = reader.announcements();
      settlements = settlementsIn(reader.trail(SETTLEMENTS, 0));
      version = now;
    }
    for (const id of series) if (!columns.has(id)) columns.set(id, reader.columns(id));
  };

  let connection: DatabaseSync | undefined;
  let writer: Writer | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  return {
    async load(catalogue, series = catalogue.series.keys()) {
      const stored = [...series].flatMap((id) => storedOf(id, catalogue));
      await guard(() => reader.atOnce(() => bringIn(stored)));
      const [loaded, known, announced] = [columns, claims, announcements];
      const settled = settlements;
      const recorded: Recorded = {
        columns(id) {
          const found = loaded.get(id);
          if (found === undefined) throw new Error(`${id} is read, and was not loaded`);
          return found;
        },
        claims: () => known,
        announcements: () => announced,
        settlements: () => settled,
      };
      return archiveOf(catalogue, recorded, stored);
    },
    write(work) {
      const done = turn.then(() =>
        guard(() => {
          connection ??= connect();
          const into = (writer ??= storeWriter(connection));
          return inTransaction(connection, patience, () => work(into));
        }),
      );
      turn = done.catch(() => {});
      return done;
    },
    version: () => guard(versionNow),
    extents: (series) =>
      guard(() => new Map(Array.from(series, (id) => [id, reader.extent(id)] as const))),
    lastReadings: (files) =>
      guard(
        () =>
          new Map(
            [...files].flatMap((file) => {
              const found = reader.lastReading(file);
              return found ? [[file, found] as const] : [];
            }),
          ),
      ),
    latestClaims: () =>
      guard(() => [...new Map(reader.claims().map((claim) => [claim.id, claim])).values()]),
    latestAnnouncements: () =>
      guard(() => [...new Map(reader.announcements().map((each) => [each.id, each])).values()]),
    document: (name) => guard(() => reader.document(name)),
    trail: ({ path, after = 0 } = {}) => guard(() => reader.trail(path, after)),
    trailHead: () => guard(() => reader.trailHead()),
    text: (hash) => guard(() => reader.text(hash)),
    async close() {
      await turn;
      connection?.close();
      database.close();
    },
  };
}
