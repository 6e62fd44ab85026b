import { parquetReadObjects } from "hyparquet";
import { mistake } from "../../base/problem.ts";
import { dayOfCell } from "./dates.ts";
import type { Table } from "../../base/csv.ts";
import { asTable } from "./table.ts";

/**
 * Reads a Parquet file (uncompressed or Snappy) cell by cell as text: dates as days, timestamps as days where they stand at
 * midnight UTC and as instants otherwise. Rows are numbered from 1.
 * @throws Failure (2) for a damaged file, or one in another compression.
 */
export async function readParquet(bytes: Uint8Array, file: string): Promise<Table> {
  let rows: Record<string, unknown>[];
  try {
    rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
  } catch (error) {
    throw mistake({
      code: "broken-file",
      file,
      message: `The Parquet file cannot be read: ${(error as Error).message}.`,
      advice: "Write it again, uncompressed or with Snappy, or export CSV.",
    });
  }
  const objects = rows.map((row, index) => ({
    line: index + 1,
    fields: new Map(Object.entries(row).map(([name, cell]) => [name, cellOf(cell)])),
  }));
  return asTable(objects, file);
}

function cellOf(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return dayOfCell(cell);
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}
