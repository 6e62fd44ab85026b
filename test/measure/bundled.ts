import { readFileSync } from "node:fs";
import { join } from "node:path";

const DATA = join(import.meta.dirname, "../../content/data");

/** The values of one column of a bundled file from a day on, oldest first; empty cells are left out. */
export function columnOf(file: string, column: string, from = ""): number[] {
  const [header = "", ...rows] = readFileSync(join(DATA, `${file}.csv`), "utf8")
    .trim()
    .split("\n");
  const at = header.split(",").indexOf(column);
  return rows.flatMap((row) => {
    const cells = row.split(",");
    const cell = cells[at] ?? "";
    return cell === "" || cells[0]! < from ? [] : [Number(cell)];
  });
}
