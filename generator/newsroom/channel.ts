import type { Key } from "../gather/sources/contract.ts";
import type { HttpClient } from "../web/http-client.ts";

/** One edition as a channel passes it on. */
export interface Post {
  readonly title: string;
  readonly summary: string;
  /** Permanent address of what is posted. */
  readonly url: string;
}

/** Where an edition may be passed on to: a chat, a network, a list. One a file. */
export interface Channel {
  /** Lower-case letters, digits and hyphens. */
  readonly id: string;
  /** What it reaches, in one sentence. */
  readonly about: string;
  /** Least time between two requests, in milliseconds. */
  readonly spacingMs: number;
  readonly keys: readonly Key[];
  /** Passes one edition on. @throws WebFault */
  post(post: Post, http: HttpClient): Promise<void>;
}

/** The part of the kit that is delivered through. */
export interface ChannelKit {
  readonly channels: ReadonlyMap<string, Channel>;
}
