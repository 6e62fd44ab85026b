import { createHash } from "node:crypto";
import type { Table } from "../../base/csv.ts";

/** What tells a file by all that its rows are held to. */
export interface Mark {
  /** Its length is in it too, so that a file that has only grown since is known. */
  readonly mark: string;
  /** Whether all that the file was when it had an earlier mark stands in front, with the same declarations. */
  readonly isGrown: boolean;
}

/** @param before the mark that the file had when it was last read. */
export function markOf(text: string, declarations: string, before?: string): Mark {
  const behind = `\n${declarations}`;
  const length = lengthIn(before);
  // The front is digested once for both: hundreds of files grow by a row a day.
  const isLonger = before !== undefined && length < text.length && text[length - 1] === "\n";
  const begun = createHash("sha256").update(text.slice(0, isLonger ? length : 0));
  const digestWith = (rest: string): string => begun.copy().update(rest).digest("hex").slice(0, 32);
  return {
    mark: `${digestWith((isLonger ? text.slice(length) : text) + behind)}:${text.length}`,
    isGrown: isLonger && before === `${digestWith(behind)}:${length}`,
  };
}

function lengthIn(mark = ""): number {
  return Number(mark.split(":")[1] ?? 0);
}

/**
 * The header line of a CSV file, the last row that was read before, so that a gap behind it is seen, and all that has come since; undefined
 * where more has to be read than that. @returns how many lines are left out between too.
 * @param before the mark of what the file has grown from.
 */
export function grownSince(
  text: string,
  before: string,
): { readonly text: string; readonly lines: number } | undefined {
  const length = lengthIn(before);
  const front = text.slice(0, length);
  if (!front.endsWith("\n") || /^\s*[[{"]/.test(front) || front.includes('"')) return undefined;
  const header = front.indexOf("\n") + 1;
  const last = front.lastIndexOf("\n", length - 2) + 1;
  if (last <= header) return undefined;
  const lines = front.slice(header, last).split("\n").length - 1;
  return { text: front.slice(0, header) + text.slice(last), lines };
}

/** A table whose rows stand so many lines further down. */
export function rowsBehind(table: Table, lines: number): Table {
  return { ...table, rows: table.rows.map((row) => ({ ...row, line: row.line + lines })) };
}
