import type { Series } from "../../publication/catalogue.ts";
import type { ChartDesk } from "./desk.ts";
import { axisDates, dayTicks } from "./draw/day-axis.ts";
import type { Axes, Point } from "./draw/picture.ts";
import { axisNumbers } from "./draw/value-axis.ts";

/** A declared series with its newest values as known. */
export interface KnownSeries {
  readonly series: Series;
  /** Oldest first; two or more. */
  readonly points: readonly Point[];
  /** A value of the series as the articles print it. */
  readonly print: (value: number) => string;
}

/** So many names of days fit below a chart on a small screen. */
const DAYS_NAMED = 4;

/** The newest `count` values of a series; undefined where it is not declared or nothing can be drawn. */
export function knownSeries(desk: ChartDesk, id: string, count: number): KnownSeries | undefined {
  const series = desk.view.catalogue.series.get(id);
  if (!series) return undefined;
  const { days, values } = desk.view.history(id);
  if (days.length < 2) return undefined;
  const first = Math.max(0, days.length - count);
  const points = days.slice(first).map((day, at) => ({ day, value: values[first + at]! }));
  return {
    series,
    points,
    print: (value) => desk.print(value, series.unit, series.decimals),
  };
}

/** The axes of points in a unit. */
export function axesOf(desk: ChartDesk, points: readonly Point[], unit: string): Axes {
  const [first, last] = [points[0]!.day, points.at(-1)!.day];
  return {
    days: dayTicks(first, last, DAYS_NAMED, axisDates(desk.language.locale)),
    numbers: (ticks) => axisNumbers(unit, ticks, desk.language),
  };
}
