import { z } from "zod";
import { changeDeclaration, type Units } from "./units.ts";

export const CLASSES = ["price", "adjusted", "volume", "flow", "level", "amount", "hour"] as const;

/** What kind of thing a quantity is: it decides which measures apply, and how a change of it is counted. An `hour` is one of the day, no size. */
export type QuantityClass = (typeof CLASSES)[number];

/** What `quantities:` in `bellwether.yaml` says of one; the built-in ones are declared in the same way. */
export const quantityDeclaration = z.strictObject({
  class: z.enum(CLASSES),
  /** How the difference of two levels of it is counted, in place of what the unit says, where the unit says something. */
  change: changeDeclaration.exactOptional(),
});

/** What is measured of a subject; its id is the second part of a series' id (`btc.close`). */
export type Quantity = z.infer<typeof quantityDeclaration>;

export type Quantities = ReadonlyMap<string, Quantity>;

/** What comes with the program. */
export const QUANTITIES: Quantities = new Map<string, Quantity>([
  ["open", { class: "price" }],
  ["high", { class: "price" }],
  ["low", { class: "price" }],
  ["close", { class: "price" }],
  ["adjusted", { class: "adjusted" }],
  ["volume", { class: "volume" }],
  ["marketCap", { class: "amount" }],
  ["exchangeInflow", { class: "amount" }],
  ["exchangeOutflow", { class: "amount" }],
  ["exchangeNetFlow", { class: "flow" }],
  ["etfFlow", { class: "flow" }],
  ["flow", { class: "flow" }],
  ["othersFlow", { class: "flow" }],
  ["highestFlow", { class: "flow" }],
  ["lowestFlow", { class: "flow" }],
  ["inflows", { class: "level" }],
  ["outflows", { class: "level" }],
  ["level", { class: "level" }],
  ["index", { class: "amount" }],
  ["rate", { class: "level", change: { unit: "percentage points", factor: 1, decimals: 1 } }],
  [
    "shortInterest",
    { class: "level", change: { unit: "percentage points", factor: 1, decimals: 2 } },
  ],
  ["shortInterestOfFloat", { class: "level" }],
  ["shortInterestByWeight", { class: "level" }],
  ["shortInterestCoverage", { class: "level" }],
  ["shortInterestMatched", { class: "level" }],
  ["shortInterestMembers", { class: "level" }],
  ["daysToCover", { class: "level" }],
  ["sharesOutstanding", { class: "amount" }],
  ["netAssetValue", { class: "amount" }],
  ["netCreations", { class: "flow" }],
  ["funding", { class: "level" }],
  ["basis", { class: "level", change: { unit: "percentage points", factor: 1, decimals: 1 } }],
  ["impliedVolatility", { class: "level" }],
  ["advances", { class: "level" }],
  ["members", { class: "level" }],
  ["lowestChange", { class: "level" }],
  ["highestChange", { class: "level" }],
  ["changeRange", { class: "level" }],
  ["supply", { class: "amount" }],
  ["lockedValue", { class: "amount" }],
  ["openInterest", { class: "amount" }],
  ["leveragedLong", { class: "amount" }],
  ["leveragedShort", { class: "amount" }],
  ["leveragedNet", { class: "flow" }],
  ["managerLong", { class: "amount" }],
  ["managerShort", { class: "amount" }],
  ["managerNet", { class: "flow" }],
  ["swingHour", { class: "hour" }],
  ["swingOpen", { class: "price" }],
  ["swingClose", { class: "price" }],
  ["highHour", { class: "hour" }],
  ["lowHour", { class: "hour" }],
  ["morning", { class: "price" }],
  ["morningHigh", { class: "price" }],
  ["morningLow", { class: "price" }],
  ["morningHour", { class: "hour" }],
]);

/** How the change of a series is counted: in percent of the earlier value, or as a difference. */
export interface ChangeUnit {
  readonly unit: string;
  readonly decimals: number;
  /** So many of the unit are one of the series' own; undefined for a change in percent of the earlier value. */
  readonly factor: number | undefined;
}

/**
 * How a change is counted: percent of the earlier value; for a level the difference, in the unit that its quantity or its unit
 * names for it (basis points for a yield in percent, percentage points for short interest in percent), else in its own.
 */
export function changeUnitOf(
  { unit, decimals }: { readonly unit: string; readonly decimals: number },
  quantity: Quantity,
  units: Units,
): ChangeUnit {
  if (quantity.class !== "level") return { unit: "percent", decimals: 1, factor: undefined };
  const change = units.get(unit)?.change;
  return change === undefined ? { unit, decimals, factor: 1 } : (quantity.change ?? change);
}
