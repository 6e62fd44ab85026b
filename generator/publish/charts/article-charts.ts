import type { FactsFile } from "../../compose/facts.ts";
import { classOf, quantityOf } from "../../measure/quantity-class.ts";
import type { Chart } from "./chart.ts";
import { correlationChart } from "./correlation.ts";
import type { ChartDesk } from "./desk.ts";
import { flowChart } from "./flow.ts";
import { gaugeChart } from "./level.ts";
import { priceChart } from "./price.ts";
import { rsiChart } from "./rsi.ts";
import { shortInterestChart } from "./short-interest.ts";

/** More pictures than these would stand in the way of the text. */
const MOST = 4;

/** A figure that an article prints, by what it is: `btc.close.rsi14`, `btc+sp500.returns.correlation30`. */
interface Printed {
  readonly subject: string;
  readonly quantity: string;
  readonly signal: string;
}

/**
 * The charts of an article, chosen from the figures that it prints: short interest, the price whose levels it names, its RSI, the
 * first flow, the first correlation, and the place of an index of sentiment, up to four in this order.
 */
export function articleCharts(desk: ChartDesk, facts: Pick<FactsFile, "facts">): Chart[] {
  const printed = facts.facts.flatMap(({ ref, origin }) =>
    origin === "signal" ? printedOf(ref) : [],
  );
  const claimed = facts.facts.flatMap(({ origin, subjects }) =>
    origin === "claim" ? subjects.map((subject) => `${subject}.shortInterest`) : [],
  );
  const seriesWhere = (isWanted: (each: Printed) => boolean): string[] => [
    ...new Set(printed.filter(isWanted).map(({ subject, quantity }) => `${subject}.${quantity}`)),
  ];
  const shortInterest = seriesWhere(({ quantity }) => quantity === "shortInterest");
  const priced = pricedSubject(printed);
  const pair = printed.find(({ signal }) => /^correlation\d+$/.test(signal));
  const flow = seriesWhere((each) => isFlow(each))[0];
  const sentiment = seriesWhere(({ subject }) => isSentiment(desk, subject))[0];
  const candidates: (() => Chart | undefined)[] = [
    () => firstOf([...shortInterest, ...claimed], (id) => shortInterestChart(desk, id)),
    () => priced && priceChart(desk, priced),
    () => priced && rsiChart(desk, priced),
    () => flow && flowChart(desk, flow),
    () => pair && correlationOf(desk, pair),
    () => sentiment && gaugeChart(desk, sentiment),
  ].map((make) => () => make() || undefined);
  const charts: Chart[] = [];
  for (const make of candidates) {
    const chart = charts.length < MOST ? make() : undefined;
    if (chart) charts.push(chart);
  }
  return charts;
}

function printedOf(ref: string): Printed[] {
  const [subject, quantity, name] = ref.split(".");
  if (subject === undefined || quantity === undefined || name === undefined) return [];
  return [{ subject, quantity, signal: name.split(/[@#]/)[0] ?? name }];
}

/** The subject whose levels the article names, else whose RSI, else whose price. */
function pricedSubject(printed: readonly Printed[]): string | undefined {
  const closes = printed.filter(({ quantity }) => quantity === "close");
  const named = [/^(support|resistance)/, /^rsi/, /^last$/].map((pattern) =>
    closes.find(({ signal }) => pattern.test(signal)),
  );
  return named.find((each) => each !== undefined)?.subject;
}

function isFlow({ subject, quantity }: Printed): boolean {
  return !subject.includes("+") && classOf(quantityOf({ id: `${subject}.${quantity}` })) === "flow";
}

function isSentiment({ view }: ChartDesk, subject: string): boolean {
  return view.catalogue.subjects.get(subject)?.kind === "sentiment_index";
}

function correlationOf(desk: ChartDesk, { subject, signal }: Printed): Chart | undefined {
  const [first, second] = subject.split("+");
  const window = Number(/\d+/.exec(signal)?.[0]);
  return first && second ? correlationChart(desk, [first, second], window) : undefined;
}

function firstOf(
  ids: readonly string[],
  make: (id: string) => Chart | undefined,
): Chart | undefined {
  for (const id of ids) {
    const chart = make(id);
    if (chart) return chart;
  }
  return undefined;
}
