import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type { ConstructorOptions, PgBoss } from "pg-boss";
import { mistake } from "../base/problem.ts";
import { databaseOf, type DatabasePlace } from "../publication/database-settings.ts";
import { guardDatabase } from "../store/postgres/faults.ts";
import type { World } from "../world/world.ts";

/** The queue of a publication: jobs that any worker does, and those that only workers of one folder do. */
export interface Queue {
  readonly boss: PgBoss;
  /** The names of the two, those of the folder first. */
  readonly names: readonly [folder: string, anywhere: string];
  /** Runs an action on the queue; a fault of the database becomes a Failure. */
  guard<T>(action: () => Promise<T>): Promise<T>;
  /** Rows of its tables, `SCHEMA` in the text standing for their schema. */
  rows(text: string, ...values: unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
  close(): Promise<void>;
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
  /** Told of what goes wrong beside the jobs, such as a connection that breaks. */
  readonly onError: (error: Error) => void;
}

/**
 * Opens the queue of a publication, and makes it where there is none.
 * @throws Failure (2) where the store is no database that machines share; (3) where that cannot be used.
 */
export async function openQueue(
  world: World,
  home: string,
  worker?: WorkerOptions,
): Promise<Queue> {
  const place = placeOf(world, home);
  const folder = folderName(makeFolderId(world, home));
  const queue = await connected(place, folder, {
    supervise: worker !== undefined,
    schedule: worker?.isScheduler === true,
    registerInstance: worker !== undefined,
  });
  if (worker) queue.boss.on("error", worker.onError);
  await queue.guard(async () => {
    const there = new Set((await queue.boss.getQueues()).map(({ name }) => name));
    for (const name of queue.names)
      if (!there.has(name)) await queue.boss.createQueue(name, POLICY);
  });
  return queue;
}

/** Opens the queue to look at it; undefined where nothing was ever put in, and nothing is made. */
export async function openQueueToRead(world: World, home: string): Promise<Queue | undefined> {
  const place = placeOf(world, home);
  const file = folderFile(home);
  const folder = folderName(world.files.exists(file) ? world.files.read(file).trim() : "none");
  try {
    return await connected(place, folder, { migrate: false });
  } catch (error) {
    if (error instanceof Error && error.message === "pg-boss is not installed") return undefined;
    throw error;
  }
}

function placeOf(world: World, home: string): DatabasePlace {
  const place = databaseOf(world, home);
  if (place === undefined) throw noDatabase();
  return place;
}

async function connected(
  place: DatabasePlace,
  folder: string,
  role: Pick<ConstructorOptions, "supervise" | "schedule" | "registerInstance" | "migrate">,
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
    instanceName: folder,
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
  return {
    boss,
    names: [folder, ANYWHERE],
    guard,
    rows: (text, ...values) =>
      guard(
        async () =>
          (await boss.getDb().executeSql(text.replaceAll("SCHEMA", `"${schema}"`), values)).rows,
      ),
    close: () => boss.stop({ graceful: false }),
  };
}

/** The schema of a publication's queue stands beside that of its store. */
function queueSchema({ schema }: DatabasePlace): string {
  return `${schema}__jobs`;
}

/** Holds what tells the folder of a publication from a copy of it on another machine. */
function folderFile(home: string): string {
  return join(home, "var", "folder");
}

function makeFolderId({ files }: World, home: string): string {
  const file = folderFile(home);
  files.writeSecret(file, randomUUID());
  return files.read(file).trim();
}

function folderName(id: string): string {
  return `folder-${id}`;
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
