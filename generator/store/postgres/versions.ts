import type { Pool } from "pg";
import { mistake, outage } from "../../base/problem.ts";
import type { DatabasePlace } from "../../publication/database-settings.ts";
import type { Patience } from "../sql/patience.ts";
import { sqlOver, type PostgresSql } from "./sql.ts";
import { inTransaction } from "./transaction.ts";

/** The oldest server that is used: aggregates of an ordered index came with it. */
const OLDEST_SERVER = 16;

/** What a schema that is moved to has behind its name until all of it is there. */
export const MOVING = "__new";

/** What the schema of a mail store has behind the name of its publication's. */
export const MAIL = "__mail";

/** A database, as far as it decides whether it can be used. */
export interface Standing {
  /** As the server counts: 180004 for 18.4. */
  readonly server: number;
  readonly encoding: string;
  /** Tables in the schema, whoever made them. */
  readonly tables: number;
  /** Of our tables there; undefined where none of ours is. */
  readonly version: number | undefined;
  /** Publications' schemas beside which the database holds a store of this kind, this one too. */
  readonly stores: readonly string[];
}

/** Looks at the database and at the schema of a publication, and changes nothing. */
export async function standingOf(sql: PostgresSql, schema: string): Promise<Standing> {
  const [found] = await sql.all(
    `SELECT current_setting('server_version_num')::integer AS server, current_setting('server_encoding') AS encoding,
       count(*) FILTER (WHERE nspname = ?) AS tables,
       coalesce(array_agg(nspname::text) FILTER (WHERE relname = 'bellwether'), '{}') AS stores
     FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace WHERE relkind IN ('r', 'p')`,
    schema,
  );
  const stores = found!["stores"] as string[];
  const [row] = stores.includes(schema) ? await sql.all("SELECT version FROM bellwether") : [];
  return {
    server: Number(found!["server"]),
    encoding: String(found!["encoding"]),
    tables: Number(found!["tables"]),
    version: row && Number(row["version"]),
    stores: stores
      .filter((each) => !each.endsWith(MOVING) && each.endsWith(MAIL) === schema.endsWith(MAIL))
      .map(publicationsSchema)
      .toSorted(),
  };
}

function publicationsSchema(schema: string): string {
  return schema.endsWith(MAIL) ? schema.slice(0, -MAIL.length) : schema;
}

/** @throws Failure (3) for a server that cannot be used; (2) for a schema that is not ours to use. */
export function refuseUnfit(
  standing: Standing,
  { schema, shown: file, isSchemaNamed }: DatabasePlace,
  newest: number,
): void {
  const { server, encoding, tables, version, stores } = standing;
  if (server < OLDEST_SERVER * 10_000) {
    throw outage({
      code: "database-too-old",
      file,
      message: `The server is Postgres ${serverName(server)}; Bellwether needs ${OLDEST_SERVER} or later.`,
      advice: "Upgrade the server, or name another.",
    });
  }
  if (encoding !== "UTF8") {
    throw outage({
      code: "database-encoding",
      file,
      message: `The database is encoded in ${encoding}; UTF8 was expected.`,
      advice: "Make another (CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0), and name that.",
    });
  }
  if (version !== undefined && (version < 1 || version > newest)) {
    throw mistake({
      code: "store-version",
      file,
      message: `The store has version ${version}; this Bellwether reads versions 1 to ${newest}.`,
      advice: "Nothing was changed. Use the Bellwether that made the store, or a later one.",
    });
  }
  if (version === undefined && tables > 0) {
    throw mistake({
      code: "foreign-store",
      file,
      message: `The schema "${schema}" holds tables of another program; a store of Bellwether was expected.`,
      advice: "Nothing was changed. Name another schema in the address: ?schema=market_notes",
    });
  }
  if (version === undefined && !isSchemaNamed && stores.length > 0) {
    throw mistake({
      code: "database-schema",
      file,
      message: `The database holds no store in "${publicationsSchema(schema)}", which comes from the publication's name, but holds one in ${stores.map((each) => `"${each}"`).join(", ")}.`,
      advice: `Name the right one in the address, as ?schema=${stores[0]}, or ?schema=${publicationsSchema(schema)} to begin another.`,
    });
  }
}

/** A version as people write it. */
export function serverName(server: number): string {
  return `${Math.floor(server / 10_000)}.${server % 10_000}`;
}

/**
 * Makes what is missing of the tables, unless another command has just done so; all of a step, or nothing.
 * @param beforeMaking is asked before a store is made where there was none.
 * @throws Failure for a database that cannot be used.
 */
export async function prepareSchema(
  pool: Pool,
  place: DatabasePlace,
  steps: readonly string[],
  patience: Patience,
  beforeMaking: () => void = () => {},
): Promise<void> {
  const { schema } = place;
  const versionNow = async (sql: PostgresSql): Promise<number> => {
    const standing = await standingOf(sql, schema);
    refuseUnfit(standing, place, steps.length);
    return standing.version ?? 0;
  };
  const version = await versionNow(sqlOver(pool));
  if (version === steps.length) return;
  if (version === 0) beforeMaking();
  await inTransaction(pool, schema, patience, async (sql) => {
    const reached = await versionNow(sql);
    if (reached === steps.length) return;
    if (reached === 0) await sql.script(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
    for (const step of steps.slice(reached)) await sql.script(step);
    await sql.all("UPDATE bellwether SET version = ?", steps.length);
  });
}
