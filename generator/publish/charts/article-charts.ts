import type { FactsFile } from "../../articles/facts.ts";
import type { Chart, ChartKind } from "./chart.ts";
import { correlationChart } from "./correlation.ts";
import type { ChartDesk } from "./desk.ts";
import { flowChart } from "./flow.ts";
import { gaugeChart } from "./level.ts";
import { priceChart } from "./price.ts";
import { rsiChart } from "./rsi.ts";
import { pricedOf, printedBy, type Printed } from "../../articles/printed.ts";
import { shortInterestChart } from "./short-interest.ts";

/** Draws the chart of a series, a subject or a pair. */
type Make = (desk: ChartDesk, id: string) => Chart | undefined;

/** More pictures than these would stand in the way of the text. */
const MOST = 4;

/**
 * The charts of an article, chosen from the figures that it prints: short interest, the price whose levels it names, its RSI, the
 * first flow, the first correlation, and the place of an index of sentiment, up to four in this order.
 */
export function articleCharts(desk: ChartDesk, facts: Pick<FactsFile, "facts">): Chart[] {
  const printed = printedBy(facts);
  const claimed = facts.facts.flatMap(({ origin, subjects }) =>
    origin === "claim" ? subjects.map((subject) => `${subject}.shortInterest`) : [],
  );
  const seriesWhere = (isWanted: (each: Printed) => boolean): string[] => [
    ...new Set(printed.filter(isWanted).map(({ subject, quantity }) => `${subject}.${quantity}`)),
  ];
  const shortInterest = seriesWhere(({ quantity }) => quantity === "shortInterest");
  const priced = pricedOf(printed);
  const pair = printed.find(({ signal }) => /^correlation\d+$/.test(signal));
  const flow = seriesWhere((each) => isFlow(desk, each))[0];
  const sentiment = seriesWhere(({ subject }) => isSentiment(desk, subject))[0];
  const first =
    (kind: ChartKind, ids: readonly (string | undefined)[], make: Make) => (): Chart | undefined =>
      firstOf(ids, (id) => desk.once(`${kind} ${id}`, () => make(desk, id)));
  const candidates = [
    first("short-interest", [...shortInterest, ...claimed], shortInterestChart),
    first("price", [priced], priceChart),
    first("rsi", [priced], rsiChart),
    first("flow", [flow], flowChart),
    first("correlation", [pair && `${pair.subject}.${pair.signal}`], correlationOf),
    first("gauge", [sentiment], gaugeChart),
  ];
  const charts: Chart[] = [];
  for (const make of candidates) {
    const chart = charts.length < MOST ? make() : undefined;
    if (chart) charts.push(chart);
  }
  return charts;
}

function isFlow({ view }: ChartDesk, { quantity }: Printed): boolean {
  return view.catalogue.quantities.get(quantity)?.class === "flow";
}

function isSentiment({ view }: ChartDesk, subject: string): boolean {
  return view.catalogue.subjects.get(subject)?.kind === "sentiment_index";
}

/** The correlation that a reference such as `btc+sp500.correlation30` names. */
function correlationOf(desk: ChartDesk, reference: string): Chart | undefined {
  const [, first, second, window] = /^(.+)\+(.+)\.correlation(\d+)$/.exec(reference) ?? [];
  return first && second ? correlationChart(desk, [first, second], Number(window)) : undefined;
}

function firstOf(
  ids: readonly (string | undefined)[],
  make: (id: string) => Chart | undefined,
): Chart | undefined {
  for (const id of ids) {
    const chart = id === undefined ? undefined : make(id);
    if (chart) return chart;
  }
  return undefined;
}
