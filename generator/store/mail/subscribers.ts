/** How far a person has come with us. */
export const SUBSCRIBER_STATES = [
  "pending",
  "active",
  "paused",
  "unsubscribed",
  "bounced",
  "complained",
] as const;
export type SubscriberState = (typeof SUBSCRIBER_STATES)[number];

/** A person who gets mail, or got it once. */
export interface Subscriber extends Wishes {
  /** Random, and the only thing that a link in a mail says of somebody. */
  readonly id: string;
  /** As it was given. */
  readonly address: string;
  readonly state: SubscriberState;
  readonly consent?: Consent;
}

/** What a person may choose of what they get. */
export interface Wishes {
  readonly name?: string;
  /** BCP 47. */
  readonly language: string;
  /** IANA. */
  readonly timeZone: string;
  readonly formats: readonly string[];
  /** Tags of interest; every article where it is empty. */
  readonly tags: readonly string[];
}

/** When and from where somebody agreed to get mail; there is none as long as they have not. */
export interface Consent {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly origin: string;
}

/** By which a mailbox is known: two spellings of one address are one mailbox. */
export interface Mailbox {
  /** Its address in the one form that all its spellings have. */
  readonly normal: string;
  /** A keyed hash of that: what is left of somebody who was forgotten. */
  readonly mark: string;
}

/** Somebody new. */
export interface Newcomer extends Subscriber {
  readonly mailbox: Mailbox;
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly why: string;
}

/** A step from one state to another. */
export interface StateChange {
  readonly state: SubscriberState;
  /** ISO 8601 UTC. */
  readonly at: string;
  /** What led to it, such as "sign-up" or "complaint". */
  readonly why: string;
}

/** A mail that did not arrive. */
export interface Bounce {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly kind: "hard" | "soft";
  /** Tells the report from others: one that is read twice counts once. */
  readonly report: string;
}

/** What a database does with subscribers. Each call is one transaction. */
export interface SubscriberTable {
  /** In the order of their ids, those after one, so many at a time: one page of any number of them. */
  page(about: {
    readonly state?: SubscriberState;
    readonly format?: string;
    readonly after?: string;
    readonly limit: number;
  }): Promise<readonly Subscriber[]>;
  /** Those of these ids who may be sent to at this moment: active, and on no suppression list. */
  sendable(ids: readonly string[]): Promise<ReadonlySet<string>>;
  byId(id: string): Promise<Subscriber | undefined>;
  /** Of normal addresses, those that are somebody's. */
  byAddress(normal: readonly string[]): Promise<ReadonlyMap<string, Subscriber>>;
  counts(): Promise<Readonly<Record<SubscriberState, number>>>;
  /** Puts in those whose mailbox and id nobody has yet; returns their ids. */
  add(newcomers: readonly Newcomer[]): Promise<ReadonlySet<string>>;
  /** Takes a step where the state is one of `from` and another than `to`; returns whether it was taken. */
  step(
    id: string,
    from: readonly SubscriberState[],
    to: StateChange & { readonly consent?: Consent },
  ): Promise<boolean>;
  /** Writes down what somebody chose; what is left out of it is taken away. False where there is nobody of this id. */
  choose(id: string, wishes: Wishes): Promise<boolean>;
  /** Every state that somebody was in, the first first. */
  history(id: string): Promise<readonly StateChange[]>;
  /** Writes down a bounce, unless its report was counted; returns how many soft ones there are since an instant (ISO 8601 UTC). */
  bounced(id: string, bounce: Bounce, since: string): Promise<number>;
  /** Counts one confirmation that is asked for, unless there were `limit` since an instant (ISO 8601 UTC); false where there were. */
  mayConfirm(id: string, about: { at: string; since: string; limit: number }): Promise<boolean>;
  /**
   * Counts a try under each of these names, unless one of them has had as many as it may since an instant (ISO 8601 UTC); false where one
   * has. All processes count together.
   */
  mayTry(
    counted: readonly { readonly name: string; readonly limit: number }[],
    about: { readonly at: string; readonly since: string },
  ): Promise<boolean>;
  /** Removes all that is known of these ids and leaves their marks on the suppression list where a reason is given; no byte of them stays in the database's files. */
  remove(ids: readonly string[], suppressed?: Suppression): Promise<number>;
  /** Puts marks on the suppression list; one that is on it stays as it is. Returns how many were new. */
  suppress(marks: readonly string[], about: Suppression): Promise<number>;
  /** Takes a mark off the suppression list. */
  lift(mark: string): Promise<boolean>;
  /** Of these marks, those on the suppression list. */
  suppressed(marks: readonly string[]): Promise<ReadonlyMap<string, Suppression>>;
}

/** Why nothing is sent to a mailbox, and since when (ISO 8601 UTC). */
export interface Suppression {
  readonly at: string;
  readonly why: string;
}
