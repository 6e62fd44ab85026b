import { digits, MAGNITUDES } from "../../../compose/print/format.ts";
import type { Language } from "../../../compose/language.ts";
import type { AxisNumbers } from "./picture.ts";

const MINUS = "−";
/** How an axis writes its ticks: all with the same decimals, and no more of them than the step between two needs. */
export function axisNumbers(
  unit: string,
  ticks: readonly number[],
  language: Language,
): AxisNumbers {
  const counted = language.unit(unit);
  const { factor } = counted;
  const most = Math.max(0, ...ticks.map((tick) => Math.abs(tick * factor)));
  const reached = counted.magnitudes
    ? MAGNITUDES.find(({ magnitude }) => most >= magnitude)
    : undefined;
  const scaled = (value: number): number => (value * factor) / (reached?.magnitude ?? 1);
  const decimals = decimalsOf(ticks.map(scaled));
  const name = (value: number): string => {
    const size = Math.abs(scaled(value));
    const sign = value < 0 && size > 0 ? MINUS : "";
    return sign + digits(size, counted, decimals, language);
  };
  return { name, counts: reached && language.magnitudes[reached.name] };
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
