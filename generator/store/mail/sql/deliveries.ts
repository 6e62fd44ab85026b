import {
  DELIVERY_STATES,
  type Delivery,
  type DeliveryCounts,
  type DeliveryTable,
  type Kept,
} from "../deliveries.ts";
import type { Sql } from "../../sql/sql.ts";
import { claimIn } from "./claim.ts";
import type { MailDatabase } from "./database.ts";
import { heldFor } from "./pace.ts";
import { countRefusals, forgive, refusalsOf } from "./refusals.ts";
import { listOf, settleFrom, settleOwn } from "./settling.ts";

/** An item's number, by channel and name. */
const ITEM = "SELECT id FROM item WHERE channel = ? AND item = ?";
const OF_ITEM = `item = (${ITEM})`;
const COLUMNS =
  "channel, item.item, recipient, lane, state, attempts, delivery.at, next, answer FROM delivery JOIN item ON item.id = delivery.item";

type Row = { [Key in keyof Delivery]: Delivery[Key] | null };

/** The ledger in a database that speaks SQL. */
export function deliveryTable(database: MailDatabase): DeliveryTable {
  const { dialect, presence } = database;
  return {
    keep: (channel, item, body) =>
      database.write(async (sql) => {
        await sql.all(
          `INSERT INTO item (id, channel, item, body, is_queued) SELECT coalesce(max(id), 0) + 1, ?, ?, '', 0 FROM item WHERE true
            ON CONFLICT (channel, item) DO NOTHING`,
          channel,
          item,
        );
        // Whoever claims holds it too: a body is never replaced beside a first attempt.
        await sql.all(ITEM + dialect.forUpdate, channel, item);
        await sql.all(
          `UPDATE item SET body = ?, is_queued = 0 WHERE channel = ? AND item = ?
            AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.item = item.id AND attempts > 0)`,
          body,
          channel,
          item,
        );
        return (await keptOf(sql, channel, item))!;
      }),
    kept: (channel, item) => database.read((sql) => keptOf(sql, channel, item)),
    queue: (channel, item, waiting, at, isLast = false) =>
      database.write(async (sql) => {
        const rows = waiting.map(({ recipient, lane, next = null }) => [recipient, lane, next]);
        const added = await sql.all(
          `INSERT INTO delivery (item, recipient, lane, state, attempts, at, next)
            SELECT item.id, value ->> 0, value ->> 1, 'queued', 0, ?, value ->> 2 FROM item, ${dialect.given}
            WHERE item.channel = ? AND item.item = ? ON CONFLICT DO NOTHING RETURNING 1 AS one`,
          at,
          JSON.stringify(rows),
          channel,
          item,
        );
        if (isLast) {
          await sql.all(
            "UPDATE item SET is_queued = 1 WHERE channel = ? AND item = ?",
            channel,
            item,
          );
          if (dialect.countAnew) await sql.all(dialect.countAnew);
        }
        return added.length;
      }),
    async claim(channel, item, about) {
      await presence.renew(about.sender);
      return database.write(async (sql) => {
        const { ended = [], sender, mostRefused = Infinity } = about;
        await settleOwn(sql, dialect, ended, sender);
        const refused = await countRefusals(sql, channel, item, ended);
        const limit = refused < mostRefused ? about.limit : 0;
        return claimIn(sql, dialect, channel, item, { ...about, limit });
      });
    },
    refusals: (channel, item) => database.read((sql) => refusalsOf(sql, channel, item)),
    forgive: (channel, item) =>
      database.write(async (sql) => void (await forgive(sql, channel, item))),
    heldFor: (channel, pace, now) =>
      database.read((sql) => heldFor(sql, dialect, channel, pace, now)),
    giveBack: (sender, at) =>
      database.write(async (sql) => {
        const text = `UPDATE delivery SET state = 'queued', attempts = attempts - 1, at = ?, sender = NULL
          WHERE state = 'attempting' AND sender = ? RETURNING 1 AS one`;
        return (await sql.all(text, at, sender)).length;
      }),
    settle: (results, from) => database.write((sql) => settleFrom(sql, dialect, results, from)),
    enter: (sender) => presence.enter(sender),
    async abandon(at) {
      const found = await database.read((sql) =>
        sql.all("SELECT DISTINCT sender FROM delivery WHERE state = 'attempting'"),
      );
      const gone = await presence.gone(found.map(({ sender }) => String(sender)));
      if (gone.length === 0) return 0;
      return database.write(async (sql) => {
        const text = `UPDATE delivery SET state = 'uncertain', at = ?, answer = 'the sender ended before there was an answer'
          WHERE state = 'attempting' AND sender IN (SELECT value ->> 0 FROM ${dialect.given}) RETURNING 1 AS one`;
        const given = JSON.stringify(gone.map((each) => [each]));
        return (await sql.all(text, at, given)).length;
      });
    },
    counts: (channel, item) =>
      database.read(async (sql) => {
        const text = `SELECT state, count(*) AS count FROM delivery WHERE ${OF_ITEM} GROUP BY state`;
        const rows = await sql.all(text, channel, item);
        const found = new Map(rows.map(({ state, count }) => [state, Number(count)]));
        return Object.fromEntries(
          DELIVERY_STATES.map((state) => [state, found.get(state) ?? 0]),
        ) as DeliveryCounts;
      }),
    due: (channel, item) =>
      database.read(async (sql) => {
        const waiting = `SELECT min(next) AS next FROM delivery WHERE ${OF_ITEM} AND next IS NOT NULL`;
        const [first] = await sql.all(waiting, channel, item);
        const ready = `SELECT 1 AS one FROM delivery WHERE ${OF_ITEM} AND state IN ('queued', 'deferred') AND next IS NULL LIMIT 1`;
        const next = first?.["next"];
        return {
          isReady: (await sql.all(ready, channel, item)).length > 0,
          next: typeof next === "string" ? next : undefined,
        };
      }),
    items: () =>
      database.read(async (sql) => {
        const found = await sql.all("SELECT channel, item FROM item ORDER BY id DESC");
        return found.map((row) => ({ channel: String(row["channel"]), item: String(row["item"]) }));
      }),
    page: ({ state, channel, item, after, limit }) =>
      database.read(async (sql) => {
        const text = `SELECT ${COLUMNS} WHERE state = ? AND channel = coalesce(?, channel) AND item.item = coalesce(?, item.item)
          AND (channel, item.item, recipient) > (?, ?, ?) ORDER BY channel, item.item, recipient LIMIT ?`;
        const from = [after?.channel ?? "", after?.item ?? "", after?.recipient ?? ""];
        const found = await sql.all(text, state, channel ?? null, item ?? null, ...from, limit);
        return (found as unknown as Row[]).map(deliveryOf);
      }),
    answers: (channel, item, states, limit) =>
      database.read(async (sql) => {
        const text = `SELECT answer, count(*) AS count FROM delivery WHERE ${OF_ITEM} AND answer IS NOT NULL
          AND state IN ${listOf(states)} GROUP BY answer ORDER BY count(*) DESC, answer LIMIT ?`;
        const found = await sql.all(text, channel, item, limit);
        return found.map((row) => ({
          answer: String(row["answer"]),
          count: Number(row["count"]),
        }));
      }),
    report: (channel, item, at, report) =>
      database.write(async (sql) => {
        await sql.all(ITEM + dialect.forUpdate, channel, item);
        await sql.all(
          `INSERT INTO report (item, number, at, report)
            SELECT id, (SELECT count(*) + 1 FROM report WHERE report.item = item.id), ?, ? FROM item WHERE channel = ? AND item = ?`,
          at,
          report,
          channel,
          item,
        );
      }),
    reports: (channel, item) =>
      database.read(async (sql) => {
        const text = `SELECT report FROM report WHERE ${OF_ITEM} ORDER BY number`;
        return (await sql.all(text, channel, item)).map(({ report }) => String(report));
      }),
  };
}

async function keptOf(sql: Sql, channel: string, item: string): Promise<Kept | undefined> {
  const text = "SELECT body, is_queued FROM item WHERE channel = ? AND item = ?";
  const [row] = await sql.all(text, channel, item);
  return row && { body: String(row["body"]), isQueued: row["is_queued"] === 1 };
}

function deliveryOf(row: Row): Delivery {
  const { next, answer, ...rest } = row;
  return {
    ...(rest as Delivery),
    ...(next != null && { next }),
    ...(answer != null && { answer }),
  };
}
