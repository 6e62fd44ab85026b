import { chartValues } from "../charts/course.ts";
import { rangedCharts } from "../charts/ranges.ts";
import { relativeLink, seriesPath } from "../model/address.ts";
import type { DataSite } from "../model/edition-desk.ts";
import { sourcesOf } from "../../publication/series-sources.ts";
import type { LayoutValues } from "../theme/layout-schemas.ts";
import { downloadPaths } from "./series-downloads.ts";
import { mayBePassedOn } from "./source-terms.ts";

/** The chart of a series over each stretch of time, and the way to its data; undefined where nothing can be drawn. */
export function rangedValues(
  { site, background, newest }: DataSite,
  series: string,
  from: string,
): LayoutValues<"series">["ranged"] {
  const drawn = rangedCharts(background.kit.charts, newest, series);
  const all = drawn.at(-1);
  if (!all) return undefined;
  const isOpen = mayBePassedOn(sourcesOf(series, site.publication.catalogue));
  const page = seriesPath(series);
  return {
    options:
      drawn.length === 1
        ? []
        : drawn.map(({ id, isFirst }) => ({ id, name: site.words.ranges[id], isFirst })),
    charts: drawn.map(({ id, isFirst, chart }) => ({
      id,
      isFirst,
      chart: { ...chartValues(chart), table: undefined },
    })),
    table: all.chart.table,
    csv: isOpen ? relativeLink(from, downloadPaths(series).csv) : undefined,
    data: from === page ? undefined : relativeLink(from, page),
  };
}
