import type { Day } from "../../base/day.ts";

/** One picture with all that belongs to it. */
export interface Chart {
  /** Unique on its page; holds an underscore, so that it is no heading's. */
  readonly id: string;
  /** That of its entry. */
  readonly kind: string;
  readonly title: string;
  /** What is drawn, from when to when. */
  readonly about: string;
  /** Markup, safe to print as it is. */
  readonly svg: string;
  /** Whose data, as known when. */
  readonly source: string;
  readonly table: ChartTable;
  /** What each point of its line is, oldest first; left out where nobody can point at one. */
  readonly course?: ChartCourse | undefined;
}

/** Values of a line as a page keeps them: short, and printed as the articles print them. */
export interface ChartCourse {
  readonly first: Day;
  /** Days between each two, with spaces between. */
  readonly gaps: string;
  /** With `|` between. */
  readonly values: string;
  /** The times of one day in UTC, with spaces between; left out where each value is of a day of its own. */
  readonly clock: string | undefined;
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
  /** The day or the time in words. */
  readonly head: string;
  /** For machines: the day, or the instant. */
  readonly day: string;
  readonly cells: readonly string[];
}

/** The id of a chart of the named series or subjects. */
export function chartId(kind: string, ...names: readonly string[]): string {
  return ["chart", kind, ...names.map((name) => name.replaceAll(".", "_"))].join("_");
}
