import { DELIVERY_STATES, type Delivery, type DeliveryTable } from "../../store/mail/deliveries.ts";
import { BY_HAND } from "../send/keep.ts";
import type { Told } from "./posts.ts";
import type { Post } from "../../newsroom/channel.ts";

/** One part of what is told of an article: it goes out once. */
export interface Part {
  /** As the ledger calls it: "post", "correction-1", "withdrawal". */
  readonly name: string;
  readonly post: Post;
}

/** Rows of one article at one channel, by recipient. */
export type Rows = ReadonlyMap<string, Delivery>;

const MOST = 100;

export async function rowsOf(
  deliveries: DeliveryTable,
  channel: string,
  item: string,
): Promise<Rows> {
  const pages = await Promise.all(
    DELIVERY_STATES.map((state) => deliveries.page({ state, channel, item, limit: MOST })),
  );
  return new Map(pages.flat().map((row) => [row.recipient, row]));
}

/**
 * What of an article a channel has to be told, in order. Corrections that its first post had in it already are none to it, and a
 * withdrawal of what was never posted there is nothing.
 * @param isRehearsal the ledger stays as it is
 */
export async function partsFor(
  deliveries: DeliveryTable,
  channel: string,
  told: Told,
  isRehearsal = false,
): Promise<Part[]> {
  const { item, post, corrections, withdrawal } = told;
  if (post === undefined) {
    const isThere = (await rowsOf(deliveries, channel, item)).get("post")?.state === "accepted";
    return withdrawal && isThere ? [{ name: "withdrawal", post: withdrawal }] : [];
  }
  const own = JSON.stringify({ corrections: corrections.length });
  const rows = await rowsOf(deliveries, channel, item);
  // What was tried once is kept as it was then, whatever is given.
  const isKept = [...rows.values()].some(({ attempts }) => attempts > 0);
  const body = isRehearsal && !isKept ? own : (await deliveries.keep(channel, item, own)).body;
  const before = (JSON.parse(body) as { corrections: number }).corrections;
  return [
    { name: "post", post },
    ...corrections
      .slice(before)
      .map((correction, at) => ({ name: `correction-${before + at + 1}`, post: correction })),
  ];
}

/** As the ledger calls a message of a part. */
export function recipientOf(part: string, message: number): string {
  return message === 0 ? part : `${part}/${message + 1}`;
}

/** By what the channel knows a message that went out; undefined where nobody has told. */
export function referenceOf(row: Delivery | undefined): string | undefined {
  const answer = row?.state === "accepted" ? row.answer : undefined;
  return answer === undefined || answer === "" || answer === BY_HAND ? undefined : answer;
}
