import type { Language } from "../../../compose/language.ts";
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
): (value: number) => string {
  const factor = unit === "USD million" ? 1e6 : 1;
  const isMoney = unit === "USD" || unit === "USD million";
  const most = Math.max(0, ...ticks.map((tick) => Math.abs(tick * factor)));
  const magnitude = isMoney ? MAGNITUDES.find(([, size]) => most >= size) : undefined;
  const [name, divisor] = magnitude ?? [undefined, 1];
  const scaled = (value: number): number => (value * factor) / divisor;
  const decimals = decimalsOf(ticks.map(scaled));
  return (value) => {
    const size = Math.abs(scaled(value));
    const digits = isMoney
      ? language.money(size, decimals)
      : unit === "percent"
        ? language.percent(size, decimals)
        : language.number(size, decimals);
    const sign = value < 0 && size > 0 ? MINUS : "";
    return sign + digits + (name ? ` ${language.magnitudes[name]}` : "");
  };
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
