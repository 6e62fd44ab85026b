import { broken, held, readCsv, type Table } from "../../base/csv.ts";
import { suggestion } from "../../base/nearest.ts";
import { mistake } from "../../base/problem.ts";

/** One observation as a file gives it. */
export interface Row {
  readonly line: number;
  readonly date: string;
  readonly value: string;
  /** When it became public, where the file says so; never empty. */
  readonly public?: string;
  /** All that the file or answer gives of the period, this value too, in the same order for every period. */
  readonly whole?: readonly string[];
}

/** Which columns to read; names are compared without regard to case. */
export interface RowColumns {
  readonly date: string;
  readonly value: string;
  readonly public?: string | undefined;
}

/** What a text may be read as. */
export interface TextFormat {
  /** What parts the cells of a CSV file; a comma unless told. */
  readonly delimiter?: string;
}

/**
 * Reads CSV (a header line, quotes, any line ends, a byte order mark or none), JSON lines (one object a line) or a JSON array
 * of objects.
 * @throws Failure (2) with the line for a file that is none of them.
 */
export function readTable(text: string, file: string, { delimiter = "," }: TextFormat = {}): Table {
  const content = text.replace(/^\uFEFF/, "");
  const start = content.trimStart();
  if (start.startsWith("[")) return readJsonArray(content, file);
  return start.startsWith("{") ? readJsonLines(content, file) : readCsv(content, file, delimiter);
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

function readJsonArray(text: string, file: string): Table {
  let items: unknown;
  try {
    items = JSON.parse(text);
  } catch (error) {
    throw broken(file, 1, `This is not valid JSON: ${(error as Error).message}.`);
  }
  const objects = (items as unknown[]).map((item, index) => ({
    line: index + 1,
    fields: namedCells(item, file, index + 1, "item"),
  }));
  return asTable(objects, file);
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
  return namedCells(value, file, line, "line");
}

function namedCells(
  value: unknown,
  file: string,
  line: number,
  what: "line" | "item",
): Map<string, string> {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw broken(file, line, `This ${what} is not a JSON object.`);
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
    whole: cells.filter((_, at) => at !== date && at !== published),
    ...(published !== undefined && cells[published] ? { public: cells[published] } : {}),
  }));
}

/**
 * The name of the column as the file spells it, if it has one: the very name before one that differs in case.
 * @throws Failure (2) where several columns differ in case alone and none is spelled so.
 */
export function columnNamed(table: Table, name: string): string | undefined {
  if (table.columns.includes(name)) return name;
  const alike = table.columns.filter((column) => column.toLowerCase() === name.toLowerCase());
  if (alike.length < 2) return alike[0];
  throw mistake({
    code: "ambiguous-column",
    file: table.file,
    line: 1,
    message: `"${name}" may be any of the columns ${alike.map((each) => `"${each}"`).join(" and ")}.`,
    advice: "Name one of them as it is spelled.",
  });
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
