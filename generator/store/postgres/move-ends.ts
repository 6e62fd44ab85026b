import type { PoolClient } from "pg";
import type { DatabasePlace } from "../../publication/database-settings.ts";
import { outage } from "../../base/problem.ts";
import type { MoveSource, MoveTarget } from "../move/end.ts";
import type { Values } from "../move/rows.ts";
import type { Patience } from "../sql/patience.ts";
import { insert } from "../sql/sql.ts";
import type { Table } from "../sql/tables.ts";
import { connectTo } from "./connect.ts";
import { guardDatabase } from "./faults.ts";
import { sqlOver, type PostgresSql } from "./sql.ts";
import { inTransaction, lockForSession } from "./transaction.ts";
import { MOVING, prepareSchema, refuseUnfit, standingOf } from "./versions.ts";

/** What a schema holds that is moved. */
export interface SchemaKind {
  readonly steps: readonly string[];
  readonly tables: readonly Table[];
  /** Several write there at once, without the schema's one lock. */
  readonly isShared?: boolean;
}

/** Whether a schema holds anything of this kind, in whatever version. @throws Failure for a database that cannot be used */
export async function isOnServer(place: DatabasePlace, { steps }: SchemaKind): Promise<boolean> {
  const pool = await connectTo(place);
  try {
    return await guardDatabase(place.shown, async () => {
      const standing = await standingOf(sqlOver(pool), place.schema);
      if (standing.version !== undefined) refuseUnfit(standing, place, steps.length);
      return standing.version !== undefined;
    });
  } finally {
    await pool.end();
  }
}

/** The store of a publication on a server, to be moved from. @throws Failure for one that cannot be used */
export async function postgresSource(
  place: DatabasePlace,
  { steps, tables, isShared }: SchemaKind,
  patience: Patience,
): Promise<MoveSource> {
  const pool = await connectTo(place);
  const guard = <T>(work: () => Promise<T>): Promise<T> => guardDatabase(place.shown, work);
  try {
    await guard(() => prepareSchema(pool, place, steps, patience));
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    shown: place.shown,
    held: (work) =>
      guard(() =>
        inTransaction(pool, place.schema, patience, async (sql) => {
          if (isShared) await sql.script(lockingAll(tables));
          return work(sql);
        }),
      ),
    close: () => pool.end(),
  };
}

/** A schema to move a store to; until all is there it has another name. @throws Failure (3) where another command moves there */
export async function postgresTarget(
  place: DatabasePlace,
  { steps, tables }: SchemaKind,
  patience: Patience,
): Promise<MoveTarget> {
  const schema = `${place.schema}${MOVING}`;
  const unfinished = { ...place, schema, isSchemaNamed: true };
  const [pool, making] = [await connectTo(place), await connectTo(unfinished)];
  const sql = sqlOver(making);
  const guard = <T>(work: () => Promise<T>): Promise<T> => guardDatabase(place.shown, work);
  let lock: PoolClient | undefined;
  const close = async (): Promise<void> => {
    lock?.release(true);
    await Promise.all([pool.end(), making.end()]);
  };
  try {
    lock = await guard(() => lockForSession(making, schema));
    if (lock === undefined) {
      throw outage({
        code: "store-busy",
        file: place.shown,
        message: "Another command is moving a store to this place.",
        advice: "Nothing was changed; wait for the other command to end and run this one again.",
      });
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    shown: place.shown,
    sql,
    present: () =>
      guard(async () => {
        const standing = await standingOf(sqlOver(pool), place.schema);
        refuseUnfit(standing, place, steps.length);
        return standing.version === undefined ? undefined : sqlOver(pool);
      }),
    begun: () =>
      guard(async () => {
        if ((await standingOf(sql, schema)).version === undefined) return undefined;
        const [row] = await sql.all("SELECT about FROM moving");
        return row && String(row["about"]);
      }),
    begin: (about) =>
      guard(async () => {
        await sql.script(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
        const [last = "", ...before] = steps.toReversed();
        const marked = [...before.toReversed(), last + markFor(tables)];
        await prepareSchema(making, unfinished, marked, patience);
        await insert(sql, "INTO moving", { about });
      }),
    add: (table, rows) => guard(() => addRows(sql, table, rows)),
    finish: (mayReplace) =>
      guard(async () => {
        await sql.script(`VACUUM (ANALYZE) ${tables.map(({ name }) => name).join(", ")}`);
        await inTransaction(making, place.schema, patience, async (at) => {
          const { version } = await standingOf(sqlOver(pool), place.schema);
          if (version !== undefined) await at.script(lockingAll(tables, `"${place.schema}".`));
          await mayReplace();
          await at.script(`
            DROP TABLE moving;
            DROP SCHEMA IF EXISTS "${place.schema}" CASCADE;
            ALTER SCHEMA "${schema}" RENAME TO "${place.schema}"`);
        });
      }),
    close,
  };
}

/** Room for what a move says of its source; what is there from the first on comes over like all else. */
function markFor(tables: readonly Table[]): string {
  const filled = tables.filter(({ isNeverEmpty }) => isNeverEmpty);
  return [
    "; CREATE TABLE moving (about text NOT NULL)",
    ...filled.map(({ name }) => `DELETE FROM ${name}`),
  ].join("; ");
}

/** Keeps everybody from writing until the transaction ends; reading goes on. */
function lockingAll(tables: readonly Table[], schema = ""): string {
  return `LOCK TABLE ${tables.map(({ name }) => schema + name).join(", ")} IN SHARE MODE`;
}

/** Adds rows by one statement: a list for each column. */
async function addRows(
  sql: PostgresSql,
  { name, columns }: Table,
  rows: readonly Values[],
): Promise<void> {
  const kinds = Object.values(columns);
  await sql.query({
    text: `INSERT INTO ${name} (${Object.keys(columns).join(", ")})
      SELECT * FROM unnest(${kinds.map((kind, at) => `$${at + 1}::${kind}[]`).join(", ")})`,
    values: kinds.map((kind, at) => {
      const list = rows.map((row) => row[at]);
      return kind === "text" ? list : `{${list.map((each) => each ?? "NULL").join()}}`;
    }),
  });
}
