import { join } from "node:path";
import type { Instant, Day } from "../base/day.ts";
import type { AsOfView } from "./asof.ts";
import type { Catalogue, Claim } from "../publication/catalogue.ts";
import type { Remark, Change, Observation } from "./observation.ts";

/** Everything ever gathered; nothing in it is changed or removed. Faults of the file are thrown as Failure (3). */
export interface Store {
  readonly path: string;
  /** What was known at the instant. */
  view(instant: Instant, catalogue: Catalogue): AsOfView;
  /** What was stored of a series at each of the ascending instants, as digests that agree up to the first difference. */
  fingerprints(series: string, instants: readonly Instant[]): string[];
  /**
   * Runs `work` in one transaction: all that it writes is stored, or nothing. One command writes at a time; another waits
   * for as long as its patience lasts.
   */
  write<T>(work: (writer: Writer) => T): T;
  /** Another text after anything was written, here or by another command. */
  version(): string;
  /** How much there is of a series, whenever it became public. */
  extent(series: string): Extent;
  /** The last reading of a bundled file. */
  lastReading(file: string): Reading | undefined;
  /** The last revision of each claim, in the order of their ids. */
  latestClaims(): readonly Claim[];
  close(): void;
}

/** Where the store of a publication lies. */
export function storePath(home: string): string {
  return join(home, "var", "bellwether.db");
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
  ): Change;
  /** Stores a claim that is new or differs from its last revision. */
  recordClaim(claim: Claim, retrieved: Instant): void;
  recordReading(reading: Reading): void;
}
