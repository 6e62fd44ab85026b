import { quantityOf } from "../../publication/catalogue.ts";
import type { Chart } from "./chart.ts";
import type { ChartDesk } from "./desk.ts";
import { flowChart } from "./flow.ts";
import { gaugeChart, levelChart } from "./level.ts";
import { priceChart } from "./price.ts";
import { rsiChart } from "./rsi.ts";
import { shortInterestChart } from "./short-interest.ts";

/** The chart that suits a series, as known; undefined where the series is not declared or holds fewer than two values. */
export function seriesChart(desk: ChartDesk, id: string): Chart | undefined {
  const quantity = quantityOf({ id });
  if (quantity === "close") return priceChart(desk, id.split(".")[0] ?? "");
  if (quantity === "shortInterest") return shortInterestChart(desk, id);
  const { quantities } = desk.view.catalogue;
  return quantities.get(quantity)?.class === "flow" ? flowChart(desk, id) : levelChart(desk, id);
}

/** All that there is to draw of a subject, as known: price and RSI, or the course and place of an index; flows; short interest. */
export function subjectCharts(desk: ChartDesk, subject: string): Chart[] {
  const has = (quantity: string): boolean =>
    desk.view.catalogue.series.has(`${subject}.${quantity}`);
  const charts = [
    has("close") && priceChart(desk, subject),
    has("close") && rsiChart(desk, subject),
    has("level") && levelChart(desk, `${subject}.level`),
    has("level") && gaugeChart(desk, `${subject}.level`),
    ...["etfFlow", "exchangeNetFlow", "flow", "netCreations"].map(
      (quantity) => has(quantity) && flowChart(desk, `${subject}.${quantity}`),
    ),
    has("shortInterest") && shortInterestChart(desk, `${subject}.shortInterest`),
  ];
  return charts.filter((chart) => !!chart);
}
