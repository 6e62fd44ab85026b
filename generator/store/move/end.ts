import type { Sql } from "../sql/sql.ts";
import type { Table } from "../sql/tables.ts";
import type { Values } from "./rows.ts";

/** A store that is moved from. */
export interface MoveSource {
  /** For people: a file, or an address without its password. */
  readonly shown: string;
  /** Runs `work` while nobody else writes there. */
  held<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A place that a store is moved to. It has its name only once all is there: until then nobody takes it for the store. */
export interface MoveTarget {
  readonly shown: string;
  /** What lies there under its name by now; undefined where nothing does. */
  present(): Promise<Sql | undefined>;
  /** What a move that was begun has said of its source; undefined where none was. */
  begun(): Promise<string | undefined>;
  /** Begins anew, without anything that an earlier move has brought. */
  begin(about: string): Promise<void>;
  /** The store that is being made. */
  readonly sql: Sql;
  /** Adds rows, all or none. */
  add(table: Table, rows: readonly Values[]): Promise<void>;
  /**
   * Gives the store its name in one step, in the place of an empty one.
   * @param mayReplace throws where it is not empty any more; is asked while nobody else writes there.
   */
  finish(mayReplace: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}
