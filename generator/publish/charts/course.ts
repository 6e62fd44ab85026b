import { daysBetween } from "../../base/day.ts";
import type { Chart, ChartCourse } from "./chart.ts";
import type { Point } from "./draw/picture.ts";

/** So many points a line has at most: finer ones no screen shows. */
const MOST = 480;

/** Points whose line looks like that of all: of each stretch of time the lowest and the highest, and the two at the ends. */
export function thinned(points: readonly Point[]): readonly Point[] {
  if (points.length <= MOST) return points;
  const size = Math.ceil((2 * points.length) / MOST);
  const kept = new Set<Point>([points[0]!, points.at(-1)!]);
  for (let from = 0; from < points.length; from += size) {
    const stretch = points.slice(from, from + size);
    kept.add(stretch.reduce((least, each) => (each.value < least.value ? each : least)));
    kept.add(stretch.reduce((most, each) => (each.value > most.value ? each : most)));
  }
  return points.filter((each) => kept.has(each));
}

/** What the points of a line are, for those who point at them. */
export function courseOfLine(
  points: readonly Point[],
  print: (value: number) => string,
): ChartCourse {
  return {
    first: points[0]!.day,
    gaps: points
      .slice(1)
      .map(({ day }, at) => daysBetween(points[at]!.day, day))
      .join(" "),
    values: points.map(({ value }) => print(value)).join("|"),
    clock: undefined,
  };
}

/** A chart as a layout is given it. */
export function chartValues(chart: Chart): Chart & { readonly course: ChartCourse | undefined } {
  return { ...chart, course: chart.course };
}
