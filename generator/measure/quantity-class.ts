import type { Quantity } from "../publication/catalogue.ts";
import type { QuantityClass } from "./signal.ts";

const CLASSES: Readonly<Record<Quantity, QuantityClass>> = {
  open: "price",
  high: "price",
  low: "price",
  close: "price",
  adjusted: "adjusted",
  volume: "volume",
  marketCap: "amount",
  exchangeInflow: "amount",
  exchangeOutflow: "amount",
  exchangeNetFlow: "flow",
  etfFlow: "flow",
  flow: "flow",
  level: "level",
  shortInterest: "level",
  shortInterestOfFloat: "level",
  daysToCover: "level",
  shortInterestCoverage: "level",
  sharesOutstanding: "amount",
  netAssetValue: "amount",
  netCreations: "flow",
};

/** What kind of thing a quantity is: it decides which measures apply. */
export function classOf(quantity: Quantity): QuantityClass {
  return CLASSES[quantity];
}
