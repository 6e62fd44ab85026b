import { isStated, type Fact } from "../../articles/facts.ts";
import type { ChartLine } from "../../articles/chart-line.ts";
import { chartId, type Chart } from "./chart.ts";
import type { AnnotatedSection } from "../text/annotated-text.ts";

/** A stretch of an article's text, and the charts that follow it. */
export interface TextBeforeCharts {
  readonly body: string;
  readonly charts: readonly Chart[];
}

/**
 * Puts each chart behind the first section that prints what it shows: of a price whatever the section tells of it, of other charts the
 * signal itself, else a price of the same series. One that no section tells of stands behind the first. A chart that an editor has put in stands where they put it, and nowhere else.
 * @param drawn the chart of a line that puts one in.
 */
export function placeCharts(
  sections: readonly AnnotatedSection[],
  charts: readonly Chart[],
  drawn: (line: ChartLine) => Chart | undefined = () => undefined,
): TextBeforeCharts[] {
  const byHand = sections.map(({ chart }) => chart && drawn(chart));
  const others = charts.filter(({ id }) => !byHand.some((each) => each?.id === id));
  const places = others.map((chart) => placeOf(chart, sections));
  const parts: { body: string; charts: Chart[] }[] = [{ body: "", charts: [] }];
  for (const [index, { html }] of sections.entries()) {
    const own = byHand[index];
    const here = [...(own ? [own] : []), ...others.filter((_, at) => places[at] === index)];
    const last = parts.at(-1);
    if (last && last.charts.length === 0) {
      last.body += html;
      last.charts = here;
    } else parts.push({ body: html, charts: here });
  }
  return parts;
}

function placeOf({ id, kind }: Chart, sections: readonly AnnotatedSection[]): number {
  for (const idsOf of kind === "price" ? [besideIn] : [shownBy, besideIn]) {
    const place = sections.findIndex(({ facts }) =>
      facts.some((fact) => idsOf(fact, kind).includes(id)),
    );
    if (place >= 0) return place;
  }
  return Math.min(1, sections.length - 1);
}

/** Pictures of a price, which show more than that: they belong where this is told. */
const OF_PRICES = new Set(["price", "rsi", "correlation"]);

/** Ids of the charts of a kind that show a fact. */
function shownBy(fact: Fact, kind: string): string[] {
  const { ref, subjects } = fact;
  if (isStated(fact))
    return subjects.map((each) => chartId("short-interest", `${each}.shortInterest`));
  const [subject = "", quantity = "", signal = ""] = ref.split(".");
  const series = `${subject}.${quantity}`;
  if (signal.startsWith("rsi")) return [chartId("rsi", series)];
  if (signal.startsWith("correlation")) return [chartId("correlation", ...subject.split("+"))];
  return OF_PRICES.has(kind) ? [] : [chartId(kind, series)];
}

/** Ids of the charts that a fact may stand beside. */
function besideIn({ ref }: Fact): string[] {
  const [subject = "", quantity = ""] = ref.split(".");
  return [chartId("price", `${subject}.${quantity}`), chartId("rsi", `${subject}.${quantity}`)];
}
