import { CsvError, parse } from "csv-parse/sync";
import { suggestion } from "../base/nearest.ts";
import { mistake, type Problem } from "../base/problem.ts";

/** A file of data, cell by cell as text. */
export interface Table {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

interface TableRow {
  /** 1-based. */
  readonly line: number;
  /** As many as there are columns; empty where the file has none. */
  readonly cells: readonly string[];
}

/** One observation as a file gives it. */
export interface Row {
  readonly line: number;
  readonly date: string;
  readonly value: string;
  /** When it became public, where the file says so; never empty. */
  readonly public?: string;
}

/** Which columns to read; names are compared without regard to case. */
export interface RowColumns {
  readonly date: string;
  readonly value: string;
  readonly public?: string | undefined;
}

/**
 * Reads CSV (a header line, commas, quotes, a byte order mark or none) or JSON lines (one object a line).
 * @throws Failure (2) with the line for a file that is neither.
 */
export function readTable(text: string, file: string): Table {
  const content = text.replace(/^\uFEFF/, "");
  const table = content.trimStart().startsWith("{")
    ? readJsonLines(content, file)
    : readCsv(content, file);
  return held(table);
}

function held(table: Table): Table {
  if (table.columns.length > 0) return table;
  throw broken(table.file, 1, "The file is empty; a header line and rows were expected.");
}

/** One row of a file whose rows name their fields. */
interface NamedRow {
  readonly line: number;
  readonly fields: ReadonlyMap<string, string>;
}

/** Rows that name their fields as a table, a column for each name. @throws Failure (2) for no rows at all. */
export function asTable(objects: readonly NamedRow[], file: string): Table {
  const columns = [...new Set(objects.flatMap(({ fields }) => [...fields.keys()]))];
  return held({
    file,
    columns,
    rows: objects.map(({ line, fields }) => ({
      line,
      cells: columns.map((column) => fields.get(column) ?? ""),
    })),
  });
}

function readCsv(text: string, file: string): Table {
  const records: TableRow[] = [];
  const keep = (cells: string[], { lines }: { readonly lines: number }): null => {
    records.push({ line: lines, cells });
    return null;
  };
  try {
    parse(text, { trim: true, skip_empty_lines: true, on_record: keep });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw broken(file, Number(error["lines"] ?? 1), `This is not valid CSV: ${error.message}.`);
  }
  const [header, ...rows] = records;
  const columns = header?.cells ?? [];
  const repeated = columns.find((name, at) => columns.indexOf(name) !== at);
  if (repeated !== undefined)
    throw broken(file, 1, `The column "${repeated}" occurs twice in the header.`);
  return { file, columns, rows };
}

function readJsonLines(text: string, file: string): Table {
  const objects: NamedRow[] = [];
  for (const [index, content] of text.split("\n").entries()) {
    if (content.trim() !== "")
      objects.push({ line: index + 1, fields: fieldsOf(content, file, index + 1) });
  }
  return asTable(objects, file);
}

function fieldsOf(content: string, file: string, line: number): Map<string, string> {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch (error) {
    throw broken(file, line, `This line is not valid JSON: ${(error as Error).message}.`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw broken(file, line, "This line is not a JSON object.");
  return new Map(Object.entries(value).map(([name, field]) => [name, cellOf(field)]));
}

function cellOf(field: unknown): string {
  if (field === null) return "";
  return typeof field === "object" ? JSON.stringify(field) : String(field).trim();
}

/**
 * The rows of one series.
 * @throws Failure (2) with the nearest name for a column that the file does not have.
 */
export function rowsOf(table: Table, columns: RowColumns): Row[] {
  const date = positionOf(table, columns.date);
  const value = positionOf(table, columns.value);
  const published = columns.public === undefined ? undefined : positionOf(table, columns.public);
  return table.rows.map(({ line, cells }) => ({
    line,
    date: cells[date] ?? "",
    value: cells[value] ?? "",
    ...(published !== undefined && cells[published] ? { public: cells[published] } : {}),
  }));
}

/** The name of the column as the file spells it, if it has one. */
export function columnNamed(table: Table, name: string): string | undefined {
  return table.columns.find((column) => column.toLowerCase() === name.toLowerCase());
}

function positionOf(table: Table, name: string): number {
  const column = columnNamed(table, name);
  if (column !== undefined) return table.columns.indexOf(column);
  throw mistake({
    code: "missing-column",
    file: table.file,
    line: 1,
    message: `There is no column "${name}".`,
    advice: suggestion(name, table.columns),
  });
}

function broken(file: string, line: number, message: string): Error {
  const problem: Problem = { code: "broken-file", file, line, message: message.replace("..", ".") };
  return mistake(problem);
}
