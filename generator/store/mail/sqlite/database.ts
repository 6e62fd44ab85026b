import type { DatabaseSync, StatementSync } from "node:sqlite";

/** A statement, prepared the first time that it is asked for. */
export type Statements = (sql: string) => StatementSync;

/** What a table of the mail store does its work with. */
export interface MailDatabase {
  /** Reads what is stored, and nothing of a transaction that has not ended. */
  read<T>(work: (statement: Statements) => T): Promise<T>;
  /** Runs `work` in one transaction, of which all is stored, or nothing. */
  write<T>(work: (statement: Statements) => T): Promise<T>;
  /** Leaves no byte of what was deleted in the file. */
  scrub(): Promise<void>;
}

/** The statements of one connection. */
export function statementsOf(database: DatabaseSync): Statements {
  const prepared = new Map<string, StatementSync>();
  return (sql) => {
    const known = prepared.get(sql);
    if (known) return known;
    const statement = database.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
}
