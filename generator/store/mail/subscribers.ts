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
export interface Subscriber {
  /** Random, and the only thing that a link in a mail says of somebody. */
  readonly id: string;
  /** As it was given. */
  readonly address: string;
  readonly name?: string;
  /** BCP 47. */
  readonly language: string;
  /** IANA. */
  readonly timeZone: string;
  readonly formats: readonly string[];
  /** Tags of interest; every article where it is empty. */
  readonly tags: readonly string[];
  readonly state: SubscriberState;
  /** When and from where they agreed; left out as long as they have not. */
  readonly consent?: { readonly at: string; readonly origin: string };
}

/** What a database does with subscribers. */
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
}
