import type { Table } from "../../base/csv.ts";
import { digest } from "../../base/digest.ts";

/** Tells a file by all that its rows are held to; its length too, so that one that has only grown since is known. */
export function markOf(text: string, declarations: string): string {
  return `${digest(`${text}\n${declarations}`, 32)}:${text.length}`;
}

/**
 * The header line of a CSV file, the last row that was read before, so that a gap behind it is seen, and all that has come since; undefined
 * unless all that the file was then stands in front, with the same declarations. @returns how many lines are left out between too.
 */
export function grownBy(
  text: string,
  declarations: string,
  mark: string,
): { readonly text: string; readonly lines: number } | undefined {
  const length = Number(mark.split(":")[1] ?? 0);
  const front = text.slice(0, length);
  if (!front.endsWith("\n") || /^\s*[[{"]/.test(front) || front.includes('"')) return undefined;
  if (markOf(front, declarations) !== mark) return undefined;
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
