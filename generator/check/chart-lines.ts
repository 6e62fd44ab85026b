import { nearest, suggestion } from "../base/nearest.ts";
import { CHART_MARK, CHART_VALUES, readChartLine } from "../articles/chart-line.ts";
import type { KnownData } from "./data/changed.ts";
import type { Paragraph, ReadArticle } from "./reading/read.ts";
import type { CheckMessage } from "./report.ts";

/**
 * Errors for charts that were put in by hand: where a line is not written as one, and, with the data, where it names no series, one that
 * is drawn already, or one of which nothing could be drawn at the cut-off.
 */
export function chartMessages(read: ReadArticle, data: KnownData | undefined): CheckMessage[] {
  const drawn = new Set<string>();
  return read.charts.flatMap((paragraph): CheckMessage[] => {
    const line = readChartLine(paragraph.text);
    if (!line) return [broken(read, paragraph)];
    const { series } = line;
    const isAgain = drawn.has(series);
    drawn.add(series);
    const wrong = isAgain
      ? { message: `${series} is drawn above already. Leave out one of the two.` }
      : data && unknown(series, data);
    if (!wrong) return [];
    const at = paragraph.text.indexOf(series);
    return [{ ...messageAt(read, paragraph.offset + at, series.length), ...wrong }];
  });
}

function broken(read: ReadArticle, { text, offset }: Paragraph): CheckMessage {
  const [first = ""] = text.split("\n");
  const { least, most } = CHART_VALUES;
  return {
    ...messageAt(read, offset, first.length),
    message: `"${first}" puts in no chart. Write "${CHART_MARK} btc.close 90" on a line of its own between empty ones: the id of a series and, if you like, how many of its newest values, from ${least} to ${most}.`,
  };
}

function unknown(
  series: string,
  { view }: KnownData,
): Pick<CheckMessage, "message" | "expected"> | undefined {
  const known = view.catalogue.series;
  if (known.has(series)) {
    if (view.history(series).days.length >= CHART_VALUES.least) return undefined;
    return { message: `Of ${series} fewer than two values were known: nothing can be drawn.` };
  }
  const close = nearest(series, known.keys());
  return {
    message: `There is no series "${series}". ${suggestion(series, known.keys())}`,
    ...(close !== undefined && { expected: close }),
  };
}

function messageAt({ placeOf }: ReadArticle, offset: number, length: number) {
  const end = placeOf(offset + length - 1);
  return {
    code: "chart-line",
    severity: "error",
    ...placeOf(offset),
    endLine: end.line,
    endColumn: end.column + 1,
    offset,
    length,
  } as const;
}
