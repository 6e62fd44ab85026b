import { join } from "node:path";
import { z } from "zod";
import type { Code } from "../base/codes.ts";
import { readCsv, type Table } from "../base/csv.ts";
import { suggestion } from "../base/nearest.ts";
import { collected, mistake, type Problem } from "../base/problem.ts";
import { heldToShape, wordsOf, type ShapeFault } from "../base/schema-words.ts";
import { slug } from "../base/slug.ts";
import { fill } from "../base/text.ts";
import type { Loaded } from "../base/yaml.ts";
import type { World } from "../world/world.ts";
import {
  seriesSchema,
  subjectSchema,
  type SeriesDeclaration,
  type SubjectDeclaration,
} from "./catalogue.ts";

const text = z.string().trim().min(1, "expected a text");

const { id: _, calendar, ...pattern } = seriesSchema.shape;

/** A series that every row of a list has. `{column}` in a text of it stands for what the row has there. */
const seriesPatternSchema = z.strictObject({
  ...pattern,
  /** The quantity: the series is `<id of the row>.<quantity>`. */
  quantity: text,
  /** That of the subject unless told. */
  calendar: calendar.default("{calendar}"),
});

/** Subjects that a file lists, one a row, and the series of each. */
const subjectListSchema = z.strictObject({
  /** A CSV file under `content/data`. */
  from: text,
  /** Kind and calendar of the rows that name none. */
  kind: text.exactOptional(),
  calendar: text.exactOptional(),
  series: z.array(seriesPatternSchema).default([]),
});

type SubjectList = z.output<typeof subjectListSchema>;

/** `subjects` of `bellwether.yaml`: subjects, and lists of them; one list may stand alone. */
export const subjectsSchema = z.preprocess(
  (value) => (isList(value) ? [value] : value),
  z.array(
    z.preprocess(
      (value, context) => {
        const schema = isList(value) ? subjectListSchema : subjectSchema;
        const parsed = schema.safeParse(value, { error: wordsOf });
        context.issues.push(...((parsed.error?.issues ?? []) as z.core.$ZodRawIssue[]));
        return value;
      },
      z.union([subjectSchema, subjectListSchema]),
    ),
  ),
);

function isList(value: unknown): value is SubjectList {
  return typeof value === "object" && value !== null && "from" in value;
}

/** Where the files of lists lie. */
const LISTS_FOLDER = "content/data";

/** Columns that say what a subject is; each other column is for the patterns of the series alone. */
const COLUMNS = [
  "id",
  "symbol",
  "name",
  "kind",
  "calendar",
  "aliases",
  "full",
  "short",
  "proxy",
] as const;

interface Listed {
  readonly subjects: readonly (SubjectDeclaration | SubjectList)[];
  readonly series: readonly SeriesDeclaration[];
}

/** A declaration, and where it stands: an entry of `bellwether.yaml`, or a row of a list's file. */
interface Placed<T> {
  readonly value: T;
  readonly at: readonly PropertyKey[];
  readonly row?: Row;
}

interface Row {
  readonly file: string;
  readonly line: number;
  readonly cells: Readonly<Record<string, string>>;
}

/**
 * Puts the rows of every list in its place among the subjects, and their series behind those that are declared one by one.
 * @throws Failure (2) with file and line of each row that is no subject.
 */
export function withSubjectLists<R extends Listed>(
  world: World,
  home: string,
  { value, place }: Loaded<R>,
): Loaded<Omit<R, keyof Listed> & { subjects: SubjectDeclaration[]; series: SeriesDeclaration[] }> {
  const problems: Problem[] = [];
  const subjects: Placed<SubjectDeclaration>[] = [];
  const series: Placed<SeriesDeclaration>[] = value.series.map((each, index) => ({
    value: each,
    at: ["series", index],
  }));
  for (const [index, entry] of value.subjects.entries()) {
    const at = ["subjects", index];
    if (!isList(entry)) {
      subjects.push({ value: entry, at });
      continue;
    }
    const table = collected(problems, () => tableOf(world, home, entry, place([...at, "from"])));
    if (!table) continue;
    problems.push(...unknownColumns(entry, table, at, place));
    if (problems.length > 0) continue;
    for (const row of rowsOf(table)) {
      const subject = collected(problems, () => subjectOf(entry, row));
      if (!subject) continue;
      subjects.push({ value: subject, at, row });
      for (const [position, each] of entry.series.entries()) {
        const declared = collected(problems, () => seriesOf(each, subject, row));
        if (declared) series.push({ value: declared, at: [...at, "series", position], row });
      }
    }
  }
  if (problems.length > 0) throw mistake(problems);
  return {
    value: {
      ...value,
      subjects: subjects.map((each) => each.value),
      series: series.map((each) => each.value),
    },
    place(path) {
      const [list, index, ...rest] = path;
      const placed = list === "subjects" || list === "series" ? { subjects, series }[list] : [];
      const found = placed[Number(index)];
      if (!found) return place(path);
      const { at, row } = found;
      if (!row) return place([...at, ...rest]);
      const isOfRow =
        list === "subjects" || isFilled(valueAt(value.subjects, [...at.slice(1), rest[0] ?? ""]));
      return isOfRow ? { file: row.file, line: row.line, column: 1 } : place([...at, ...rest]);
    },
  };
}

function tableOf(
  world: World,
  home: string,
  { from }: SubjectList,
  at: ReturnType<Loaded<unknown>["place"]>,
): Table {
  const file = `${LISTS_FOLDER}/${from}`;
  if (!world.files.exists(join(home, file))) {
    const message = `There is no file ${file}, which the subjects are taken from.`;
    throw mistake({ code: "subject-list", ...at, message });
  }
  const table = readCsv(world.files.read(join(home, file)).replace(/^\uFEFF/, ""), file);
  const missing = ["symbol", "name"].filter((column) => !table.columns.includes(column));
  if (missing.length === 0) return table;
  throw mistake(
    missing.map((column) => ({
      code: "missing-column",
      file,
      line: 1,
      message: `There is no column "${column}", which every list of subjects has.`,
      advice: suggestion(column, table.columns),
    })),
  );
}

/** Every `{column}` of the patterns that the file does not have. */
function unknownColumns(
  { series }: SubjectList,
  { columns }: Table,
  at: readonly PropertyKey[],
  place: Loaded<unknown>["place"],
): Problem[] {
  const known = [...new Set([...columns, ...COLUMNS])];
  return series.flatMap((each, position) =>
    Object.entries(each).flatMap(([key, value]) =>
      [...JSON.stringify(value).matchAll(/\{(\w+)\}/g)].flatMap(([whole, name = ""]): Problem[] => {
        if (known.includes(name)) return [];
        const message = `${whole} stands for a column, and the list has none of that name.`;
        const advice = suggestion(name, known);
        const where = place([...at, "series", position, key]);
        return [{ code: "missing-column", ...where, message, advice }];
      }),
    ),
  );
}

function rowsOf({ file, columns, rows }: Table): Row[] {
  return rows.map(({ line, cells }) => ({
    file,
    line,
    cells: Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? ""])),
  }));
}

function subjectOf({ from, ...shared }: SubjectList, row: Row): SubjectDeclaration {
  const { cells } = row;
  const said = Object.fromEntries(
    COLUMNS.flatMap((column) => (cells[column] ? [[column, cells[column]]] : [])),
  );
  const id = said["id"] ?? slug(cells["symbol"] ?? "");
  const aliases = (said["aliases"] ?? "").split(";").map((each) => each.trim());
  const parsed = heldToShape(subjectSchema, {
    ...(shared.kind !== undefined && { kind: shared.kind }),
    ...(shared.calendar !== undefined && { calendar: shared.calendar }),
    ...said,
    id,
    aliases: aliases.filter((each) => each !== ""),
  });
  if (parsed.success) return { ...parsed.data, list: from };
  throw mistake(parsed.faults.map((fault) => problemOf(fault, row)));
}

function seriesOf(
  { quantity, ...declared }: z.output<typeof seriesPatternSchema>,
  subject: SubjectDeclaration,
  row: Row,
): SeriesDeclaration {
  const { id, symbol, name, kind, calendar: its } = subject;
  const values = { ...row.cells, id, symbol, name, kind, calendar: its };
  const parsed = heldToShape(
    seriesSchema,
    filled({ ...declared, id: `${id}.${quantity}` }, values),
  );
  if (parsed.success) return parsed.data;
  throw mistake(parsed.faults.map((fault) => problemOf(fault, row)));
}

function problemOf({ path, message }: ShapeFault, { file, line, cells }: Row): Problem {
  const [column = ""] = path.map(String);
  const isTold = !cells[column] || message.includes(", found ");
  const found = isTold ? "" : `, found "${cells[column]}"`;
  const code: Code = "subject-list";
  const told = `${column}: ${message}${found}.`;
  const advice = `Give the row a "${column}" of that form${column === "id" ? "; without one it is made of the symbol" : ""}.`;
  return { code, file, line, message: told, advice };
}

/** A value with what stands in the row in the place of each column that its texts name. */
function filled(value: unknown, values: Readonly<Record<string, string>>): unknown {
  if (typeof value === "string") return fill(value, values);
  if (Array.isArray(value)) return value.map((each) => filled(each, values));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, filled(each, values)]),
  );
}

/** Whether a pattern's value depends on the row. */
function isFilled(value: unknown): boolean {
  return /\{\w+\}/.test(JSON.stringify(value) ?? "");
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce(
    (at: unknown, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
    value,
  );
}
