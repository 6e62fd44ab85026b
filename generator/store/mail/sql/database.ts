import type { Sql } from "../../sql/sql.ts";

/** What a table of the mail store does its work with. */
export interface MailDatabase {
  readonly dialect: Dialect;
  readonly presence: Presence;
  /** Reads what is stored, and nothing of a transaction that has not ended. */
  read<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Runs `work` in one transaction, of which all is stored, or nothing. It may be run again where it failed by what others did. */
  write<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Leaves no byte of what was deleted in the files of the database. */
  scrub(): Promise<void>;
}

/** What one kind of database says in its own words. */
export interface Dialect {
  /** In place of a table: rows that are handed over as a JSON list of lists, whose parts are `value ->> 0`, `value ->> 1` and so on. */
  readonly given: string;
  /** Whether the JSON list in a column has `?` in it. */
  has(column: string): string;
  /** Behind a SELECT: keeps its rows until the transaction ends, and waits for whoever has them. Empty where one writes at a time. */
  readonly forUpdate: string;
  /** The same for several at once, which keep off those that change the rows. */
  readonly forShare: string;
  /** The same as the first, without rows that somebody else has. */
  readonly forWhomFirst: string;
  /** Milliseconds since the epoch on the clock of the database; undefined where whoever asks has the only clock. */
  readonly clock: string | undefined;
  /** Said when many rows of the ledger were added, where the database plans by how many it knows of. */
  readonly countAnew: string | undefined;
}

/** Who is there: known to every process that uses the database, on whichever machine. */
export interface Presence {
  /** Says that somebody is there, until they leave or the process ends, however it ends. */
  enter(id: string): Promise<{ leave(): Promise<void> }>;
  /** Says it again where it may have been lost. */
  renew(id: string): Promise<void>;
  /** Of these, those that are no longer there. */
  gone(ids: readonly string[]): Promise<readonly string[]>;
}
