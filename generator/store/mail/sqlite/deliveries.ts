import {
  DELIVERY_STATES,
  type Claim,
  type Delivery,
  type DeliveryCounts,
  type DeliveryState,
  type DeliveryTable,
  type Kept,
  type Result,
} from "../deliveries.ts";
import type { MailDatabase, Statements } from "./database.ts";

/**
 * A row waits as long as it has a `next`; when that has come it is woken, and stands in the index of what is ready. So neither those that wait nor
 * lanes that may give nothing are ever gone through to find one that may be sent.
 */
export const LEDGER = `
  CREATE TABLE item (
    id INTEGER PRIMARY KEY,
    channel TEXT NOT NULL,
    item TEXT NOT NULL,
    body TEXT NOT NULL,
    is_queued INTEGER NOT NULL DEFAULT 0,
    UNIQUE (channel, item)
  ) STRICT;
  CREATE TABLE delivery (
    item INTEGER NOT NULL REFERENCES item,
    recipient TEXT NOT NULL,
    lane TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    at TEXT NOT NULL,
    next TEXT,
    answer TEXT,
    sender TEXT,
    PRIMARY KEY (item, recipient)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX delivery_ready ON delivery (item, lane) WHERE state IN ('queued', 'deferred') AND next IS NULL;
  CREATE INDEX delivery_waiting ON delivery (item, next) WHERE next IS NOT NULL;
  CREATE INDEX delivery_attempting ON delivery (sender) WHERE state = 'attempting';
  CREATE TABLE report (item INTEGER NOT NULL REFERENCES item, at TEXT NOT NULL, report TEXT NOT NULL) STRICT;
  CREATE INDEX report_item ON report (item, at);
`;

const OF_ITEM = "item = (SELECT id FROM item WHERE channel = ? AND item = ?)";
const COLUMNS =
  "channel, item.item, recipient, lane, state, attempts, delivery.at, next, answer FROM delivery JOIN item ON item.id = delivery.item";
const READY =
  "SELECT recipient FROM delivery WHERE item = ? AND state IN ('queued', 'deferred') AND next IS NULL";

/** What lies above every lane. */
const LAST = "\u{10ffff}";

type Row = { [Key in keyof Delivery]: Delivery[Key] | null };

/** The ledger in SQLite. */
export function deliveryTable(database: MailDatabase): DeliveryTable {
  return {
    keep: (channel, item, body) =>
      database.write((statement) => {
        statement("INSERT OR IGNORE INTO item (channel, item, body) VALUES (?, ?, '')").run(
          channel,
          item,
        );
        statement(
          `UPDATE item SET body = ?, is_queued = 0 WHERE channel = ? AND item = ?
            AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.item = item.id AND attempts > 0)`,
        ).run(body, channel, item);
        return keptOf(statement, channel, item);
      }),
    queue: (channel, item, waiting, at, isLast = false) =>
      database.write((statement) => {
        const add = statement(
          `INSERT OR IGNORE INTO delivery (item, recipient, lane, state, attempts, at, next)
            SELECT id, ?, ?, 'queued', 0, ?, ? FROM item WHERE channel = ? AND item = ?`,
        );
        let added = 0;
        for (const { recipient, lane, next } of waiting)
          added += Number(add.run(recipient, lane, at, next ?? null, channel, item).changes);
        if (isLast)
          statement("UPDATE item SET is_queued = 1 WHERE channel = ? AND item = ?").run(
            channel,
            item,
          );
        return added;
      }),
    claim: (channel, item, about) =>
      database.write((statement) => {
        settle(statement, about.ended ?? [], ["attempting", "uncertain"]);
        return claim(statement, channel, item, about);
      }),
    settle: (results, from) => database.write((statement) => settle(statement, results, from)),
    senders: () =>
      database.read((statement) => {
        const sql = "SELECT DISTINCT sender FROM delivery WHERE state = 'attempting'";
        return statement(sql)
          .all()
          .map(({ sender }) => String(sender));
      }),
    abandon: (senders, at) =>
      database.write((statement) => {
        const sql = `UPDATE delivery SET state = 'uncertain', at = ?, answer = 'the sender ended before there was an answer'
          WHERE state = 'attempting' AND sender IN (SELECT value FROM json_each(?))`;
        return Number(statement(sql).run(at, JSON.stringify(senders)).changes);
      }),
    counts: (channel, item) =>
      database.read((statement) => {
        const sql = `SELECT state, count(*) AS count FROM delivery WHERE ${OF_ITEM} GROUP BY state`;
        const found = new Map(
          statement(sql)
            .all(channel, item)
            .map(({ state, count }) => [state, Number(count)]),
        );
        return Object.fromEntries(
          DELIVERY_STATES.map((state) => [state, found.get(state) ?? 0]),
        ) as DeliveryCounts;
      }),
    due: (channel, item) =>
      database.read((statement) => {
        const sql = `SELECT min(next) AS next FROM delivery WHERE ${OF_ITEM} AND next IS NOT NULL`;
        const first = statement(sql).get(channel, item)?.["next"];
        const ready = `SELECT 1 FROM delivery WHERE ${OF_ITEM} AND state IN ('queued', 'deferred') AND next IS NULL LIMIT 1`;
        return {
          isReady: statement(ready).get(channel, item) !== undefined,
          next: typeof first === "string" ? first : undefined,
        };
      }),
    items: () =>
      database.read((statement) => {
        const found = statement("SELECT channel, item FROM item ORDER BY id DESC").all();
        return found.map((row) => ({ channel: String(row["channel"]), item: String(row["item"]) }));
      }),
    page: ({ state, channel, item, after, limit }) =>
      database.read((statement) => {
        const sql = `SELECT ${COLUMNS} WHERE state = ? AND channel = coalesce(?, channel) AND item.item = coalesce(?, item.item)
          AND (channel, item.item, recipient) > (?, ?, ?) ORDER BY channel, item.item, recipient LIMIT ?`;
        const from = [after?.channel ?? "", after?.item ?? "", after?.recipient ?? ""];
        const found = statement(sql).all(state, channel ?? null, item ?? null, ...from, limit);
        return (found as unknown as Row[]).map(deliveryOf);
      }),
    answers: (channel, item, states, limit) =>
      database.read((statement) => {
        const sql = `SELECT answer, count(*) AS count FROM delivery WHERE ${OF_ITEM} AND answer IS NOT NULL
          AND state IN (SELECT value FROM json_each(?)) GROUP BY answer ORDER BY count(*) DESC, answer LIMIT ?`;
        const found = statement(sql).all(channel, item, JSON.stringify(states), limit);
        return found.map((row) => ({
          answer: String(row["answer"]),
          count: Number(row["count"]),
        }));
      }),
    report: (channel, item, at, report) =>
      database.write((statement) => {
        const sql =
          "INSERT INTO report (item, at, report) SELECT id, ?, ? FROM item WHERE channel = ? AND item = ?";
        statement(sql).run(at, report, channel, item);
      }),
    reports: (channel, item) =>
      database.read((statement) => {
        const sql = `SELECT report FROM report WHERE ${OF_ITEM} ORDER BY at`;
        return statement(sql)
          .all(channel, item)
          .map(({ report }) => String(report));
      }),
  };
}

function keptOf(statement: Statements, channel: string, item: string): Kept {
  const sql = "SELECT body, is_queued FROM item WHERE channel = ? AND item = ?";
  const row = statement(sql).get(channel, item);
  return { body: String(row?.["body"]), isQueued: row?.["is_queued"] === 1 };
}

function claim(
  statement: Statements,
  channel: string,
  name: string,
  { now, limit, sender, spare = new Map() }: Claim,
): Delivery[] {
  const found = statement("SELECT id FROM item WHERE channel = ? AND item = ?").get(channel, name);
  if (found === undefined) return [];
  const item = Number(found["id"]);
  statement(
    "UPDATE delivery SET next = NULL WHERE item = ? AND next IS NOT NULL AND next <= ?",
  ).run(item, now);
  const take = statement(
    `UPDATE delivery SET state = 'attempting', attempts = attempts + 1, at = ?, answer = NULL, sender = ?
      WHERE item = ? AND recipient = ? RETURNING lane, attempts`,
  );
  return ready(statement, item, limit, spare).map((recipient) => {
    const { lane, attempts } = take.get(now, sender, item, recipient) as {
      lane: string;
      attempts: number;
    };
    return { channel, item: name, recipient, lane, state: "attempting", attempts, at: now };
  });
}

/** Recipients whose rows are ready: first what the named lanes may give, then of those that lie between them. */
function ready(
  statement: Statements,
  item: number,
  limit: number,
  spare: ReadonlyMap<string, number>,
): string[] {
  const recipients: string[] = [];
  const take = (rows: readonly unknown[]): void => {
    for (const row of rows) recipients.push((row as { recipient: string }).recipient);
  };
  for (const [lane, count] of spare) {
    const room = Math.min(count, limit - recipients.length);
    if (room > 0) take(statement(`${READY} AND lane = ? LIMIT ?`).all(item, lane, room));
  }
  const bounds = [...spare.keys()].toSorted();
  for (const [at, upper] of [...bounds, LAST].entries()) {
    const room = limit - recipients.length;
    if (room <= 0) break;
    const lower = bounds[at - 1];
    const above = lower === undefined ? "lane >= ''" : "lane > ?";
    const values = lower === undefined ? [item] : [item, lower];
    take(statement(`${READY} AND ${above} AND lane < ? LIMIT ?`).all(...values, upper, room));
  }
  return recipients;
}

function settle(
  statement: Statements,
  results: readonly Result[],
  from: readonly DeliveryState[],
): number {
  const change = statement(
    `UPDATE delivery SET state = ?, at = ?, next = ?, answer = ?, sender = NULL
      WHERE ${OF_ITEM} AND recipient = ? AND state IN (SELECT value FROM json_each(?))`,
  );
  const states = JSON.stringify(from);
  let changed = 0;
  for (const { channel, item, recipient, state, at, next, answer } of results) {
    const { changes } = change.run(
      state,
      at,
      next ?? null,
      answer ?? null,
      channel,
      item,
      recipient,
      states,
    );
    changed += Number(changes);
  }
  return changed;
}

function deliveryOf(row: Row): Delivery {
  const { next, answer, ...rest } = row;
  return {
    ...(rest as Delivery),
    ...(next != null && { next }),
    ...(answer != null && { answer }),
  };
}
