import { line } from "d3-shape";
import {
  bottomOf,
  dayAxis,
  picture,
  plot,
  rule,
  sideLabels,
  TOP,
  valueAxis,
  WIDTH,
  type Axes,
  type Identity,
  type Point,
} from "./picture.ts";
import { dayScale, extentOf, valueScale, withRoom } from "./scale.ts";
import { element, px } from "./svg.ts";
import { addDays, daysBetween } from "../../../base/day.ts";

export interface BarChart extends Identity {
  readonly height: number;
  /** One or more, oldest first. */
  readonly points: readonly Point[];
  /** Those whose values a reader can point at; they are told where their bars end. */
  readonly read?: readonly Point[];
  /** The newest value as printed, and what is to be said of it. */
  readonly last: { readonly strong: string; readonly soft?: string };
  readonly axes: Axes;
}

/** Share of a day's room that its bar takes. */
const THICKNESS = 0.72;

/** Values as bars from zero: solid above it, hollow below. */
export function barChart(chart: BarChart): string {
  const { height, points, read = [], last, axes, ...identity } = chart;
  const [first, newest] = [points[0]!, points.at(-1)!];
  const bottom = bottomOf(height);
  const end = addDays(newest.day, 1);
  const days = dayScale(first.day, end);
  const range = withRoom(extentOf([0, ...points.map(({ value }) => value)]));
  const values = valueScale(range, { top: TOP, bottom, count: 4 });
  const axis = valueAxis(values, axes.numbers);
  const zero = values(0);
  const room = WIDTH / daysBetween(first.day, end);
  const bars = (sign: 1 | -1): string =>
    points
      .filter(({ value }) => value * sign > 0)
      .map(({ day, value }) => {
        const left = px(days(day) * WIDTH + (room * (1 - THICKNESS)) / 2);
        return `M${left} ${px(zero)}V${px(values(value))}h${px(room * THICKNESS)}V${px(zero)}Z`;
      })
      .join("");
  const middle = ({ day }: Point): number => Math.round(days(day) * WIDTH + room / 2);
  const ends = line<Point>(middle, ({ value }) => px(values(value)))(read);
  return picture(
    identity,
    { height, kind: axis.kind },
    axis.svg,
    plot(
      height,
      element("path", { class: "in", d: bars(1) || undefined }),
      element("path", { class: "out", d: bars(-1) || undefined }),
      ...(ends === null ? [] : [element("path", { class: "ends", d: ends })]),
    ),
    rule("zero", zero),
    dayAxis(axes.days, days, height),
    sideLabels([{ y: values(newest.value), ...last }], height),
  );
}
