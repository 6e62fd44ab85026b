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

export type DeliveryCounts = Readonly<Record<DeliveryState, number>>;

/** One row of the ledger: written before the attempt. */
export interface Delivery {
  /** "mail", or a channel's id. */
  readonly channel: string;
  /** What is sent: an issue's id, or an edition's day with the article's slug. */
  readonly item: string;
  /** To whom: a subscriber's id; for a channel, what of the item it is, such as "post" or "correction-1". */
  readonly recipient: string;
  /** What shares a pace: the domain under which a recipient's mail servers stand; empty for a channel. */
  readonly lane: string;
  readonly state: DeliveryState;
  readonly attempts: number;
  /** ISO 8601 UTC: of its last change. */
  readonly at: string;
  /** Until when it waits; left out once it is due. */
  readonly next?: string;
  /** What was answered last, in one line, without anybody's address. */
  readonly answer?: string;
}

/** Somebody that an item is to go to. */
export type Waiting = Pick<Delivery, "recipient" | "lane" | "next">;

/** What became of an attempt. */
export interface Result extends Pick<
  Delivery,
  "channel" | "item" | "recipient" | "state" | "at" | "next" | "answer"
> {
  /** What the server said of the mail, where that speaks of it and not of its recipient. */
  readonly said?: "taken" | "refused";
}

/** How many rows of a channel may be claimed a minute, by lane or for `all`. */
export type Limits = Readonly<Record<string, number>>;

/** What is asked for when rows are claimed. */
export interface Claim {
  /** ISO 8601 UTC. */
  readonly now: string;
  readonly limit: number;
  /** Who sends: what is left of its attempts is found by it. */
  readonly sender: string;
  /** How many rows all senders together may claim. Lanes that are named come first. */
  readonly pace?: Limits;
  /** Lanes whose servers asked for fewer: nobody claims any of them for so many milliseconds from now. */
  readonly resting?: ReadonlyMap<string, number>;
  /** Attempts that have ended: written down in the same transaction, before anything is claimed. */
  readonly ended?: readonly Result[];
  /** What the sender has of the item: it claims nothing where another body is kept by now. Once a row was claimed, none takes its place. */
  readonly body?: string;
  /** Nothing is claimed once so many mails of the item were refused in a row, whoever sent them. */
  readonly mostRefused?: number;
}

/** What is sent, as it was when its first message went out. */
export interface Kept {
  readonly body: string;
  /** Everybody whom it is to go to has a row: nobody is added any more. */
  readonly isQueued: boolean;
}

/** Is thrown where another body has taken the place of the one that a sender has: nothing was claimed, and nothing written down. */
export class ItemReplaced extends Error {
  override readonly name = "ItemReplaced";
}

/** What a database does with the ledger. Each call is one transaction; what it wrote is on the disk when it returns. */
export interface DeliveryTable {
  /** Keeps what is sent. As long as no attempt was made, another body takes its place, and more may be queued; returns what counts. */
  keep(channel: string, item: string, body: string): Promise<Kept>;
  /** What is kept of an item; undefined where nothing is. */
  kept(channel: string, item: string): Promise<Kept | undefined>;
  /** Puts rows in as queued that are not there yet; returns how many were new. */
  queue(
    channel: string,
    item: string,
    waiting: readonly Waiting[],
    at: string,
    isLast?: boolean,
  ): Promise<number>;
  /**
   * Claims rows that are due, as attempting: no two senders get one of them. What has ended is written down where the attempt was this
   * sender's and nobody has settled it otherwise.
   * @throws ItemReplaced
   */
  claim(channel: string, item: string, about: Claim): Promise<readonly Delivery[]>;
  /** How many mails of an item were refused since the last that was taken, by whomever they were sent. */
  refusals(channel: string, item: string): Promise<number>;
  /** Begins to count these anew, as somebody who has looked asks for. */
  forgive(channel: string, item: string): Promise<void>;
  /**
   * After how many milliseconds more may be claimed of what the pace holds back, or a lane that rests; undefined where nothing is held.
   * @param now ISO 8601 UTC.
   */
  heldFor(channel: string, pace: Limits, now: string): Promise<number | undefined>;
  /** Queues again what a sender claimed and never began: to be called when nothing of it is on its way, and all that ended is written down. */
  giveBack(sender: string, at: string): Promise<number>;
  /** Writes down what became of rows that are in one of the states `from`; returns how many were. */
  settle(results: readonly Result[], from: readonly DeliveryState[]): Promise<number>;
  /** Says that a sender is there, until it leaves or its process ends, however it ends; before it claims anything. */
  enter(sender: string): Promise<{ leave(): Promise<void> }>;
  /** Attempts of senders that are no longer there become uncertain; returns how many. */
  abandon(at: string): Promise<number>;
  counts(channel: string, item: string): Promise<DeliveryCounts>;
  /** Whether a row is ready to be claimed, and when the first of those that wait is due. */
  due(
    channel: string,
    item: string,
  ): Promise<{ readonly isReady: boolean; readonly next: string | undefined }>;
  /** Every item of the ledger, the last first. */
  items(): Promise<readonly { readonly channel: string; readonly item: string }[]>;
  /** Rows in one state, by item and recipient, those after one, so many at a time. */
  page(about: {
    readonly state: DeliveryState;
    readonly channel?: string;
    readonly item?: string;
    readonly after?: Delivery | undefined;
    readonly limit: number;
  }): Promise<readonly Delivery[]>;
  /** The most frequent answers to rows in these states. */
  answers(
    channel: string,
    item: string,
    states: readonly DeliveryState[],
    limit: number,
  ): Promise<readonly { readonly answer: string; readonly count: number }[]>;
  /** Keeps what a run came to (JSON). */
  report(channel: string, item: string, at: string, report: string): Promise<void>;
  /** What runs came to, the first first. */
  reports(channel: string, item: string): Promise<readonly string[]>;
}
