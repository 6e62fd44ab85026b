import { undated } from "../../articles/days.ts";
import type { Writing } from "./writing.ts";

/** Between the cells of a row, in a template and in Markdown. */
const CELL = " | ";

/**
 * Rows of figures below the heads of their columns, as a table of Markdown; none where no row has all its values. The first cell names what
 * a row is about: a row of another day than the heads announce has its day there.
 * @param heads and rows: marked, their cells apart by `|`.
 * @param announced the day that the heads say; empty for none, so that every row has its own.
 */
export function tableOf(
  heads: string,
  rows: readonly string[],
  announced: string | undefined,
  { recorder, drafter }: Writing,
): string[] {
  if (rows.length === 0) return [];
  const dayless = (row: string): string => {
    const facts = [...new Set(recorder.marksIn(row).map(({ draft }) => draft))];
    const [wanting] = undated(facts, announced);
    if (wanting === undefined) return row;
    const [fact] = wanting;
    const [name = "", ...cells] = cellsOf(row);
    return [`${name} (${recorder.mark(drafter.ownDayOf(fact))})`, ...cells].join(CELL);
  };
  const columns = cellsOf(heads);
  const rule = columns.map((_, at) => (at === 0 ? "---" : "---:"));
  const lines = [columns, rule, ...rows.map((each) => cellsOf(dayless(each)))];
  return [lines.map((cells) => `| ${cells.join(CELL)} |`).join("\n")];
}

function cellsOf(row: string): string[] {
  return row.split("|").map((cell) => cell.trim());
}
