import { readFileSync } from "node:fs";
import { join } from "node:path";

const DATA = join(import.meta.dirname, "../../content/data");

/** The values of one column of a bundled file, oldest first; empty cells are left out. */
export function columnOf(file: string, column: string): number[] {
  const [header = "", ...rows] = readFileSync(join(DATA, `${file}.csv`), "utf8")
    .trim()
    .split("\n");
  const at = header.split(",").indexOf(column);
  return rows.flatMap((row) => {
    const cell = row.split(",")[at] ?? "";
    return cell === "" ? [] : [Number(cell)];
  });
}
