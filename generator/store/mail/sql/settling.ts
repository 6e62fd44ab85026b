import type { Sql } from "../../sql/sql.ts";
import type { DeliveryState, Result } from "../deliveries.ts";
import type { Dialect } from "./database.ts";

/** Writes down what became of attempts that are a sender's still. */
export async function settleOwn(
  sql: Sql,
  dialect: Dialect,
  ended: readonly Result[],
  sender: string,
): Promise<void> {
  if (ended.length === 0) return;
  await sql.all(
    `${changing(dialect)} AND delivery.sender = ? AND delivery.state IN ('attempting', 'uncertain')`,
    rowsOf(ended),
    sender,
  );
}

/** Writes down what became of rows that are in one of the states `from`; returns how many were. */
export async function settleFrom(
  sql: Sql,
  dialect: Dialect,
  results: readonly Result[],
  from: readonly DeliveryState[],
): Promise<number> {
  if (results.length === 0) return 0;
  const text = `${changing(dialect)} AND delivery.state IN ${listOf(from)} RETURNING 1 AS one`;
  return (await sql.all(text, rowsOf(results))).length;
}

/** States are words of ours, and stand in a text as they are. */
export function listOf(states: readonly DeliveryState[]): string {
  return `(${states.map((state) => `'${state}'`).join(", ")})`;
}

function changing({ given }: Dialect): string {
  return `UPDATE delivery SET state = value ->> 3, at = value ->> 4, next = value ->> 5, answer = value ->> 6, sender = NULL
    FROM ${given}, item WHERE item.channel = value ->> 0 AND item.item = value ->> 1
    AND delivery.item = item.id AND delivery.recipient = value ->> 2`;
}

function rowsOf(results: readonly Result[]): string {
  return JSON.stringify(
    results.map(({ channel, item, recipient, state, at, next = null, answer = null }) => [
      channel,
      item,
      recipient,
      state,
      at,
      next,
      answer,
    ]),
  );
}
