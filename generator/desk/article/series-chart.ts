import type { FrontMatter } from "../../articles/article.ts";
import { arrivedBy, type Version } from "../../articles/published.ts";
import { chartId } from "../../publish/charts/chart.ts";
import { courseOf } from "../../publish/charts/describe.ts";
import { lineChart } from "../../publish/charts/draw/line-chart.ts";
import { axesOf, knownSeries } from "../../publish/charts/series.ts";
import type { Input } from "../../measure/signal.ts";
import type { DeskRoom } from "../room.ts";

/** A single value is seen among so many before it. */
const LEAST = 60;

const HEIGHT = 150;

/** The course of a series over the stretch that a figure was computed from, as known at its article's cut-off, as SVG. */
export async function seriesChart(
  room: DeskRoom,
  frontMatter: FrontMatter,
  published: readonly Version[],
  { series, count }: Pick<Input, "series" | "count">,
): Promise<string | undefined> {
  const { charts } = await room.known();
  const desk = charts.desk(Date.parse(frontMatter.date), arrivedBy({ frontMatter }, published));
  const known = knownSeries(desk, series, Math.max(LEAST, count));
  if (!known) return undefined;
  const { points, print } = known;
  const last = points.at(-1)!;
  return lineChart({
    id: chartId("desk", series),
    title: known.series.title,
    description: courseOf(desk, points, print),
    height: HEIGHT,
    points,
    last: { strong: print(last.value), soft: desk.language.dayAndMonth(last.day) },
    axes: axesOf(desk, points, known.series.unit),
  });
}
