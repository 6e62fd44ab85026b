import { fill } from "../../base/text.ts";
import { correlationPath } from "../../measure/paths.ts";
import { courseOf, spanOf, tableOf } from "./describe.ts";
import { chartId, type Chart } from "./chart.ts";
import { courseOfLine } from "./course.ts";
import type { ChartEntry } from "./contract.ts";
import type { ChartDesk } from "./desk.ts";
import { lineChart } from "./draw/line-chart.ts";
import { axesOf } from "./series.ts";

/** A year of common sessions. */
const PERIODS = 250;

const CONFIDENCE = 95;

const HEIGHT = 220;

/** How closely two subjects moved together, window by window, each with its interval. An article shows the first that it prints. */
export const correlation: ChartEntry = {
  kind: "correlation",
  article: {
    rank: 50,
    ids: ({ printed }) =>
      printed
        .filter(({ signal }) => /^correlation\d+$/.test(signal))
        .slice(0, 1)
        .map(({ subject, signal }) => `${subject}.${signal}`),
  },
  draw: correlationChart,
};

/** @param reference such as `btc+sp500.correlation30`. */
function correlationChart(desk: ChartDesk, reference: string): Chart | undefined {
  const [, first, second, digits] = /^(.+)\+(.+)\.correlation(\d+)$/.exec(reference) ?? [];
  if (first === undefined || second === undefined) return undefined;
  const window = Number(digits);
  const { view, language, words } = desk;
  const points = correlationPath(view, [first, second], { window, count: PERIODS });
  const last = points.at(-1);
  if (!last || points.length < 2) return undefined;
  const print = (value: number): string => desk.print(value, "correlation", 2);
  const interval = { low: print(last.low), high: print(last.high) };
  const nameOf = (id: string): string => view.catalogue.subjects.get(id)?.name ?? id;
  const title = fill(words.correlation.title, { first: nameOf(first), second: nameOf(second) });
  const identity = {
    id: chartId("correlation", first, second),
    title,
    description: `${courseOf(desk, points, print)} ${fill(words.correlation.intervalIs, interval)}`,
  };
  return {
    ...identity,
    kind: "correlation",
    about: fill(words.correlation.about, {
      window: language.number(window, 0),
      confidence: language.percent(CONFIDENCE, 0),
      span: spanOf(desk, points),
    }),
    svg: lineChart({
      ...identity,
      height: HEIGHT,
      points,
      last: { strong: print(last.value), soft: fill(words.correlation.interval, interval) },
      axes: axesOf(desk, points, "correlation"),
    }),
    source: desk.sourceOf(`${first}.close`, `${second}.close`),
    table: tableOf(
      desk,
      title,
      points,
      [words.table.value, words.table.low, words.table.high],
      ({ value, low, high }) => [value, low, high].map(print),
    ),
    course: courseOfLine(points, print),
  };
}
