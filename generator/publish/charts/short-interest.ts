import { yearsBefore } from "../../base/day.ts";
import { fill } from "../../base/text.ts";
import { percentileRank, quantile } from "../../measure/statistics/statistics.ts";
import type { Scale } from "../../narrate/scales/scale.ts";
import { courseOf, spanOf, tableOf } from "./describe.ts";
import { chartId, type Chart } from "./chart.ts";
import { declared, seriesWhere, type ChartEntry } from "./contract.ts";
import type { ChartDesk } from "./desk.ts";
import { lineChart, type Zone } from "./draw/line-chart.ts";
import type { Point } from "./draw/picture.ts";
import { axesOf, knownSeries } from "./series.ts";
import { zonesInWords, zonesOf } from "./zones.ts";

/** Two settlements a month over some five years. */
const PERIODS = 130;

/** What the regimes are percentiles of, as in the articles. */
const YEARS = 3;

const HEIGHT = 240;

const QUANTITY = "shortInterest";

/** The history of short interest, with the regimes of its own record. */
export const shortInterest: ChartEntry = {
  kind: "short-interest",
  article: {
    rank: 10,
    ids: ({ printed, stated }) => [
      ...seriesWhere(printed, ({ quantity }) => quantity === QUANTITY),
      ...stated.map((subject) => `${subject}.${QUANTITY}`),
    ],
  },
  subject: (subject, desk) => declared(desk, subject, QUANTITY),
  suits: (series) => series.endsWith(`.${QUANTITY}`),
  draw: shortInterestChart,
};

function shortInterestChart(desk: ChartDesk, id: string, periods = PERIODS): Chart | undefined {
  const known = knownSeries(desk, id, periods);
  if (!known) return undefined;
  const { language, words } = desk;
  const { series, points, print } = known;
  const zones = regimesOf(desk.scales.get("short-interest"), points);
  const title = fill(words.shortInterest.title, { series: series.title });
  const course = courseOf(desk, points, print);
  const identity = {
    id: chartId("short-interest", id),
    title,
    description:
      zones.length > 0
        ? `${course} ${zonesInWords(desk, words.shortInterest.regimes, zones, print)}`
        : course,
  };
  const last = points.at(-1)!;
  const regime = zones.find(({ isCurrent }) => isCurrent)?.label;
  const axes = axesOf(desk, points, series.unit);
  const about = zones.length > 0 ? words.shortInterest.about : words.shortInterest.aboutAlone;
  return {
    ...identity,
    kind: "short-interest",
    about: fill(about, { span: spanOf(desk, points), years: language.number(YEARS, 0) }),
    svg: lineChart({
      ...identity,
      height: HEIGHT,
      points,
      zones,
      last: { strong: print(last.value), soft: regime ?? language.dayAndMonth(last.day) },
      axes: zones.length > 0 ? { ...axes, numbers: () => ({ name: print }) } : axes,
    }),
    source: desk.sourceOf(id),
    table: tableOf(desk, title, points, [words.table.value], ({ value }) => [print(value)]),
  };
}

/** The regimes as ranges of the series itself; none before it has the years that they are measured by. */
function regimesOf(scale: Scale | undefined, points: readonly Point[]): Zone[] {
  const last = points.at(-1)!;
  const start = yearsBefore(last.day, YEARS);
  if (!scale || points[0]!.day > start) return [];
  const past = Float64Array.from(
    points.filter(({ day }) => day > start),
    ({ value }) => value,
  );
  const ascending = past.toSorted();
  return zonesOf(scale, percentileRank(past, last.value), (cut) => {
    const { low, high } = { low: scale.range[0], high: scale.range[1] };
    if (cut <= low) return -Infinity;
    return cut >= high ? Infinity : quantile(ascending, cut / 100);
  });
}
