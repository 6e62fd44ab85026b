import { pricedOf } from "../../articles/printed.ts";
import { fill } from "../../base/text.ts";
import { courseOf, spanOf, tableOf } from "./describe.ts";
import { courseOfLine, thinned } from "./course.ts";
import { chartId, type Chart } from "./chart.ts";
import { declared, type ChartEntry } from "./contract.ts";
import type { ChartDesk } from "./desk.ts";
import { lineChart, type Level } from "./draw/line-chart.ts";
import { axesOf, knownSeries, type KnownSeries } from "./series.ts";

/** Half a year: the swings that make today's levels, and still a day for each pixel or two of a small screen. */
export const PRICE_PERIODS = 180;

const HEIGHT = 260;

/** The price of a subject with its support and resistance, where there are any. */
export const price: ChartEntry = {
  kind: "price",
  article: { rank: 20, ids: ({ printed }) => closesOf(pricedOf(printed)) },
  subject: (subject, desk) => declared(desk, subject, "close"),
  suits: (series) => series.endsWith(".close"),
  draw: priceChart,
};

/** Of the subject that an article is about, where it is about one. */
function closesOf(subject: string | undefined): string[] {
  return subject === undefined ? [] : [`${subject}.close`];
}

function priceChart(desk: ChartDesk, id: string, periods = PRICE_PERIODS): Chart | undefined {
  const [subject = ""] = id.split(".");
  const known = knownSeries(desk, id, periods);
  if (!known) return undefined;
  const { language, words } = desk;
  const { series, points, print } = known;
  const drawn = thinned(points);
  const levels = levelsOf(desk, subject, known);
  const title = fill(words.price.title, { series: series.title });
  const about = levels.length > 0 ? words.price.aboutLevels : words.price.about;
  const sentences = levels.map(({ kind, strong }) =>
    fill(kind === "below" ? words.price.supportIs : words.price.resistanceIs, { price: strong }),
  );
  const last = points.at(-1)!;
  const identity = {
    id: chartId("price", id),
    title,
    description: [courseOf(desk, points, print), ...sentences].join(" "),
  };
  return {
    ...identity,
    kind: "price",
    about: fill(about, { span: spanOf(desk, points) }),
    svg: lineChart({
      ...identity,
      height: HEIGHT,
      points: drawn,
      levels,
      last: { strong: print(last.value), soft: language.dayAndMonth(last.day) },
      axes: axesOf(desk, points, series.unit),
    }),
    source: desk.sourceOf(id),
    table: tableOf(desk, title, points, [words.table.value], ({ value }) => [print(value)]),
    course: courseOfLine(drawn, print),
  };
}

/** The levels that the articles print. */
function levelsOf({ signals, words }: ChartDesk, subject: string, { print }: KnownSeries): Level[] {
  return (["resistance", "support"] as const).flatMap((which): Level[] => {
    const outcome = signals.read(subject, "close", which);
    if (!outcome.ok || typeof outcome.signal.value !== "number") return [];
    const { value } = outcome.signal;
    const kind = which === "support" ? "below" : "above";
    return [{ value, kind, strong: print(value), soft: words.price[which] }];
  });
}
