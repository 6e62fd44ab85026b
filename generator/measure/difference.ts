import { type Series, quantityOf } from "../publication/catalogue.ts";
import type { Output } from "./definition.ts";
import { classOf } from "./quantity-class.ts";
import type { QuantityClass, SignalUnit } from "./signal.ts";

/** Classes whose change is defined; that of a flow, which may be zero or change sign, is not. */
export const CHANGING: readonly QuantityClass[] = [
  "price",
  "adjusted",
  "volume",
  "amount",
  "level",
];

const DECIMALS: Readonly<Partial<Record<SignalUnit, number>>> = {
  percent: 1,
  "percentage points": 2,
  "basis points": 0,
};

/**
 * How a change is counted: percent of the earlier value; for a level the difference, which is in basis points for a yield in
 * percent, in percentage points for short interest in percent, and otherwise in the unit of the series.
 */
function unitOfChange(series: Series): SignalUnit {
  const quantity = quantityOf(series);
  if (classOf(quantity) !== "level") return "percent";
  if (series.unit !== "percent") return series.unit;
  return quantity === "shortInterest" ? "percentage points" : "basis points";
}

/** The output of a change, by the kind of series. */
export function change(name: string): Output {
  return {
    name,
    type: "number",
    unit: unitOfChange,
    decimals: (series) => DECIMALS[unitOfChange(series)] ?? series.decimals,
  };
}

/** From the earlier value to the later one, in the unit of the series' changes; undefined where percent have no base above zero. */
export function difference(series: Series, earlier: number, later: number): number | undefined {
  return differenceOf(series)(earlier, later);
}

/** The same for many pairs of one series. */
export function differenceOf(
  series: Series,
): (earlier: number, later: number) => number | undefined {
  if (unitOfChange(series) === "basis points") return (earlier, later) => (later - earlier) * 100;
  if (classOf(quantityOf(series)) === "level") return (earlier, later) => later - earlier;
  return (earlier, later) => (earlier > 0 ? ((later - earlier) / earlier) * 100 : undefined);
}
