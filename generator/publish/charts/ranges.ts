import type { Day } from "../../base/day.ts";
import type { Chart } from "./chart.ts";
import { chartOfLine } from "./choose.ts";
import type { ChartEntry } from "./contract.ts";
import type { ChartDesk } from "./desk.ts";
import { hoursChart } from "./hours.ts";

/** A stretch of time up to the newest value: its length in months, or all that is known. */
interface Range {
  readonly id: RangeId;
  readonly months: number;
}

export type RangeId = "d1" | "m1" | "m3" | "y1" | "all";

const RANGES: readonly Range[] = [
  { id: "m1", months: 1 },
  { id: "m3", months: 3 },
  { id: "y1", months: 12 },
  { id: "all", months: Infinity },
];

/** The one that is shown first. */
const USUAL: RangeId = "y1";

/** Fewer values make no course. */
const FEWEST = 5;

export interface RangedChart {
  readonly id: RangeId;
  readonly chart: Chart;
  /** Shown until another is asked for. */
  readonly isFirst: boolean;
}

/** The chart of a series over each stretch of time that has a course of its own, the newest day among them where its hours are known; none where the series has none. */
export function rangedCharts(
  charts: readonly ChartEntry[],
  desk: ChartDesk,
  series: string,
): RangedChart[] {
  const { days } = desk.view.history(series);
  const newest = days.at(-1);
  if (newest === undefined) return [];
  const counts = RANGES.map(({ id, months }) => ({ id, count: countSince(days, newest, months) }));
  const drawn = counts
    .filter(({ id, count }) => id === "all" || (count >= FEWEST && count < days.length))
    .flatMap(({ id, count }) => {
      const chart = chartOfLine(charts, desk, { series, values: count });
      return chart ? [{ id, chart: named(chart, id) }] : [];
    });
  const hours = drawn.length === 0 ? undefined : hoursChart(desk, series);
  const all: { id: RangeId; chart: Chart }[] = hours
    ? [{ id: "d1", chart: named(hours, "d1") }, ...drawn]
    : drawn;
  const first = all.find(({ id }) => id === USUAL) ?? all.at(-1);
  return all.map((each) => ({ ...each, isFirst: each === first }));
}

/** How many of the days lie in so many months before the newest, itself counted. */
function countSince(days: readonly Day[], newest: Day, months: number): number {
  if (months === Infinity) return days.length;
  const from = new Date(newest);
  from.setUTCMonth(from.getUTCMonth() - months);
  const first = from.toISOString().slice(0, 10);
  return days.length - days.findIndex((day) => day >= first);
}

/** A chart under an id of its own, beside others of the same series. */
function named(chart: Chart, part: string): Chart {
  const id = `${chart.id}_${part}`;
  return { ...chart, id, svg: chart.svg.replaceAll(`${chart.id}_`, `${id}_`) };
}
