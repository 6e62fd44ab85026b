import { join } from "node:path";
import type { Day, Instant } from "../base/day.ts";
import { Failure } from "../base/problem.ts";
import type { Archive } from "./archive.ts";
import type { Catalogue, Claim } from "../publication/catalogue.ts";
import type { Announcement } from "../publication/events/event.ts";
import type { Headline } from "../publication/feeds.ts";
import type { Remark, Change, Observation } from "./observation.ts";
import type { RateLimiter } from "../web/rate-limiter.ts";
import type { StoredRow, TrailEntry, TrailHead, TrailRow } from "./trail.ts";

/**
 * Everything ever gathered; nothing of it is changed or removed. The one way to a database, which another than SQLite takes as well:
 * `test/store/contract.ts` says what each has to do. Faults of the database are thrown as Failure (3).
 */
export interface Store {
  /**
   * All that is stored of these series, and of those that they are derived from, at one instant of the database: every series
   * declared unless told. What was loaded before is loaded again only in another `version`.
   */
  load(catalogue: Catalogue, series?: Iterable<string>): Promise<Archive>;
  /** Says that these series, which are stored as they are, will be loaded, the first of them first: many are read beside other work until then. */
  expect(series: Iterable<string>): void;
  /**
   * Runs `work` in one transaction: all that it writes is stored, or nothing. One command writes at a time; another waits
   * for as long as its patience lasts.
   */
  write<T>(work: (writer: Writer) => Promise<T>): Promise<T>;
  /** Another text after anything but a document was written, here or by another command. */
  version(): Promise<string>;
  /** How much there is of each series, whenever it became public, in the order asked for. */
  extents(series: Iterable<string>): Promise<ReadonlyMap<string, Extent>>;
  /** The last reading of each file that was read before. */
  lastReadings(files: Iterable<string>): Promise<ReadonlyMap<string, Reading>>;
  /** The last revision of each claim, in the order of their ids. */
  latestClaims(): Promise<readonly Claim[]>;
  /** The last announcement of each scheduled event, in the order of their ids. */
  latestAnnouncements(): Promise<readonly Announcement[]>;
  /** The last revision of each headline, in the order of their ids. */
  latestHeadlines(): Promise<readonly Headline[]>;
  /** What was last kept under a name. */
  document(name: string): Promise<string | undefined>;
  /** The trail's rows in their order: those after a number, of one article where its path is given. */
  trail(about?: { readonly path?: string; readonly after?: number }): Promise<readonly StoredRow[]>;
  /** How far the trail goes. */
  trailHead(): Promise<TrailHead>;
  /** A text that was kept, by its hash. */
  text(hash: string): Promise<string | undefined>;
  /** Where machines share the store: requests to providers wait for those of all of them. */
  readonly pace?: RateLimiter;
  close(): Promise<void>;
}

/** Where the store of a publication lies. */
export function storePath(home: string): string {
  return join(home, "var", "bellwether.db");
}

/** True for the failure to write to a store that may only be read. */
export function isReadOnly(error: unknown): boolean {
  if (!(error instanceof Failure)) return false;
  return error.problems.some(
    ({ code }) => code === "store-read-only" || code === "database-rights",
  );
}

/** What a database says that cannot be reached at this moment. */
const AWAY: ReadonlySet<string> = new Set([
  "database-lost",
  "database-unreachable",
  "database-connections",
]);

/** True for the failure to reach a database, which may be back in a moment. */
export function isAway(error: unknown): boolean {
  return error instanceof Failure && error.problems.some(({ code }) => AWAY.has(code));
}

/** How much is stored of one series. */
export interface Extent {
  /** Periods, each counted once. */
  readonly periods: number;
  readonly last: Day | undefined;
}

/** One time that a file was read: what it held, and what there was to say about it. */
export interface Reading {
  readonly file: string;
  /** Over the file and the declarations of its series. */
  readonly digest: string;
  readonly at: Instant;
  readonly remarks: readonly Remark[];
}

/** Adds to the store inside one transaction. */
export interface Writer {
  /**
   * Stores what is new. A value that equals the last one known of its period changes nothing; another value is a
   * revision, public from the retrieval on, because nobody can have known it before it was seen, unless the source states
   * a later instant than that of the value it replaces.
   * @param origin where the values were found, such as a file's path.
   */
  record(
    series: string,
    origin: string,
    retrieved: Instant,
    observations: readonly Observation[],
  ): Promise<Change>;
  /** Stores a claim that is new or differs from its last revision. */
  recordClaim(claim: Claim, retrieved: Instant): Promise<void>;
  /** Stores what is newly said of a scheduled event; it counts from its `known`. */
  announce(announcement: Announcement, retrieved: Instant): Promise<void>;
  /** Stores a headline that is new or differs from its last revision. */
  recordHeadline(headline: Headline, retrieved: Instant): Promise<void>;
  /** The last reading of a file, with what this transaction has written. */
  lastReading(file: string): Promise<Reading | undefined>;
  recordReading(reading: Reading): Promise<void>;
  /**
   * Keeps a text under a name, in place of the one before: what is worked out from the rest of the store and costs time to work out
   * again, on whichever machine the next command runs; and what lets people in at the desk.
   */
  keepDocument(name: string, body: string): Promise<void>;
  /**
   * Adds a row to the trail, chained to the last one there.
   * @param after how far the trail went before, where the rows themselves were lost: the new one follows on them all the same.
   */
  appendTrail(entry: TrailEntry, after?: TrailHead): Promise<TrailRow>;
  /** Keeps a text for ever; returns the hash by which it is found. */
  keepText(body: string): Promise<string>;
}
