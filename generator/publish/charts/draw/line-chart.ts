import { area, line } from "d3-shape";
import {
  bottomOf,
  dayAxis,
  dot,
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
  type SideLabel,
} from "./picture.ts";
import {
  dayScale,
  extentOf,
  valueScale,
  withRoom,
  type DayScale,
  type Extent,
  type ValueScale,
} from "./scale.ts";
import { element, px } from "./svg.ts";

/** A band of values, such as a zone of RSI. */
export interface Zone extends Extent {
  readonly label: string;
  /** The zone that holds the newest value. */
  readonly isCurrent: boolean;
  /** Shaded: one of the outer zones. */
  readonly isOuter: boolean;
}

/** A value with a name of its own, such as a support. */
export interface Level {
  readonly value: number;
  /** Says the dashes: long below the price, short above. */
  readonly kind: "below" | "above";
  readonly strong: string;
  readonly soft: string;
}

/** A value with an interval around it. */
export interface IntervalPoint extends Point, Extent {}

export interface LineChart extends Identity {
  readonly height: number;
  /** One or more, oldest first. */
  readonly points: readonly Point[] | readonly IntervalPoint[];
  /** The range of values, where it does not follow from the points. */
  readonly range?: Extent;
  readonly zones?: readonly Zone[];
  readonly levels?: readonly Level[];
  /** The newest value, as printed, and what is to be said of it. */
  readonly last: { readonly strong: string; readonly soft?: string };
  readonly axes: Axes;
  /** Where the points stand across; by their days unless given. */
  readonly across?: DayScale;
}

/** A line over time: with the zones it moves through, the levels around it, or the interval around each value. */
export function lineChart(chart: LineChart): string {
  const { height, points, zones = [], levels = [], axes } = chart;
  const [first, last] = [points[0]!, points.at(-1)!];
  const bottom = bottomOf(height);
  const days = chart.across ?? dayScale(first.day, last.day);
  const values = valueScale(chart.range ?? rangeOf(chart), { top: TOP, bottom, count: 4 });
  const x = ({ day }: Point): number => Math.round(days(day) * WIDTH);
  const course = line<Point>(x, ({ value }) => px(values(value)))(points);
  const drawnZones = zones.filter(({ high, low }) => values(high) < values(low));
  const labels: SideLabel[] = [
    ...drawnZones.filter(({ isCurrent }) => !isCurrent).map(zoneLabel),
    ...levels.map(({ value, strong, soft }) => ({ y: values(value), strong, soft })),
    { y: values(last.value), ...chart.last },
  ];
  const axis = valueAxis(zones.length > 0 ? boundsOf(drawnZones) : values, axes.numbers);
  return picture(
    chart,
    { height, kind: axis.kind },
    ...drawnZones.filter(({ isOuter }) => isOuter).map(shade),
    axis.svg,
    plot(height, ...intervalOf(points), element("path", { class: "line", d: course ?? undefined })),
    ...levels.map(({ value, kind }) => rule(`level ${kind}`, values(value))),
    dot(days(last.day), values(last.value)),
    dayAxis(axes.days, days, height),
    sideLabels(labels, height),
  );

  function zoneLabel({ low, high, label }: Zone): SideLabel {
    return { y: (values(low) + values(high)) / 2, soft: label };
  }

  function shade({ low, high }: Zone): string {
    const [from, to] = [values(high), values(low)];
    return element("rect", {
      class: "zone",
      width: "100%",
      y: px(from),
      height: px(to - from),
    });
  }

  /** The bounds between zones take the place of round values. */
  function boundsOf(drawn: readonly Zone[]): ValueScale {
    const ticks = drawn.slice(1).map(({ low }) => low);
    return Object.assign((value: number) => values(value), { ticks });
  }

  function intervalOf(all: LineChart["points"]): string[] {
    if (!hasInterval(all)) return [];
    const low = (point: IntervalPoint): number => px(values(point.low));
    const high = (point: IntervalPoint): number => px(values(point.high));
    const between = area<IntervalPoint>(x, low, high)(all);
    const edges = [low, high].map((edge) => line<IntervalPoint>(x, edge)(all));
    return [
      element("path", { class: "interval", d: between ?? undefined }),
      ...edges.map((d) => element("path", { class: "edge", d: d ?? undefined })),
    ];
  }
}

function hasInterval(points: LineChart["points"]): points is readonly IntervalPoint[] {
  return "low" in points[0]!;
}

/** All values with their intervals and levels, and a little room above and below. */
function rangeOf({ points, levels = [] }: LineChart): Extent {
  const intervals = hasInterval(points) ? points.flatMap(({ low, high }) => [low, high]) : [];
  const all = extentOf([
    ...points.map(({ value }) => value),
    ...levels.map(({ value }) => value),
    ...intervals,
  ]);
  return withRoom(all);
}
