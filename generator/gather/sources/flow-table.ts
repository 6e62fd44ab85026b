import { parse, type HTMLElement } from "node-html-parser";
import { z } from "zod";
import { sampleOf } from "../../base/sample.ts";
import { WebFault } from "../../web/fault.ts";
import { columnNamed, type Row } from "../files/table.ts";
import { liveSource, rowsFrom } from "./contract.ts";
import { csvTable } from "./csv.ts";
import { fromMonthFirst, fromMonthName } from "./days.ts";

const DATES = {
  iso: (text: string): string => text,
  "month-first": fromMonthFirst,
  "month-name": fromMonthName,
} as const;

/** A table of daily flows by fund, from a page or a CSV file that the user may fetch. */
export const flowTable = liveSource({
  id: "flow-table",
  about: {
    gives:
      "daily flows by fund, from any HTML table or CSV file at an address in the configuration",
    cost: "the publisher's",
    limits: "one request in 2 s",
    terms: "the publisher's: make sure that you may fetch and show it",
  },
  spacingMs: 2000,
  keys: [],
  options: z.strictObject({
    url: z.url({ protocol: /^https?$/ }),
    /** Heading of the fund's column. */
    column: z.string().min(1),
    /** Heading of the column with the date; the first column unless told. */
    date: z.string().optional(),
    dates: z.enum(["iso", "month-first", "month-name"]).default("month-name"),
  }),
  batch: ({ url }) => url,
  async pull({ wanted }, http) {
    const { url } = wanted[0].options;
    const text = await http.text(url);
    const { columns, rows } = /<table/i.test(text) ? htmlTable(text, url) : csvTable(text, url, []);
    const cells = rows.map((row) => ("cells" in row ? row.cells : row));
    const faults = new Map<string, string>();
    const unfinished = unfinishedRows(cells);
    const found = wanted.map(({ series, options }) => {
      if (columnNamed({ file: url, columns, rows: [] }, options.column) === undefined) {
        faults.set(series.id, missingColumn(columns, options.column, url).message);
        return [series.id, [] as Row[]] as const;
      }
      const value = positionOf(columns, options.column, url);
      const date = options.date === undefined ? 0 : positionOf(columns, options.date, url);
      const dated = cells
        .filter((row) => !unfinished.has(row))
        .map((row) => [DATES[options.dates](row[date] ?? ""), row[value] ?? "", row] as const)
        .filter(([day]) => /\d{4}/.test(day));
      return [
        series.id,
        rowsFrom(
          dated,
          ([day]) => day,
          ([, figure]) => plainFigure(figure),
          { whole: ([, , row]) => row.toSpliced(date, 1) },
        ),
      ] as const;
    });
    return { rows: new Map(found), notes: [], faults };
  },
});

interface Cells {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The largest table of the page; its first row with a cell that is no figure and no date holds the headings. */
function htmlTable(text: string, url: string): Cells {
  const tables = parse(text)
    .querySelectorAll("table")
    .map((table) => spread(table.querySelectorAll("tr")));
  const [largest] = tables.sort((a, b) => b.length - a.length);
  const head =
    largest?.findIndex((row) => row.filter((cell) => /^[A-Za-z]{2,}/.test(cell)).length > 1) ?? -1;
  if (largest === undefined || head === -1)
    throw new WebFault(
      "drift",
      `${url}: a table with headings was expected, found ${sampleOf(text)}`,
    );
  return { columns: largest[head] ?? [], rows: largest.slice(head + 1) };
}

/** The cells of each row by column: one that spans several columns or rows fills them all. */
function spread(rows: readonly HTMLElement[]): string[][] {
  const grid: string[][] = rows.map(() => []);
  for (const [at, row] of rows.entries()) {
    let column = 0;
    for (const cell of row.querySelectorAll("th, td")) {
      while (grid[at]![column] !== undefined) column++;
      const text = cell.textContent.replace(/[\u00A0\s]+/g, " ").trim();
      const [wide, high] = [spanOf(cell, "colspan"), spanOf(cell, "rowspan")];
      for (const below of grid.slice(at, at + high))
        for (let right = 0; right < wide; right++) below[column + right] = text;
      column += wide;
    }
  }
  return grid.map((cells) => Array.from(cells, (cell) => cell ?? ""));
}

/** As HTML has it, within reason: a table of flows has no thousand columns. */
function spanOf(cell: HTMLElement, name: "colspan" | "rowspan"): number {
  const span = Number(cell.getAttribute(name) ?? 1);
  return Number.isInteger(span) && span >= 1 ? Math.min(span, 1000) : 1;
}

function positionOf(columns: readonly string[], name: string, url: string): number {
  const found = columnNamed({ file: url, columns, rows: [] }, name);
  if (found !== undefined) return columns.indexOf(found);
  throw missingColumn(columns, name, url);
}

function missingColumn(columns: readonly string[], name: string, url: string): WebFault {
  return new WebFault(
    "drift",
    `${url}: the column "${name}" was expected, found ${sampleOf(columns.join(", "))}`,
  );
}

const isEmptyRow = (row: readonly string[]): boolean =>
  row.slice(1).every((cell) => /^[-–—]?$|^\(?0([.,]0+)?\)?$/.test(cell));

/** The newest row while it is being filled: publishers set it up with zeros and dashes before the funds have reported. */
function unfinishedRows(rows: readonly (readonly string[])[]): ReadonlySet<readonly string[]> {
  const dated = rows.filter((row) => /\d{4}/.test(row[0] ?? ""));
  return new Set([dated[0], dated.at(-1)].filter((row) => row !== undefined).filter(isEmptyRow));
}

/** Commas that part thousands. */
const GROUPED = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/;

/** `(1,234.5)` → `-1234.5`; a dash stands for a figure that is not there yet. A decimal comma (`217,6`) stays, and is refused. */
function plainFigure(text: string): string {
  if (/^[-–—]?$/.test(text)) return "";
  const [, inner] = /^\((.*)\)$/.exec(text) ?? [];
  const figure = (inner ?? text).trim();
  const plain = GROUPED.test(figure) ? figure.replaceAll(",", "") : figure;
  return inner === undefined ? plain : `-${plain}`;
}
