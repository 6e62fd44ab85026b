import { fill } from "../../base/text.ts";
import { lineageOf } from "../../publication/kinds.ts";
import { bandOf, type Scale } from "../../narrate/scales/scale.ts";
import { courseOf, spanOf, tableOf } from "./describe.ts";
import { courseOfLine, thinned } from "./course.ts";
import { chartId, type Chart } from "./chart.ts";
import { declared, seriesWhere, type ChartEntry } from "./contract.ts";
import type { ChartDesk } from "./desk.ts";
import { gauge } from "./draw/gauge.ts";
import { lineChart } from "./draw/line-chart.ts";
import { axesOf, knownSeries, type KnownSeries } from "./series.ts";
import { wordOf, zonesInWords, zonesOf } from "./zones.ts";

/** A year of sessions. */
const PERIODS = 250;

const HEIGHT = 220;

/** The course of any series but a price: an index in the zones of the scale that bears its subject's name, others without zones. */
export const level: ChartEntry = {
  kind: "level",
  subject: (subject, desk) => declared(desk, subject, "level"),
  suits: (series) => !series.endsWith(".close"),
  draw: levelChart,
};

/** Where the newest value of an index stands in its range; an article shows the first of a kind that says something by its place. */
export const gaugeEntry: ChartEntry = {
  kind: "gauge",
  article: {
    rank: 60,
    ids: ({ printed, desk }) =>
      seriesWhere(printed, ({ subject }) => hasGauge(desk, subject)).slice(0, 1),
  },
  subject: (subject, desk) => declared(desk, subject, "level"),
  draw: gaugeChart,
};

function hasGauge({ view }: ChartDesk, subject: string): boolean {
  const { kinds, subjects } = view.catalogue;
  const line = lineageOf(subjects.get(subject)?.kind ?? "", kinds);
  return line.some((kind) => kinds.get(kind)?.gauge);
}

function levelChart(desk: ChartDesk, id: string, periods = PERIODS): Chart | undefined {
  const known = knownSeries(desk, id, periods);
  if (!known) return undefined;
  const { language, words } = desk;
  const { series, points, print } = known;
  const drawn = thinned(points);
  const last = points.at(-1)!;
  const scale = scaleOf(desk, id);
  const zones = scale ? zonesOf(scale, last.value) : [];
  const title = fill(words.level.title, { series: series.title });
  const course = courseOf(desk, points, print);
  const identity = {
    id: chartId("level", id),
    title,
    description: scale
      ? `${course} ${zonesInWords(desk, words.level.zones, zones, print)}`
      : course,
  };
  return {
    ...identity,
    kind: "level",
    about: fill(words.level.about, {
      period: words.periods[series.calendar.period],
      span: spanOf(desk, points),
    }),
    svg: lineChart({
      ...identity,
      height: HEIGHT,
      points: drawn,
      zones,
      last: {
        strong: print(last.value),
        soft: scale ? wordOf(bandOf(scale, last.value)) : language.dayAndMonth(last.day),
      },
      axes: axesOf(desk, points, series.unit),
    }),
    source: desk.sourceOf(id),
    table: levelTable(desk, title, known, scale),
    course: courseOfLine(drawn, print),
  };
}

/** Undefined where its scale has no ends. */
function gaugeChart(desk: ChartDesk, id: string): Chart | undefined {
  const known = knownSeries(desk, id, PERIODS);
  const scale = scaleOf(desk, id);
  if (!known || !scale?.range.every(Number.isFinite)) return undefined;
  const { language, words } = desk;
  const { series, points, print } = known;
  const last = points.at(-1)!;
  const zones = zonesOf(scale, last.value);
  const [low, high] = scale.range.map(print);
  const title = fill(words.gauge.title, { series: series.title });
  const sentence = fill(words.gauge.description, {
    value: print(last.value),
    low: low ?? "",
    high: high ?? "",
  });
  const identity = {
    id: chartId("gauge", id),
    title,
    description: zonesInWords(desk, sentence, zones, print),
  };
  return {
    ...identity,
    kind: "gauge",
    about: fill(words.gauge.about, { day: language.fullDate(last.day) }),
    svg: gauge({
      ...identity,
      value: last.value,
      printed: print(last.value),
      zones,
      number: print,
    }),
    source: desk.sourceOf(id),
    table: levelTable(desk, title, known, scale),
  };
}

/** The scale of an index bears the name of its subject. */
export function scaleOf(desk: ChartDesk, id: string): Scale | undefined {
  return desk.scales.get(id.split(".")[0] ?? "");
}

function levelTable(
  desk: ChartDesk,
  title: string,
  { points, print }: KnownSeries,
  scale: Scale | undefined,
): Chart["table"] {
  const { value, zone } = desk.words.table;
  return tableOf(desk, title, points, scale ? [value, zone] : [value], (point) =>
    scale ? [print(point.value), wordOf(bandOf(scale, point.value))] : [print(point.value)],
  );
}
