import { sourcesOf } from "../../publication/series-sources.ts";
import { quantityOf, type Series } from "../../publication/catalogue.ts";
import type { Signal } from "../../measure/signal.ts";
import { changeOf } from "../charts/day-figures.ts";
import { relativeLink, seriesPath } from "../model/address.ts";
import { printValue, unitAfter, type DataSite } from "../model/edition-desk.ts";
import { dateWords } from "../theme/dates.ts";
import type { LayoutValues } from "../theme/layout-schemas.ts";

/** The signal of a change against the value before. */
const CHANGE = "change1";

type QuoteValues = NonNullable<LayoutValues<"series">["quote"]>;

/** The newest value of a series and its change against the one before; undefined where nothing was public yet. */
export function quoteOf(data: DataSite, series: Series, from: string): QuoteValues | undefined {
  const { site, newest, background } = data;
  const history = newest.view.history(series.id);
  const day = history.days.at(-1);
  const value = history.values.at(-1);
  if (day === undefined || value === undefined) return undefined;
  const { catalogue, language } = site.publication;
  return {
    series: series.title,
    href: relativeLink(from, seriesPath(series.id)),
    value: printValue(value, series, background.language),
    unit: unitAfter(series.unit, site),
    day: { iso: day, words: dateWords(day, "long", language) },
    publisher: sourcesOf(series.id, catalogue)
      .map(({ publisher }) => publisher)
      .join(", "),
    isStale: newest.view.isStale(series.id),
    ...changeOf(newest, changeSignal(data, series)),
  };
}

/**
 * Of its change against the value before; a net flow is a change itself and has none of its own, and of a second source's values nothing is
 * measured.
 */
function changeSignal({ newest, background }: DataSite, series: Series): Signal | undefined {
  const quantity = quantityOf(series);
  const { classes } = background.kit.measures.signals.get(CHANGE)!;
  const measured = newest.view.catalogue.quantities.get(quantity)?.class;
  if (measured === undefined || measured === "flow" || !classes.includes(measured))
    return undefined;
  const [subject = ""] = series.id.split(".");
  const outcome = newest.signals.read(subject, quantity, CHANGE);
  return outcome.ok ? outcome.signal : undefined;
}
