/** A chart that an editor put into a text: `::chart btc.close 90`, on a line of its own. */
export interface ChartLine {
  /** Id of a series. */
  readonly series: string;
  /** How many of its newest values are drawn; as many as its kind of chart shows unless given. */
  readonly values?: number;
}

/** What begins such a line. */
export const CHART_MARK = "::chart";

export const CHART_VALUES = { least: 2, most: 2000 } as const;

const LINE = /^::chart[ \t]+([\w.+-]+)(?:[ \t]+(\d{1,5}))?[ \t]*$/;

/** Reads a paragraph that is such a line; undefined for any other, and for one that says no series or too many or too few values. */
export function readChartLine(paragraph: string): ChartLine | undefined {
  const [, series, count] = LINE.exec(paragraph.trim()) ?? [];
  if (series === undefined) return undefined;
  if (count === undefined) return { series };
  const values = Number(count);
  return values >= CHART_VALUES.least && values <= CHART_VALUES.most
    ? { series, values }
    : undefined;
}

/** Whether a paragraph is meant to put in a chart, rightly written or not. */
export function isChartLine(paragraph: string): boolean {
  return paragraph.trimStart().startsWith(CHART_MARK);
}
