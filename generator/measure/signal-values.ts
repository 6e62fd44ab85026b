import type { AsOfView } from "../store/asof.ts";
import { computerOf, type Result } from "./compute.ts";
import type { Measures } from "./measures.ts";
import type { SignalValues, ValueOutcome } from "./signal.ts";

const NONE: ValueOutcome = { ok: false };

/** The values of signals without what stands behind them, for walks over thousands of past days. */
export function valuesOf(view: AsOfView, measures: Measures): SignalValues {
  const computer = computerOf(view, measures);
  const known = new Map<string, ValueOutcome>();

  const recall = (prefix: string, name: string, compute: () => Result): ValueOutcome => {
    const before = known.get(prefix + name);
    if (before) return before;
    const { measure, computed } = compute();
    for (const output of measure.outputs) {
      const value = computed.ok ? computed.values[output.name] : undefined;
      const isFound = value !== undefined && (typeof value === "string" || Number.isFinite(value));
      known.set(
        prefix + output.name,
        isFound ? { ok: true, signal: { value: value === 0 ? 0 : value } } : NONE,
      );
    }
    return known.get(prefix + name)!;
  };

  return {
    read: (subject, quantity, name) =>
      recall(`${subject}.${quantity}.`, name, () => computer.one(subject, quantity, name)),
    readPair: (first, second, name) =>
      recall(`${first}+${second}.`, name, () => computer.pair(first, second, name)),
  };
}
