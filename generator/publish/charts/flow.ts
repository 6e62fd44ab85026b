import type { Printed } from "../../articles/printed.ts";
import { fill } from "../../base/text.ts";
import { quantityOf } from "../../publication/catalogue.ts";
import { courseOf, spanOf, tableOf } from "./describe.ts";
import { chartId, type Chart } from "./chart.ts";
import { courseOfLine, thinned } from "./course.ts";
import { declared, seriesWhere, type ChartEntry } from "./contract.ts";
import type { ChartDesk } from "./desk.ts";
import { barChart } from "./draw/bar-chart.ts";
import { axesOf, knownSeries } from "./series.ts";

/** A quarter of sessions. */
const PERIODS = 60;

const HEIGHT = 220;

/** What the page of a subject shows, in this order. */
const SHOWN = ["etfFlow", "exchangeNetFlow", "flow", "netCreations"];

/** A flow by day or session: what came in above zero, what left below. An article shows the first that it prints. */
export const flow: ChartEntry = {
  kind: "flow",
  article: {
    rank: 40,
    ids: ({ printed, desk }) => seriesWhere(printed, isOfFlow(desk)).slice(0, 1),
  },
  subject: (subject, desk) => SHOWN.flatMap((quantity) => declared(desk, subject, quantity)),
  suits: isFlow,
  draw: flowChart,
};

function isOfFlow(desk: ChartDesk): (printed: Printed) => boolean {
  return ({ subject, quantity }) =>
    !subject.includes("+") && isFlow(`${subject}.${quantity}`, desk);
}

function isFlow(id: string, { view }: ChartDesk): boolean {
  return view.catalogue.quantities.get(quantityOf({ id }))?.class === "flow";
}

function flowChart(desk: ChartDesk, id: string, periods = PERIODS): Chart | undefined {
  const known = knownSeries(desk, id, periods);
  if (!known) return undefined;
  const { words } = desk;
  const { series, points } = known;
  const print = (value: number): string =>
    desk.print(value, series.unit, series.decimals, "signed");
  const title = fill(words.flow.title, { series: series.title });
  const identity = {
    id: chartId("flow", id),
    title,
    description: courseOf(desk, points, print),
  };
  const [strong = "", ...magnitude] = print(points.at(-1)!.value).split(" ");
  const soft = magnitude.join(" ");
  return {
    ...identity,
    kind: "flow",
    about: fill(words.flow.about, {
      period: words.periods[series.calendar.period],
      span: spanOf(desk, points),
    }),
    svg: barChart({
      ...identity,
      height: HEIGHT,
      points,
      read: thinned(points),
      last: soft === "" ? { strong } : { strong, soft },
      axes: axesOf(desk, points, series.unit),
    }),
    source: desk.sourceOf(id),
    table: tableOf(desk, title, points, [words.table.value], ({ value }) => [print(value)]),
    course: courseOfLine(thinned(points), print),
  };
}
