import type { Series } from "../publication/catalogue.ts";
import type { QuantityClass } from "../publication/quantities.ts";
import type { Output } from "./definition.ts";

/** Classes whose change is defined; that of a flow, which may be zero or change sign, is not. */
export const CHANGING: readonly QuantityClass[] = [
  "price",
  "adjusted",
  "volume",
  "amount",
  "level",
];

/** The output of a change, by the kind of series. */
export function change(name: string): Output {
  return {
    name,
    type: "number",
    unit: (series) => series.change.unit,
    decimals: (series) => series.change.decimals,
  };
}

/** From the earlier value to the later one, in the unit of the series' changes; undefined where percent have no meaning. */
export function difference(series: Series, earlier: number, later: number): number | undefined {
  return differenceOf(series)(earlier, later);
}

/** The same for many pairs of one series. */
export function differenceOf({
  change: { factor },
}: Series): (earlier: number, later: number) => number | undefined {
  if (factor !== undefined) return (earlier, later) => (later - earlier) * factor;
  return (earlier, later) =>
    hasPercent(earlier, later) ? ((later - earlier) / earlier) * 100 : undefined;
}

/** Whether a change can be told in percent: from a base above zero, and not to below zero. */
export function hasPercent(earlier: number, later: number): boolean {
  return earlier > 0 && later >= 0;
}
