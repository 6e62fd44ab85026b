import type {
  Newcomer,
  StateChange,
  Subscriber,
  SubscriberState,
  SubscriberTable,
  Suppression,
} from "../subscribers.ts";
import { SUBSCRIBER_STATES } from "../subscribers.ts";
import type { MailDatabase, Statements } from "./database.ts";

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

/** Subscribers in SQLite. */
export function subscriberTable(database: MailDatabase): SubscriberTable {
  return {
    page: ({ state, format, after = "", limit }) =>
      database.read((statement) => {
        const conditions = ["id > ?"];
        const values: (string | number)[] = [after];
        if (state !== undefined) {
          conditions.push("state = ?");
          values.push(state);
        }
        if (format !== undefined) {
          conditions.push("EXISTS (SELECT 1 FROM json_each(formats) WHERE value = ?)");
          values.push(format);
        }
        const sql = `SELECT ${COLUMNS} FROM subscriber WHERE ${conditions.join(" AND ")} ORDER BY id LIMIT ?`;
        return rows<Row>(statement(sql).all(...values, limit)).map(subscriberOf);
      }),
    sendable: (ids) =>
      database.read((statement) => {
        const sql = `SELECT id FROM subscriber WHERE id IN (SELECT value FROM json_each(?)) AND state = 'active'
          AND NOT EXISTS (SELECT 1 FROM suppression WHERE suppression.mark = subscriber.mark)`;
        return new Set(rows<Row>(statement(sql).all(JSON.stringify(ids))).map(({ id }) => id));
      }),
    byId: (id) =>
      database.read((statement) => {
        const row = statement(`SELECT ${COLUMNS} FROM subscriber WHERE id = ?`).get(id);
        return row && subscriberOf(row as unknown as Row);
      }),
    byAddress: (normal) =>
      database.read((statement) => {
        const sql = `SELECT normal, ${COLUMNS} FROM subscriber WHERE normal IN (SELECT value FROM json_each(?))`;
        const found = rows<Row>(statement(sql).all(JSON.stringify(normal)));
        return new Map(found.map((row) => [row.normal, subscriberOf(row)]));
      }),
    counts: () =>
      database.read((statement) => {
        const sql = "SELECT state, count(*) AS count FROM subscriber GROUP BY state";
        const found = rows<{ state: string; count: number }>(statement(sql).all());
        const counts = new Map(found.map(({ state, count }) => [state, count]));
        return Object.fromEntries(
          SUBSCRIBER_STATES.map((state) => [state, counts.get(state) ?? 0]),
        ) as Record<SubscriberState, number>;
      }),
    add: (newcomers) =>
      database.write(
        (statement) =>
          new Set(newcomers.filter((each) => wasAdded(statement, each)).map(({ id }) => id)),
      ),
    step: (id, from, to) =>
      database.write((statement) => {
        const { consent } = to;
        const sql = `UPDATE subscriber SET state = ?, consent_at = coalesce(?, consent_at), consent_origin = coalesce(?, consent_origin)
          WHERE id = ? AND state <> ? AND state IN (SELECT value FROM json_each(?))`;
        const { changes } = statement(sql).run(
          to.state,
          consent?.at ?? null,
          consent?.origin ?? null,
          id,
          to.state,
          JSON.stringify(from),
        );
        if (changes === 0) return false;
        writeDown(statement, id, to);
        return true;
      }),
    choose: (id, { name, language, timeZone, formats, tags }) =>
      database.write((statement) => {
        const sql = `UPDATE subscriber SET name = ?, language = ?, time_zone = ?, formats = ?, tags = ? WHERE id = ?`;
        const chosen = [name ?? null, language, timeZone, JSON.stringify(formats)];
        return statement(sql).run(...chosen, JSON.stringify(tags), id).changes > 0;
      }),
    history: (id) =>
      database.read((statement) => {
        const sql =
          "SELECT state, at, why FROM subscriber_change WHERE subscriber = ? ORDER BY number";
        return rows<StateChange>(statement(sql).all(id)).map((row) => ({ ...row }));
      }),
    bounced: (id, { report, kind, at }, since) =>
      database.write((statement) => {
        statement(
          `INSERT OR IGNORE INTO bounce (subscriber, report, kind, at) SELECT id, ?, ?, ? FROM subscriber WHERE id = ?`,
        ).run(report, kind, at, id);
        const sql =
          "SELECT count(*) AS count FROM bounce WHERE subscriber = ? AND kind = 'soft' AND at >= ?";
        return numberOf(statement(sql).get(id, since));
      }),
    mayConfirm: (id, { at, since, limit }) =>
      database.write((statement) => {
        statement("DELETE FROM confirmation WHERE subscriber = ? AND at < ?").run(id, since);
        const sql = "SELECT count(*) AS count FROM confirmation WHERE subscriber = ?";
        if (numberOf(statement(sql).get(id)) >= limit) return false;
        statement("INSERT INTO confirmation (subscriber, at) VALUES (?, ?)").run(id, at);
        return true;
      }),
    async remove(ids, suppressed) {
      const removed = await database.write((statement) => {
        const among = "WHERE id IN (SELECT value FROM json_each(?))";
        const list = JSON.stringify(ids);
        if (suppressed) {
          const sql = `SELECT mark FROM subscriber ${among}`;
          const marks = rows<{ mark: string }>(statement(sql).all(list));
          for (const { mark } of marks) putOnList(statement, mark, suppressed);
        }
        return Number(statement(`DELETE FROM subscriber ${among}`).run(list).changes);
      });
      if (removed > 0) await database.scrub();
      return removed;
    },
    suppress: (marks, about) =>
      database.write(
        (statement) => marks.filter((mark) => putOnList(statement, mark, about)).length,
      ),
    lift: (mark) =>
      database.write(
        (statement) => statement("DELETE FROM suppression WHERE mark = ?").run(mark).changes > 0,
      ),
    suppressed: (marks) =>
      database.read((statement) => {
        const sql =
          "SELECT mark, at, why FROM suppression WHERE mark IN (SELECT value FROM json_each(?))";
        const found = rows<Suppression & { mark: string }>(
          statement(sql).all(JSON.stringify(marks)),
        );
        return new Map(found.map(({ mark, at, why }) => [mark, { at, why }]));
      }),
  };
}

function wasAdded(statement: Statements, newcomer: Newcomer): boolean {
  const { id, mailbox, consent } = newcomer;
  const { changes } = statement(
    `INSERT OR IGNORE INTO subscriber (${COLUMNS}, normal, mark) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    id,
    newcomer.address,
    newcomer.name ?? null,
    newcomer.language,
    newcomer.timeZone,
    JSON.stringify(newcomer.formats),
    JSON.stringify(newcomer.tags),
    newcomer.state,
    consent?.at ?? null,
    consent?.origin ?? null,
    mailbox.normal,
    mailbox.mark,
  );
  if (changes === 0) return false;
  writeDown(statement, id, newcomer);
  return true;
}

function writeDown(statement: Statements, id: string, { state, at, why }: StateChange): void {
  statement(
    `INSERT INTO subscriber_change (subscriber, number, state, at, why)
      SELECT ?, count(*) + 1, ?, ?, ? FROM subscriber_change WHERE subscriber = ?`,
  ).run(id, state, at, why, id);
}

function putOnList(statement: Statements, mark: string, { at, why }: Suppression): boolean {
  const sql = "INSERT OR IGNORE INTO suppression (mark, at, why) VALUES (?, ?, ?)";
  return statement(sql).run(mark, at, why).changes > 0;
}

function subscriberOf(row: Row): Subscriber {
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

function rows<T>(found: readonly unknown[]): readonly T[] {
  return found as readonly T[];
}

function numberOf(row: Record<string, unknown> | undefined): number {
  return Number(row?.["count"] ?? 0);
}
