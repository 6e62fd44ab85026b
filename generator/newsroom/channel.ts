import type { z } from "zod";
import type { Instant } from "../base/day.ts";
import type { Key } from "../gather/sources/contract.ts";
import type { HttpClient } from "../web/http-client.ts";

/** A picture that goes along with a post. */
export interface Picture {
  /** PNG. */
  readonly body: Uint8Array;
  /** For those who do not see it. */
  readonly alt: string;
}

/** One article as a channel passes it on, or what has become of it since. */
export interface Post {
  /** First told, mended, or taken from readers. */
  readonly kind: "post" | "correction" | "withdrawal";
  readonly title: string;
  readonly summary: string;
  /** Permanent address of what is posted. */
  readonly url: string;
  /** What of it was mended, or why it was withdrawn, as readers are told; left out where it is first told. */
  readonly notice?: string;
  /** BCP 47. */
  readonly language: string;
  readonly tags: readonly string[];
  /** The edition's cut-off, ISO 8601 UTC. */
  readonly date: string;
  /** What tells the article from all others, for addresses: letters, digits and hyphens. */
  readonly slug: string;
  /** The whole text as sanitised HTML with whole addresses, notices of corrections first; of no article that was withdrawn. */
  html?(): string;
  /** Where its figures come from, a note each, as HTML that is folded away; empty where there are none. */
  notes?(): string;
  /** The article's card; of no article that was withdrawn. */
  card?(): Promise<Picture>;
}

/** One of the messages that a post becomes. */
export interface Message {
  /** As readers see it. */
  readonly text: string;
  /** How long it is as the channel counts, and how long it may be; left out where nothing limits it. */
  readonly length?: { readonly is: number; readonly of: number };
  /** The card goes along with it. */
  readonly hasCard?: boolean;
}

/** What messages are written with. */
export interface Writing<O = unknown> {
  readonly options: O;
  readonly http: HttpClient;
  /** Where the figures of a text stand: none is cut in two. */
  figuresOf(text: string): readonly { readonly start: number; readonly end: number }[];
}

/** A message on its way. */
export interface Outgoing<O = unknown, P = unknown> {
  readonly options: O;
  readonly message: Message;
  /** The same whenever this message is sent, and of no other: letters, digits and hyphens. */
  readonly key: string;
  readonly at: Instant;
  /** What `post` gave for the first message about the article; left out for that one, and where nobody knows. */
  readonly first?: string;
  /** The same for the message before this one. */
  readonly before?: string;
  /** An earlier attempt may have gone out. */
  readonly isAgain: boolean;
  /** What `prepare` gave. */
  readonly prepared: P;
}

/** Where an edition may be passed on to: a chat, a network, a list. One a file. */
export interface Channel<O = unknown, P = unknown> {
  /** Lower-case letters, digits and hyphens. */
  readonly id: string;
  /** What it reaches, in one sentence. */
  readonly about: string;
  /** Least time between two requests, in milliseconds. */
  readonly spacingMs: number;
  /** The keys that it asks with whatever its options are. */
  readonly keys: readonly Key[];
  /** Further keys that the options name. */
  keysOf?(options: O): readonly Key[];
  /** What `channels:` in bellwether.yaml says of it; nothing where it is left out. */
  readonly options?: z.ZodType<O>;
  /** A message that is sent again with the same key gives no second one: without an answer it is tried again at once. */
  readonly isIdempotent?: boolean;
  /** The messages of a post in the order in which they go out; where it is left out one, of title, summary and address. */
  write?(post: Post, writing: Writing<O>): Promise<readonly Message[]>;
  /** Done before a message goes out, and seen by nobody: signing in, a picture. When it fails nothing has gone out. @throws WebFault */
  prepare?(post: Post, http: HttpClient, outgoing: Omit<Outgoing<O>, "prepared">): Promise<P>;
  /**
   * Passes one message on, by a client that asks once: a request whose answer is lost may have gone out.
   * @returns by what the channel knows it from then on, within 200 characters: a reply or a correction is given that.
   * @throws WebFault with the status where there is one: 429 is tried later, another 4xx never, anything else is a matter for a person.
   */
  post(post: Post, http: HttpClient, outgoing: Outgoing<O, P>): Promise<string | void>;
  /** Asks something harmless that needs the key; returns what is known by it. @throws WebFault */
  test?(http: HttpClient, about: Pick<Outgoing<O>, "options" | "at">): Promise<string>;
}

/** Keeps the types of options and preparations inside the channel, so that channels of all kinds fit one list. */
export function channelOf<O, P>(channel: Channel<O, P>): Channel {
  return Object.freeze(channel) as unknown as Channel;
}

/** The part of the kit that is delivered through. */
export interface ChannelKit {
  readonly channels: ReadonlyMap<string, Channel>;
}
