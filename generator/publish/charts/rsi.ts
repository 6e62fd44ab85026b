import { fill } from "../../base/text.ts";
import { rsiPath } from "../../measure/paths.ts";
import { bandOf } from "../../narrate/scales/scale.ts";
import { courseOf, spanOf, tableOf } from "./describe.ts";
import { chartId, type Chart } from "./chart.ts";
import { courseOfLine } from "./course.ts";
import { declared, seriesWhere, type ChartEntry } from "./contract.ts";
import type { ChartDesk } from "./desk.ts";
import { lineChart } from "./draw/line-chart.ts";
import { PRICE_PERIODS } from "./price.ts";
import { axesOf } from "./series.ts";
import { wordOf, zonesInWords, zonesOf } from "./zones.ts";

const WINDOW = 14;

const HEIGHT = 200;

/** The relative strength index of a subject's price in its zones. */
export const rsi: ChartEntry = {
  kind: "rsi",
  article: {
    rank: 30,
    ids: ({ printed }) => seriesWhere(printed, ({ signal }) => signal.startsWith("rsi")),
  },
  subject: (subject, desk) => declared(desk, subject, "close"),
  draw: rsiChart,
};

function rsiChart(desk: ChartDesk, id: string): Chart | undefined {
  const [subject = ""] = id.split(".");
  const scale = desk.scales.get("rsi");
  const points = rsiPath(desk.view, subject, { window: WINDOW, count: PRICE_PERIODS });
  const last = points.at(-1);
  if (!scale || !last || points.length < 2) return undefined;
  const { view, language, words } = desk;
  const print = (value: number): string => desk.print(value, "points", 1);
  const zones = zonesOf(scale, last.value);
  const bound = (value: number): string => desk.print(value, "points", 0);
  const name = view.catalogue.subjects.get(subject)?.name ?? subject;
  const title = fill(words.rsi.title, { name });
  const identity = {
    id: chartId("rsi", id),
    title,
    description: `${courseOf(desk, points, print)} ${zonesInWords(desk, words.rsi.zones, zones, bound)}`,
  };
  const [low, high] = scale.range;
  return {
    ...identity,
    kind: "rsi",
    about: fill(words.rsi.about, {
      window: language.number(WINDOW, 0),
      span: spanOf(desk, points),
    }),
    svg: lineChart({
      ...identity,
      height: HEIGHT,
      points,
      range: { low, high },
      zones,
      last: { strong: print(last.value), soft: wordOf(bandOf(scale, last.value)) },
      axes: axesOf(desk, points, "points"),
    }),
    source: desk.sourceOf(id),
    table: tableOf(desk, title, points, [words.table.value, words.table.zone], ({ value }) => [
      print(value),
      wordOf(bandOf(scale, value)),
    ]),
    course: courseOfLine(points, print),
  };
}
