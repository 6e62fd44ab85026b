import { type Catalogue, type Series, quantityOf } from "../../publication/catalogue.ts";

/** The quantity by which a subject is told first. */
const FIRST: readonly string[] = ["close", "level", "marketCap", "shortInterest", "flow"];

/** Series that pages may show: prices adjusted for dividends are for returns and never printed, those of the hours are one picture together. */
export function shownSeries({ series }: Catalogue): Series[] {
  return [...series.values()].filter(
    (each) => each.class !== "adjusted" && each.hour === undefined,
  );
}

/** The series of a subject that may be shown, the one that it is told by first. */
export function seriesOfSubject(catalogue: Catalogue, subject: string): Series[] {
  return shownSeries(catalogue)
    .filter(({ id }) => id.startsWith(`${subject}.`))
    .toSorted((a, b) => rankOf(a) - rankOf(b));
}

function rankOf(series: Series): number {
  const at = FIRST.indexOf(quantityOf(series));
  return at < 0 ? FIRST.length : at;
}

/** An instant as ISO 8601 without milliseconds. */
export function isoInstant(instant: number): string {
  return new Date(instant).toISOString().replace(".000Z", "Z");
}
