import type { Sql, SqlValue } from "../../sql/sql.ts";
import { ItemReplaced, type Claim, type Delivery } from "../deliveries.ts";
import type { Dialect } from "./database.ts";
import { openRoom } from "./pace.ts";

/** What lies above every lane. */
const LAST = "\u{10ffff}";

/** Claims rows of an item that are due, at most as many as the pace allows: first what the named lanes may give, then of those that lie between them. */
export async function claimIn(
  sql: Sql,
  dialect: Dialect,
  channel: string,
  name: string,
  claim: Claim,
): Promise<Delivery[]> {
  const { now, limit, sender, body } = claim;
  const pace = await openRoom(sql, dialect, channel, claim);
  const { spare } = pace;
  const [found] = await sql.all(
    `SELECT id${body === undefined ? "" : ", body"} FROM item WHERE channel = ? AND item = ?${dialect.forShare}`,
    channel,
    name,
  );
  if (found && body !== undefined && found["body"] !== body) throw new ItemReplaced();
  if (found === undefined) {
    await pace.take([]);
    return [];
  }
  const item = Number(found["id"]);
  await wake(sql, dialect, item, now);
  const claimed: Delivery[] = [];
  const take = async (lanes: string, values: readonly SqlValue[], room: number): Promise<void> => {
    if (room <= 0) return;
    const rows = await sql.all(
      `WITH ready AS MATERIALIZED (
          SELECT recipient FROM delivery WHERE item = ? AND state IN ('queued', 'deferred') AND next IS NULL AND ${lanes}
          LIMIT ?${dialect.forWhomFirst})
        UPDATE delivery SET state = 'attempting', attempts = attempts + 1, at = ?, answer = NULL, sender = ?
        WHERE item = ? AND recipient IN (SELECT recipient FROM ready) RETURNING recipient, lane, attempts`,
      item,
      ...values,
      room,
      now,
      sender,
      item,
    );
    for (const row of rows)
      claimed.push({
        ...(row as unknown as Pick<Delivery, "recipient" | "lane" | "attempts">),
        channel,
        item: name,
        state: "attempting",
        at: now,
      });
  };
  const room = (): number => Math.min(limit, pace.all) - claimed.length;
  for (const [lane, count] of spare) await take("lane = ?", [lane], Math.min(count, room()));
  const bounds = [...spare.keys()].toSorted();
  for (const [at, upper] of [...bounds, LAST].entries()) {
    const lower = bounds[at - 1];
    if (lower === undefined) await take("lane >= '' AND lane < ?", [upper], room());
    else await take("lane > ? AND lane < ?", [lower, upper], room());
  }
  await pace.take(claimed.map(({ lane }) => lane));
  return claimed;
}

/**
 * A row waits as long as it has a `next`; when that has come it is woken, and stands in the index of what is ready. So neither those that
 * wait nor lanes that may give nothing are ever gone through to find one that may be sent.
 */
async function wake(sql: Sql, dialect: Dialect, item: number, now: string): Promise<void> {
  await sql.all(
    `WITH due AS MATERIALIZED (
        SELECT recipient FROM delivery WHERE item = ? AND next IS NOT NULL AND next <= ?${dialect.forWhomFirst})
      UPDATE delivery SET next = NULL WHERE item = ? AND recipient IN (SELECT recipient FROM due)`,
    item,
    now,
    item,
  );
}
