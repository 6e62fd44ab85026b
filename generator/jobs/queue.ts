import type { ConstructorOptions, PgBoss } from "pg-boss";
import { mistake } from "../base/problem.ts";
import { databaseOf, type DatabasePlace } from "../publication/database-settings.ts";
import { guardDatabase } from "../store/postgres/faults.ts";
import { isAway } from "../store/store.ts";
import type { World } from "../world/world.ts";
import {
  folderName,
  folderNameIfAny,
  holdToToken,
  leaveToken,
  type FolderTable,
} from "./folder.ts";

/** The queue of a publication: jobs that any worker does, and those that only workers of one folder do. */
export interface Queue {
  readonly boss: PgBoss;
  /** The names of the two, those of the folder first. */
  readonly names: readonly [folder: string, anywhere: string];
  /** Runs an action on the queue; a fault of the database becomes a Failure. */
  guard<T>(action: () => Promise<T>): Promise<T>;
  /** Rows of its tables, `SCHEMA` in the text standing for their schema. */
  rows(text: string, ...values: unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Workers that were heard of within the last half minute. */
  workers(): Promise<readonly WorkerThere[]>;
  /** What the database knows of the folder. */
  readonly folder: FolderTable;
  close(): Promise<void>;
}

/** A worker as others see it. */
export interface WorkerThere {
  /** The name of its folder. */
  readonly folder: string;
  /** So many jobs at a time. */
  readonly slots: number;
}

const ANYWHERE = "anywhere";

/** A worker that is not heard of for so long has lost its job: another takes it. In seconds; the least that pg-boss allows. */
export const HEARTBEAT = 10;

/** How often a worker looks for such jobs, in seconds. */
const LOOK = 5;

/**
 * How a job that fails is tried again: after 2 s, twice as long each time up to ten minutes, about an hour in all. Then it stays as
 * failed, with its reason, until a person has it tried again.
 */
const POLICY = {
  retryLimit: 12,
  retryDelay: 2,
  retryBackoff: true,
  retryDelayMax: 600,
  heartbeatSeconds: HEARTBEAT,
  expireInSeconds: 6 * 3600,
  retentionSeconds: 14 * 86_400,
  deleteAfterSeconds: 14 * 86_400,
} as const;

/** What a worker asks of its queue, which it looks after too. */
export interface WorkerOptions {
  /** Whether this one may be the one that puts in what is due. */
  readonly isScheduler: boolean;
  /** So many jobs it does at a time. */
  readonly slots: number;
  /** Told of what goes wrong beside the jobs, such as a connection that breaks. */
  readonly onError: (error: Error) => void;
}

/**
 * Opens the queue of a publication, and makes it where there is none.
 * @throws Failure (2) where the store is no database that machines share, or workers have a copy of this folder; (3) where the database
 * cannot be used.
 */
export async function openQueue(
  world: World,
  home: string,
  worker?: WorkerOptions,
): Promise<Queue> {
  const place = placeOf(world, home);
  const folder = folderName(world, home);
  const queue = await connected(place, folder, {
    supervise: worker !== undefined,
    schedule: worker?.isScheduler === true,
    registerInstance: worker !== undefined,
    instanceName: `${folder} ${worker?.slots ?? 0}`,
  });
  if (worker) queue.boss.on("error", worker.onError);
  await queue.guard(async () => {
    const there = new Set((await queue.boss.getQueues()).map(({ name }) => name));
    for (const name of queue.names)
      if (!there.has(name)) await queue.boss.createQueue(name, POLICY);
    // Of several that make it at once, one does, and the others are told off.
    await queue.rows(FOLDERS).catch(() => queue.rows(FOLDERS));
  });
  await orClose(queue, async () => {
    if (worker) await leaveToken(world, home, queue.folder);
    else await holdToToken(world, home, queue.folder);
  });
  return queue;
}

/** So often a worker that begins asks for a database that does not answer, and so long it waits in between, in milliseconds: two minutes in all. */
const ASKED = 60;
const BETWEEN_MS = 2000;

/**
 * The same for what runs on: a database that is away is waited for, as one is that goes away later.
 * @throws Failure as `openQueue` does, (3) where the database is not there after two minutes.
 */
export async function openWhenThere(
  world: World,
  home: string,
  { trouble }: { trouble(message: string): void },
  worker?: WorkerOptions,
): Promise<Queue> {
  for (let left = ASKED; ; left--) {
    try {
      return await openQueue(world, home, worker);
    } catch (error) {
      if (left === 0 || !isAway(error)) throw error;
      if (left === ASKED) trouble((error as Error).message);
      await world.net.wait(BETWEEN_MS);
    }
  }
}

/** Opens the queue to look at it; undefined where nothing was ever put in, and nothing is made. @throws Failure as `openQueue` does */
export async function openQueueToRead(world: World, home: string): Promise<Queue | undefined> {
  const place = placeOf(world, home);
  const folder = folderNameIfAny(world, home);
  const queue = await connected(place, folder, { migrate: false }).catch((error: Error) => {
    if (error.message === "pg-boss is not installed") return undefined;
    throw error;
  });
  if (queue) await orClose(queue, () => holdToToken(world, home, queue.folder));
  return queue;
}

/** Closes the queue where the folder is not the one that is meant. */
async function orClose(queue: Queue, look: () => Promise<void>): Promise<void> {
  try {
    await look();
  } catch (error) {
    await queue.close();
    throw error;
  }
}

/** Beside the tables of pg-boss, in their schema. */
const FOLDERS =
  "CREATE TABLE IF NOT EXISTS SCHEMA.bellwether_folder (name text PRIMARY KEY, token text NOT NULL)";

function folderTable(rows: Queue["rows"], name: string): FolderTable {
  return {
    async token() {
      const [there] = await rows("SELECT to_regclass('SCHEMA.bellwether_folder') AS name");
      if (there?.["name"] === null) return undefined;
      const [row] = await rows("SELECT token FROM SCHEMA.bellwether_folder WHERE name = $1", name);
      return row && String(row["token"]);
    },
    async change(from, to) {
      const changed =
        from === undefined
          ? await rows(
              "INSERT INTO SCHEMA.bellwether_folder VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING name",
              name,
              to,
            )
          : await rows(
              "UPDATE SCHEMA.bellwether_folder SET token = $2 WHERE name = $1 AND token = $3 RETURNING name",
              name,
              to,
              from,
            );
      return changed.length === 1;
    },
  };
}

function placeOf(world: World, home: string): DatabasePlace {
  const place = databaseOf(world, home);
  if (place === undefined) throw noDatabase();
  return place;
}

async function connected(
  place: DatabasePlace,
  folder: string,
  role: Pick<
    ConstructorOptions,
    "supervise" | "schedule" | "registerInstance" | "instanceName" | "migrate"
  >,
): Promise<Queue> {
  const schema = queueSchema(place);
  const guard = <T>(action: () => Promise<T>): Promise<T> => guardDatabase(place.shown, action);
  const { PgBoss } = await import("pg-boss");
  const boss = new PgBoss({
    connectionString: place.url,
    ...(place.password !== undefined && { password: place.password }),
    application_name: "bellwether queue",
    schema,
    max: place.connections,
    connectionTimeoutMillis: 10_000,
    superviseIntervalSeconds: LOOK,
    monitorIntervalSeconds: LOOK,
    flowIntervalSeconds: 1,
    instanceHeartbeatSeconds: HEARTBEAT,
    supervise: false,
    schedule: false,
    registerInstance: false,
    ...role,
  });
  // Without anybody who listens, what breaks a connection would end the program.
  boss.on("error", () => {});
  try {
    await guard(() => boss.start());
  } catch (error) {
    await boss.stop({ graceful: false }).catch(() => {});
    throw error;
  }
  const rows: Queue["rows"] = (text, ...values) =>
    guard(
      async () =>
        (await boss.getDb().executeSql(text.replaceAll("SCHEMA", `"${schema}"`), values)).rows,
    );
  return {
    boss,
    names: [folder, ANYWHERE],
    guard,
    rows,
    folder: folderTable(rows, folder),
    async workers() {
      const all = await guard(() => boss.getInstances());
      return all.flatMap(({ live, name }) => {
        const [folder = "", slots] = name?.split(" ") ?? [];
        return live ? [{ folder, slots: Number(slots ?? 1) }] : [];
      });
    },
    close: () => boss.stop({ graceful: false }),
  };
}

/** The schema of a publication's queue stands beside that of its store. */
function queueSchema({ schema }: DatabasePlace): string {
  return `${schema}__jobs`;
}

function noDatabase(): Error {
  return mistake({
    code: "no-queue",
    file: "bellwether.yaml",
    message: "There is no queue, since the store is a file of this machine.",
    advice:
      "One machine needs no queue: leave --queue out. For several, set `database:` or BELLWETHER_DATABASE to a Postgres server (`bellwether database move` brings the store over).",
  });
}
