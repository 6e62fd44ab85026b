import type { Day } from "../../base/day.ts";
import { fill } from "../../compose/fill.ts";
import type { ChartDesk } from "./desk.ts";
import type { Point } from "./draw/picture.ts";

export type ChartKind =
  | "price"
  | "rsi"
  | "flow"
  | "correlation"
  | "short-interest"
  | "level"
  | "gauge";

/** One picture with all that belongs to it. */
export interface Chart {
  /** Unique on its page; holds an underscore, so that it is no heading's. */
  readonly id: string;
  readonly kind: ChartKind;
  readonly title: string;
  /** What is drawn, from when to when. */
  readonly about: string;
  /** Markup, safe to print as it is. */
  readonly svg: string;
  /** Whose data, as known when. */
  readonly source: string;
  readonly table: ChartTable;
}

/** The newest values of a picture, the newest first. */
export interface ChartTable {
  /** What opens it. */
  readonly open: string;
  readonly caption: string;
  readonly heads: readonly string[];
  readonly rows: readonly ChartRow[];
}

export interface ChartRow {
  /** The day in words. */
  readonly head: string;
  readonly day: Day;
  readonly cells: readonly string[];
}

/** So many values a table tells: enough to check the picture, few enough to read. */
const ROWS = 30;

/** The id of a chart of the named series or subjects. */
export function chartId(kind: ChartKind, ...names: readonly string[]): string {
  return ["chart", kind, ...names.map((name) => name.replaceAll(".", "_"))].join("_");
}

/** A table of the newest points; `cells` writes the values of one. */
export function tableOf<P extends Point>(
  { language, words }: ChartDesk,
  title: string,
  points: readonly P[],
  heads: readonly string[],
  cells: (point: P) => readonly string[],
): ChartTable {
  const newest = points.slice(-ROWS).toReversed();
  return {
    open: words.table.open,
    caption: fill(words.table.caption, { title, count: language.number(newest.length, 0) }),
    heads: [words.table.day, ...heads],
    rows: newest.map((point) => ({
      head: language.fullDate(point.day),
      day: point.day,
      cells: cells(point),
    })),
  };
}

/** "May 8, 2024 to May 7, 2025" */
export function spanOf({ language, words }: ChartDesk, points: readonly Point[]): string {
  return fill(words.span, {
    from: language.fullDate(points[0]!.day),
    to: language.fullDate(points.at(-1)!.day),
  });
}

/** The course of points in one sentence, for those who do not see it. */
export function courseOf(
  { language, words }: ChartDesk,
  points: readonly Point[],
  print: (value: number) => string,
): string {
  const lowest = points.reduce((least, each) => (each.value < least.value ? each : least));
  const highest = points.reduce((most, each) => (each.value > most.value ? each : most));
  const [first, last] = [points[0]!, points.at(-1)!];
  return fill(words.course, {
    from: language.fullDate(first.day),
    to: language.fullDate(last.day),
    low: print(lowest.value),
    lowDay: language.fullDate(lowest.day),
    high: print(highest.value),
    highDay: language.fullDate(highest.day),
    last: print(last.value),
  });
}
