/** A store of objects that other machines read, by keys. What fails is thrown as Failure (3). */
export interface Bucket {
  /** As people know it. */
  readonly shown: string;
  /** All whose key begins so, by key. */
  list(prefix: string): Promise<ReadonlyMap<string, Listed>>;
  /** Names that stand between this and the next slash. */
  folders(prefix: string): Promise<readonly string[]>;
  /** A text, undefined where there is none. */
  read(key: string): Promise<string | undefined>;
  /** Puts an object there whole, or not at all. */
  put(key: string, body: string | Uint8Array, about: ObjectAbout): Promise<void>;
  /** Gives another object the content of one that is there, without it coming here. */
  copy(from: string, to: string, about: ObjectAbout): Promise<void>;
  remove(keys: readonly string[]): Promise<void>;
  close(): void;
}

/** What a store says of an object. */
export interface Listed {
  readonly bytes: number;
  /** When it was put there, in milliseconds since the epoch. */
  readonly at: number;
}

/** What is said of an object to whoever reads it. */
export interface ObjectAbout {
  /** Media type. */
  readonly type: string;
  /** Cache-Control. */
  readonly cache: string;
}
