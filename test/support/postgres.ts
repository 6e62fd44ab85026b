import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { onTestFinished } from "vitest";
import pg from "pg";
import { placeOf, type DatabasePlace } from "../../generator/publication/database-settings.ts";
import { realWorld } from "../../generator/world/disk.ts";

/** A Postgres server of this machine's, on a port and in a folder of its own. */
export interface PostgresServer {
  /** As its owner. */
  readonly url: string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * What a test server need not do: outlive a power cut. Processes that are killed lose nothing by it.
 * https://www.postgresql.org/docs/current/non-durability.html
 */
const QUICK = ["fsync=off", "full_page_writes=off", "max_connections=200", "shared_buffers=64MB"];

/** Starts a server; it ends with this process, however that ends. */
export async function startPostgres(settings: readonly string[] = QUICK): Promise<PostgresServer> {
  const keeper = spawn(
    process.execPath,
    [join(import.meta.dirname, "postgres-keeper-process.ts"), ...settings],
    { stdio: ["pipe", "pipe", "pipe"] },
  );
  const lines = createInterface({ input: keeper.stdout });
  const url = await nextLine(keeper, lines);
  const tell = async (word: string): Promise<void> => {
    keeper.stdin.write(`${word}\n`);
    await nextLine(keeper, lines);
  };
  keeper.unref();
  return {
    url,
    kill: () => tell("kill"),
    start: () => tell("start"),
    stop: () =>
      new Promise((done) => {
        keeper.once("exit", () => done());
        keeper.ref();
        keeper.stdin.end();
      }),
  };
}

function nextLine(keeper: ChildProcess, lines: Interface): Promise<string> {
  let said = "";
  const hear = (text: unknown): void => void (said += String(text));
  keeper.stderr!.on("data", hear);
  return new Promise((done, refuse) => {
    const ended = (): void => refuse(new Error(`Postgres ended: ${said}`));
    keeper.once("exit", ended);
    lines.once("line", (line) => {
      keeper.off("exit", ended);
      keeper.stderr!.off("data", hear);
      done(line);
    });
  });
}

let shared: Promise<PostgresServer> | undefined;

/** The one server of all test files that run in this process, started by the first that asks. */
export async function sharedPostgres(): Promise<string> {
  shared ??= startPostgres();
  return (await shared).url;
}

let schemas = 0;

/** The address of a schema that no other test uses; gone with the server. */
export async function freshSchema(server?: string): Promise<string> {
  const url = new URL(server ?? (await sharedPostgres()));
  url.searchParams.set("schema", `test_${++schemas}`);
  return url.href;
}

let databases = 0;

/** What Postgres answers where somebody is still connected to a database that is to be copied. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const IN_USE = "55006";

/**
 * The address of a database that no other test uses, with a schema of its own; gone with the server.
 * @param of the address of one of which it is to be a copy, its schema of the same name.
 * @returns undefined where that one is in use at the moment, or schemas of others lie in it too.
 */
export async function freshDatabase(of?: string): Promise<string | undefined> {
  const server = await sharedPostgres();
  if (of !== undefined && new URL(of).pathname === new URL(server).pathname) return undefined;
  const name = `own_${++databases}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    const template = of === undefined ? "" : ` TEMPLATE "${new URL(of).pathname.slice(1)}"`;
    await client.query(`CREATE DATABASE "${name}"${template}`);
  } catch (error) {
    if ((error as { readonly code?: string }).code === IN_USE) return undefined;
    throw error;
  } finally {
    await client.end();
  }
  const url = new URL(of ?? (await freshSchema()));
  url.pathname = `/${name}`;
  return url.href;
}

/** An address as the program takes it apart. */
export function placeAt(url: string): DatabasePlace {
  return placeOf(realWorld(), "/", url, { name: "A Publication" });
}

/** A connection past the program, in the schema of an address; closed after the test. */
export async function sqlClient(url: string): Promise<pg.Client> {
  const { url: connectionString, schema } = placeAt(url);
  const client = new pg.Client({ connectionString, options: `-c search_path=${schema}` });
  client.on("error", () => {});
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** The address of the same schema for a user that may only read it. */
export async function readerOf(url: string): Promise<string> {
  const client = await sqlClient(url);
  const { schema } = placeAt(url);
  await client.query(`CREATE ROLE reader_${schema} LOGIN PASSWORD 'read'`);
  await client.query(`GRANT USAGE ON SCHEMA ${schema} TO reader_${schema}`);
  await client.query(`GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO reader_${schema}`);
  const address = new URL(url);
  [address.username, address.password] = [`reader_${schema}`, "read"];
  return address.href;
}
