import { canonicalJson, digest } from "../base/digest.ts";

/** One thing that was done with an article, as it is handed over to be written down. */
export interface TrailEntry {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly who: Actor;
  /** The article's, within the home. */
  readonly path: string;
  readonly action: string;
  /** States before and after; the same where the action changes none. */
  readonly from: string;
  readonly to: string;
  readonly why?: string;
  /** Digest of the text that it was given for, whatever state that is in, and of its facts: `contentDigest`. */
  readonly text: string;
  /** Hash of the file as it was before; left out where there was none. */
  readonly replaced?: string;
  /** Hash of the file as it was left, and of the facts beside it: both texts are kept. */
  readonly markdown: string;
  readonly facts: string;
  /** What else belongs to the action, such as the comment. */
  readonly detail?: Readonly<Record<string, string | number | readonly string[]>>;
}

/** Who did it: a person of the desk, or the program. */
export interface Actor {
  readonly id: string;
  readonly name: string;
}

/** One row of the trail, chained to the one before. */
export interface TrailRow extends TrailEntry {
  /** From 1 on, without a gap. */
  readonly seq: number;
  /** Hash of the row before; of nothing for the first. */
  readonly previous: string;
  /** SHA-256 over all of the above, as canonical JSON. */
  readonly hash: string;
}

/** A row as a database keeps it. */
export interface StoredRow {
  readonly seq: number;
  /** The row's, to find it by. */
  readonly path: string;
  /** Canonical JSON of the row without its own hash. */
  readonly body: string;
  readonly hash: string;
}

/** How far a trail goes. */
export interface TrailHead {
  readonly count: number;
  /** Hash of the last row. */
  readonly hash: string;
}

/** SHA-256 of a text, in full: what is kept is found by it. */
export function hashOf(text: string): string {
  return digest(text, 64);
}

/** Where every trail begins. */
export const NO_ROWS: TrailHead = { count: 0, hash: hashOf("") };

/** The row that follows on another. */
export function sealed(entry: TrailEntry, { count, hash: previous }: TrailHead): StoredRow {
  const seq = count + 1;
  const body = canonicalJson({ ...entry, seq, previous });
  return { seq, path: entry.path, body, hash: hashOf(body) };
}

/** A row as it is read. */
export function openedRow({ body, hash }: StoredRow): TrailRow {
  return { ...JSON.parse(body), hash } as TrailRow;
}
