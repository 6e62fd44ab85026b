import type { BoundNames } from "../narrate/bindable/bindable.ts";
import { boundIds } from "../narrate/narrate.ts";
import type { Condition, Lack } from "./rulings.ts";

const MOST_DECIMALS = 4;

/** A plain value as a terminal shows it: numbers to four decimals. */
export function valueText(value: number | string): string {
  return typeof value === "number" ? String(Number(value.toFixed(MOST_DECIMALS))) : value;
}

/** `asset=btc index=russell2000`; what is bound as a pair is named by its two. */
export function boundText(bound: BoundNames): string {
  return boundIds(bound)
    .map(([name, id]) => `${name}=${id}`)
    .join(" ");
}

/** Conditions as columns: whether true, as written, what was read. */
export function conditionRows(conditions: readonly Condition[]): string[][] {
  return conditions.map(({ source, isTrue, values }) => [
    isTrue ? "true" : "false",
    source,
    values
      .map(({ name, value, band }) => `${name} = ${valueText(value)}${band ? ` (${band})` : ""}`)
      .join(", "),
  ]);
}

/** `asset.close.rsi14 (too few values: 3 of 15), …` */
export function lackText(lacking: readonly Lack[]): string {
  return lacking.map(({ name, why }) => `${name} (${why})`).join(", ");
}

/** `1 remark`, `2 remarks`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
