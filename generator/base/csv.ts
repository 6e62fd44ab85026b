import { CsvError, parse } from "csv-parse/sync";
import { mistake, type Problem } from "./problem.ts";

/** A file of data, cell by cell as text. */
export interface Table {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  /** 1-based. */
  readonly line: number;
  /** As many as there are columns; empty where the file has none. */
  readonly cells: readonly string[];
}

/** @throws Failure (2) for no columns at all. */
export function held(table: Table): Table {
  if (table.columns.length > 0) return table;
  throw broken(table.file, 1, "The file is empty; a header line and rows were expected.");
}

/**
 * Reads CSV: a header line, quotes, any line ends.
 * @throws Failure (2) with the line.
 */
export function readCsv(text: string, file: string, delimiter = ","): Table {
  const plain = plainRecords(text, delimiter);
  if (plain) return tableFrom(plain, file);
  const records: TableRow[] = [];
  const keep = (cells: string[], { lines }: { readonly lines: number }): null => {
    records.push({ line: lines, cells });
    return null;
  };
  try {
    parse(text, {
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      trim: true,
      skip_empty_lines: true,
      on_record: keep,
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw broken(file, Number(error["lines"] ?? 1), whatIsWrong(error, records[0]?.cells.length));
  }
  return tableFrom(records, file);
}

/** Neither quotes nor white space but the ends of lines: cells are what stands between the delimiters. */
const PLAIN = /^[\n!#-~]*$/;

/** The records of a text in which nothing has to be unquoted, trimmed or found fault with, as files of prices are; undefined elsewhere. */
function plainRecords(text: string, delimiter: string): TableRow[] | undefined {
  if (!PLAIN.test(text)) return undefined;
  const records = text
    .split("\n")
    .map((line, at): TableRow => ({ line: at + 1, cells: line.split(delimiter) }))
    .filter(({ cells }) => cells.length > 1 || cells[0] !== "");
  const width = records[0]?.cells.length;
  return records.every(({ cells }) => cells.length === width) ? records : undefined;
}

function whatIsWrong({ code, message, record }: CsvError, header = 0): string {
  if (code === "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH" && Array.isArray(record))
    return `This line has ${record.length} cells, where the header line has ${header}: a sign that parts cells stands in quotes where it belongs to a number or a text.`;
  if (code === "CSV_QUOTE_NOT_CLOSED") return "A quotation mark is opened here and never closed.";
  return `This is not valid CSV: ${message}.`;
}

/** A table whose first record names the columns. @throws Failure (2) for no record, or a column named twice. */
export function tableFrom(records: readonly TableRow[], file: string): Table {
  const [header, ...rows] = records;
  const columns = header?.cells ?? [];
  const repeated = columns.find((name, at) => columns.indexOf(name) !== at);
  if (repeated !== undefined)
    throw broken(file, 1, `The column "${repeated}" occurs twice in the header.`);
  return held({ file, columns, rows });
}

/** A file, and the line at which it is damaged. */
export function broken(file: string, line: number, message: string): Error {
  const problem: Problem = { code: "broken-file", file, line, message: message.replace("..", ".") };
  return mistake(problem);
}
