import { isStated, type FactsFile } from "../../articles/facts.ts";
import { printedBy } from "../../articles/printed.ts";
import type { ChartLine } from "../../articles/chart-line.ts";
import type { Chart } from "./chart.ts";
import type { ChartEntry } from "./contract.ts";
import type { ChartDesk } from "./desk.ts";

/** More pictures than these would stand in the way of the text. */
const MOST = 4;

type Charts = readonly ChartEntry[];

/** The charts of an article, chosen from the figures that it prints, up to four in the order of their ranks. */
export function articleCharts(
  charts: Charts,
  desk: ChartDesk,
  facts: Pick<FactsFile, "facts">,
): Chart[] {
  const printed = printedBy(facts);
  const stated = facts.facts.filter(isStated).flatMap(({ subjects }) => subjects);
  const asked = charts
    .flatMap((entry) => (entry.article ? [{ entry, ...entry.article }] : []))
    .toSorted((a, b) => a.rank - b.rank);
  const chosen: Chart[] = [];
  for (const { entry, ids } of asked) {
    if (chosen.length === MOST) break;
    for (const id of ids({ printed, stated, desk })) {
      const chart = desk.once(`${entry.kind} ${id}`, () => entry.draw(desk, id));
      if (!chart) continue;
      chosen.push(chart);
      break;
    }
  }
  return chosen;
}

/**
 * The chart that suits a series, as known; undefined where the series is not declared or holds fewer than two values.
 * @param periods how many of its values are drawn; as many as its kind shows unless given.
 */
export function seriesChart(
  charts: Charts,
  desk: ChartDesk,
  id: string,
  periods?: number,
): Chart | undefined {
  return charts.findLast((entry) => entry.suits?.(id, desk))?.draw(desk, id, periods);
}

/** The chart that an editor put into a text, as known. */
export function chartOfLine(
  charts: Charts,
  desk: ChartDesk,
  { series, values }: ChartLine,
): Chart | undefined {
  const draw = (): Chart | undefined => seriesChart(charts, desk, series, values);
  return desk.once(`${series} ${values ?? ""}`, draw);
}

/** All that there is to draw of a subject, as known, in the order in which charts are registered. */
export function subjectCharts(charts: Charts, desk: ChartDesk, subject: string): Chart[] {
  return charts.flatMap(
    (entry) => entry.subject?.(subject, desk).flatMap((id) => entry.draw(desk, id) ?? []) ?? [],
  );
}
