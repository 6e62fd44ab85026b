import { readSheet } from "read-excel-file/node";
import { mistake } from "../../base/problem.ts";
import { dayOfCell } from "./dates.ts";
import { tableFrom, type Table } from "../../base/csv.ts";

/**
 * Reads one sheet of an Excel workbook (.xlsx) cell by cell as text: dates as days, numbers as stored and not as shown. The
 * first row that holds anything names the columns.
 * @param sheet name of the sheet; the first unless told.
 * @throws Failure (2) for a damaged file or a sheet that it does not have.
 */
export async function readWorkbook(
  bytes: Uint8Array,
  file: string,
  sheet: string | undefined,
): Promise<Table> {
  const rows = await rowsIn(bytes, file, sheet);
  const records = rows.map((cells, index) => ({ line: index + 1, cells: cells.map(textOfCell) }));
  return tableFrom(
    records.filter(({ cells }) => cells.some((cell) => cell !== "")),
    file,
  );
}

async function rowsIn(bytes: Uint8Array, file: string, sheet: string | undefined) {
  try {
    return await readSheet(Buffer.from(bytes), sheet ?? 1);
  } catch (error) {
    throw mistake({
      code: "broken-file",
      file,
      message: `The workbook cannot be read: ${(error as Error).message.replace(/\.$/, "")}.`,
      advice:
        sheet === undefined
          ? "Save it again as .xlsx, or export the sheet as CSV."
          : "Name one of its sheets with --sheet.",
    });
  }
}

function textOfCell(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  return cell instanceof Date ? dayOfCell(cell) : String(cell).trim();
}
