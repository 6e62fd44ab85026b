import type { Element, Root } from "hast";
import { visit } from "unist-util-visit";
import { readChartLine, type ChartLine } from "../../articles/chart-line.ts";

const CLASS = "chart-place";

/** Makes of each line that puts in a chart the place at which it stands. */
export function chartPlaces() {
  return (tree: Root): void => {
    visit(tree, "element", (node) => {
      const [only, ...rest] = node.children;
      if (node.tagName !== "p" || only?.type !== "text" || rest.length > 0) return;
      const line = readChartLine(only.value);
      if (!line) return;
      const dataChart = [line.series, line.values ?? ""].join(" ").trim();
      node.properties = { className: [CLASS], dataChart };
      node.children = [];
    });
  };
}

/** The chart whose place an element is. */
export function chartPlacedAt({ properties }: Element): ChartLine | undefined {
  const { dataChart } = properties;
  return typeof dataChart === "string" ? readChartLine(`::chart ${dataChart}`) : undefined;
}

const PLACE = /<p class="chart-place" data-chart="([^"]*)"((?: [^>]*)?)><\/p>/g;

/**
 * A text as HTML with something in the place of each chart.
 * @param fill markup; told the attributes that the place has besides.
 */
export function withChartPlaces(
  html: string,
  fill: (line: ChartLine, attributes: string) => string,
): string {
  return html.replace(PLACE, (_, said: string, attributes: string) => {
    const line = readChartLine(`::chart ${said}`);
    return line ? fill(line, attributes) : "";
  });
}

/** The same for a text as Markdown. */
export function withChartLines(markdown: string, fill: (line: ChartLine) => string): string {
  return markdown.replace(/^::chart[^\n]*$/gm, (said) => {
    const line = readChartLine(said);
    return line ? fill(line) : said;
  });
}
