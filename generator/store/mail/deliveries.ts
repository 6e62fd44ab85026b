/** How far one message to one recipient, or one post to one channel, has come. */
export const DELIVERY_STATES = [
  "queued",
  "attempting",
  "accepted",
  "deferred",
  "refused",
  "uncertain",
  "suppressed",
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** One row of the ledger: written before the attempt. */
export interface Delivery {
  /** "mail", or a channel's id. */
  readonly channel: string;
  /** What is sent: an issue's id, or an edition's day with the article's slug. */
  readonly item: string;
  /** To whom: a subscriber's id; for a channel, what of the item it is, such as "post" or "correction-1". */
  readonly recipient: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** ISO 8601 UTC: of its last change. */
  readonly at: string;
  /** When it is tried again. */
  readonly next?: string;
  /** What was answered last, in one line. */
  readonly answer?: string;
}

/** What a database does with the ledger. */
export interface DeliveryTable {
  /** Puts rows in as queued that are not there yet; returns how many were new. */
  queue(channel: string, item: string, recipients: readonly string[], at: string): Promise<number>;
  /** Claims up to `limit` rows that are due, as attempting, in one transaction: no two senders get one of them. */
  claim(
    channel: string,
    item: string,
    about: { readonly now: string; readonly limit: number; readonly sender: string },
  ): Promise<readonly Delivery[]>;
  /** Writes down what became of attempts. */
  settle(
    results: readonly (Pick<Delivery, "channel" | "item" | "recipient" | "state" | "at"> &
      Partial<Pick<Delivery, "next" | "answer">>)[],
  ): Promise<void>;
  /** Attempts of senders that are no longer there become uncertain; returns how many. */
  abandon(senders: readonly string[], at: string): Promise<number>;
  /** How many rows of an item are in which state. */
  counts(channel: string, item: string): Promise<Readonly<Partial<Record<DeliveryState, number>>>>;
}
