import type { Sql } from "../../sql/sql.ts";
import type { Result } from "../deliveries.ts";

const ITEM = "(SELECT id FROM item WHERE channel = ? AND item = ?)";

/** Counts what servers said of an item's mails to all its senders; returns how many were refused since the last that was taken. */
export async function countRefusals(
  sql: Sql,
  channel: string,
  item: string,
  ended: readonly Result[],
): Promise<number> {
  const said = ended.flatMap((each) =>
    each.channel === channel && each.item === item && each.said ? [each.said] : [],
  );
  const refused = said.length - 1 - said.lastIndexOf("taken");
  const isAfresh = refused < said.length;
  // Where all is well nothing is written, so that no sender waits for another.
  if (refused === 0) return isAfresh ? forgive(sql, channel, item) : refusalsOf(sql, channel, item);
  const [row] = await sql.all(
    `INSERT INTO refusal (item, count) SELECT id, CAST(? AS integer) FROM item WHERE channel = ? AND item = ?
      ON CONFLICT (item) DO UPDATE SET count = ${isAfresh ? "" : "refusal.count + "}excluded.count RETURNING count`,
    refused,
    channel,
    item,
  );
  return Number(row?.["count"] ?? 0);
}

/** Begins to count anew; returns what there is then. */
export async function forgive(sql: Sql, channel: string, item: string): Promise<0> {
  await sql.all(`UPDATE refusal SET count = 0 WHERE count > 0 AND item = ${ITEM}`, channel, item);
  return 0;
}

export async function refusalsOf(sql: Sql, channel: string, item: string): Promise<number> {
  const [row] = await sql.all(`SELECT count FROM refusal WHERE item = ${ITEM}`, channel, item);
  return Number(row?.["count"] ?? 0);
}
