import type { Language } from "../../../compose/language.ts";
import type { AxisNumbers } from "./picture.ts";
import type { SignalUnit } from "../../../measure/signal.ts";

const MINUS = "−";
const MAGNITUDES = [
  ["trillion", 1e12],
  ["billion", 1e9],
  ["million", 1e6],
] as const;

/** How an axis writes its ticks: all with the same decimals, and no more of them than the step between two needs. */
export function axisNumbers(
  unit: SignalUnit,
  ticks: readonly number[],
  language: Language,
): AxisNumbers {
  const factor = unit === "USD million" ? 1e6 : 1;
  const isMoney = unit === "USD" || unit === "USD million";
  const most = Math.max(0, ...ticks.map((tick) => Math.abs(tick * factor)));
  const magnitude = isMoney ? MAGNITUDES.find(([, size]) => most >= size) : undefined;
  const [counted, divisor] = magnitude ?? [undefined, 1];
  const scaled = (value: number): number => (value * factor) / divisor;
  const decimals = decimalsOf(ticks.map(scaled));
  const name = (value: number): string => {
    const size = Math.abs(scaled(value));
    const digits = isMoney
      ? language.money(size, decimals)
      : unit === "percent"
        ? language.percent(size, decimals)
        : language.number(size, decimals);
    const sign = value < 0 && size > 0 ? MINUS : "";
    return sign + digits;
  };
  return { name, counts: counted && language.magnitudes[counted] };
}

/** The fewest decimals, up to eight, that tell every tick exactly. */
function decimalsOf(ticks: readonly number[]): number {
  let decimals = 0;
  while (
    decimals < 8 &&
    ticks.some((tick) => Math.abs(Number(tick.toFixed(decimals)) - tick) > Math.abs(tick) * 1e-9)
  )
    decimals++;
  return decimals;
}
