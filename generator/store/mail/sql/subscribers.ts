import type { Sql, SqlRow, SqlValue } from "../../sql/sql.ts";
import { SUBSCRIBER_STATES } from "../subscribers.ts";
import type {
  Newcomer,
  StateChange,
  Subscriber,
  SubscriberState,
  SubscriberTable,
  Suppression,
} from "../subscribers.ts";
import type { Dialect, MailDatabase } from "./database.ts";
import { mayTry } from "./tries.ts";

const COLUMNS =
  "id, address, name, language, time_zone, formats, tags, state, consent_at, consent_origin";

interface Row {
  readonly id: string;
  readonly address: string;
  readonly normal: string;
  readonly name: string | null;
  readonly language: string;
  readonly time_zone: string;
  readonly formats: string;
  readonly tags: string;
  readonly state: SubscriberState;
  readonly consent_at: string | null;
  readonly consent_origin: string | null;
}

/** Subscribers in a database that speaks SQL. */
export function subscriberTable(database: MailDatabase): SubscriberTable {
  const { dialect } = database;
  const among = `IN (SELECT value ->> 0 FROM ${dialect.given})`;
  /** Keeps others off somebody until the transaction ends; false where there is nobody of this id. */
  const holds = async (sql: Sql, id: string): Promise<boolean> =>
    (await sql.all(`SELECT 1 AS one FROM subscriber WHERE id = ?${dialect.forUpdate}`, id)).length >
    0;
  return {
    page: ({ state, format, after = "", limit }) =>
      database.read(async (sql) => {
        const conditions = ["id > ?"];
        const values: SqlValue[] = [after];
        if (state !== undefined) {
          conditions.push("state = ?");
          values.push(state);
        }
        if (format !== undefined) {
          conditions.push(dialect.has("formats"));
          values.push(format);
        }
        const text = `SELECT ${COLUMNS} FROM subscriber WHERE ${conditions.join(" AND ")} ORDER BY id LIMIT ?`;
        return (await sql.all(text, ...values, limit)).map(subscriberOf);
      }),
    sendable: (ids) =>
      database.read(async (sql) => {
        const text = `SELECT id FROM subscriber WHERE id ${among} AND state = 'active'
          AND NOT EXISTS (SELECT 1 FROM suppression WHERE suppression.mark = subscriber.mark)`;
        return new Set((await sql.all(text, given(ids))).map(({ id }) => String(id)));
      }),
    byId: (id) =>
      database.read(async (sql) => {
        const [row] = await sql.all(`SELECT ${COLUMNS} FROM subscriber WHERE id = ?`, id);
        return row && subscriberOf(row);
      }),
    byAddress: (normal) =>
      database.read(async (sql) => {
        const text = `SELECT normal, ${COLUMNS} FROM subscriber WHERE normal ${among}`;
        const found = await sql.all(text, given(normal));
        return new Map(found.map((row) => [String(row["normal"]), subscriberOf(row)]));
      }),
    counts: () =>
      database.read(async (sql) => {
        const rows = await sql.all(
          "SELECT state, count(*) AS count FROM subscriber GROUP BY state",
        );
        const counts = new Map(rows.map(({ state, count }) => [state, Number(count)]));
        return Object.fromEntries(
          SUBSCRIBER_STATES.map((state) => [state, counts.get(state) ?? 0]),
        ) as Record<SubscriberState, number>;
      }),
    add: (newcomers) => database.write((sql) => added(sql, dialect, newcomers)),
    step: (id, from, to) =>
      database.write(async (sql) => {
        const { consent } = to;
        const text = `UPDATE subscriber SET state = ?, consent_at = coalesce(?, consent_at), consent_origin = coalesce(?, consent_origin)
          WHERE id = ? AND state <> ? AND state ${among} RETURNING id`;
        const taken = await sql.all(
          text,
          to.state,
          consent?.at ?? null,
          consent?.origin ?? null,
          id,
          to.state,
          given(from),
        );
        if (taken.length === 0) return false;
        await writeDown(sql, dialect, [{ ...to, id }]);
        return true;
      }),
    choose: (id, { name, language, timeZone, formats, tags }) =>
      database.write(async (sql) => {
        const text = `UPDATE subscriber SET name = ?, language = ?, time_zone = ?, formats = ?, tags = ? WHERE id = ? RETURNING id`;
        const chosen = [name ?? null, language, timeZone, JSON.stringify(formats)];
        return (await sql.all(text, ...chosen, JSON.stringify(tags), id)).length > 0;
      }),
    history: (id) =>
      database.read(async (sql) => {
        const text =
          "SELECT state, at, why FROM subscriber_change WHERE subscriber = ? ORDER BY number";
        const rows = await sql.all(text, id);
        return rows.map((row) => ({ ...row })) as unknown as StateChange[];
      }),
    bounced: (id, { report, kind, at }, since) =>
      database.write(async (sql) => {
        if (!(await holds(sql, id))) return 0;
        await sql.all(
          "INSERT INTO bounce (subscriber, report, kind, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
          id,
          report,
          kind,
          at,
        );
        const text =
          "SELECT count(*) AS count FROM bounce WHERE subscriber = ? AND kind = 'soft' AND at >= ?";
        return countIn(await sql.all(text, id, since));
      }),
    mayConfirm: (id, { at, since, limit }) =>
      database.write(async (sql) => {
        if (!(await holds(sql, id))) return false;
        await sql.all("DELETE FROM confirmation WHERE subscriber = ? AND at < ?", id, since);
        const text = "SELECT count(*) AS count FROM confirmation WHERE subscriber = ?";
        if (countIn(await sql.all(text, id)) >= limit) return false;
        await sql.all(
          `INSERT INTO confirmation (subscriber, number, at)
            SELECT ?, coalesce(max(number), 0) + 1, ? FROM confirmation WHERE subscriber = ?`,
          id,
          at,
          id,
        );
        return true;
      }),
    mayTry: (counted, about) => database.write((sql) => mayTry(sql, dialect, counted, about)),
    async remove(ids, suppressed) {
      const removed = await database.write(async (sql) => {
        const list = given(ids);
        if (suppressed) {
          const rows = await sql.all(`SELECT mark FROM subscriber WHERE id ${among}`, list);
          const marks = rows.map(({ mark }) => String(mark));
          await putOnList(sql, dialect, marks, suppressed);
        }
        const text = `DELETE FROM subscriber WHERE id ${among} RETURNING 1 AS one`;
        return (await sql.all(text, list)).length;
      });
      if (removed > 0) await database.scrub();
      return removed;
    },
    suppress: (marks, about) => database.write((sql) => putOnList(sql, dialect, marks, about)),
    lift: (mark) =>
      database.write(async (sql) => {
        const text = "DELETE FROM suppression WHERE mark = ? RETURNING 1 AS one";
        return (await sql.all(text, mark)).length > 0;
      }),
    suppressed: (marks) =>
      database.read(async (sql) => {
        const text = `SELECT mark, at, why FROM suppression WHERE mark ${among}`;
        const found = await sql.all(text, given(marks));
        return new Map(
          found.map(({ mark, at, why }) => [String(mark), { at, why } as Suppression]),
        );
      }),
  };
}

/** Values as they are handed over where a text has `among`. */
function given(values: readonly string[]): string {
  return JSON.stringify(values.map((each) => [each]));
}

async function added(
  sql: Sql,
  dialect: Dialect,
  newcomers: readonly Newcomer[],
): Promise<ReadonlySet<string>> {
  const rows = newcomers.map((each) => [
    each.id,
    each.address,
    each.name ?? null,
    each.language,
    each.timeZone,
    JSON.stringify(each.formats),
    JSON.stringify(each.tags),
    each.state,
    each.consent?.at ?? null,
    each.consent?.origin ?? null,
    each.mailbox.normal,
    each.mailbox.mark,
  ]);
  const parts = rows[0]?.map((_, at) => `value ->> ${at}`).join(", ");
  if (parts === undefined) return new Set();
  const found = await sql.all(
    `INSERT INTO subscriber (${COLUMNS}, normal, mark) SELECT ${parts} FROM ${dialect.given} WHERE true
      ON CONFLICT DO NOTHING RETURNING id`,
    JSON.stringify(rows),
  );
  const ids = new Set(found.map(({ id }) => String(id)));
  const first = new Map(newcomers.toReversed().map((each) => [each.id, each]));
  await writeDown(
    sql,
    dialect,
    [...ids].map((id) => first.get(id)!),
  );
  return ids;
}

/** Adds to the histories of people that this transaction holds; each once. */
async function writeDown(
  sql: Sql,
  dialect: Dialect,
  changes: readonly (StateChange & { readonly id: string })[],
): Promise<void> {
  if (changes.length === 0) return;
  await sql.all(
    `INSERT INTO subscriber_change (subscriber, number, state, at, why)
      SELECT value ->> 0, (SELECT count(*) + 1 FROM subscriber_change WHERE subscriber = value ->> 0),
        value ->> 1, value ->> 2, value ->> 3 FROM ${dialect.given}`,
    JSON.stringify(changes.map(({ id, state, at, why }) => [id, state, at, why])),
  );
}

/** Returns how many were new on the list. */
async function putOnList(
  sql: Sql,
  dialect: Dialect,
  marks: readonly string[],
  { at, why }: Suppression,
): Promise<number> {
  const text = `INSERT INTO suppression (mark, at, why) SELECT value ->> 0, ?, ? FROM ${dialect.given} WHERE true
    ON CONFLICT DO NOTHING RETURNING 1 AS one`;
  return (await sql.all(text, at, why, given(marks))).length;
}

function subscriberOf(found: SqlRow): Subscriber {
  const row = found as unknown as Row;
  return {
    id: row.id,
    address: row.address,
    ...(row.name !== null && { name: row.name }),
    language: row.language,
    timeZone: row.time_zone,
    formats: JSON.parse(row.formats) as string[],
    tags: JSON.parse(row.tags) as string[],
    state: row.state,
    ...(row.consent_at !== null && {
      consent: { at: row.consent_at, origin: row.consent_origin ?? "" },
    }),
  };
}

function countIn([row]: readonly SqlRow[]): number {
  return Number(row?.["count"] ?? 0);
}
