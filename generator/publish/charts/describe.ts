import { fill } from "../../base/text.ts";
import type { ChartDesk } from "./desk.ts";
import type { Point } from "./draw/picture.ts";
import type { ChartTable } from "./chart.ts";

/** So many values a table tells: enough to check the picture, few enough to read. */
const ROWS = 30;

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
