import type { AsOfView } from "../store/asof.ts";
import { byName } from "./by-name.ts";
import { computerOf, type Result } from "./compute.ts";
import type { Measures } from "./measures.ts";
import type { SignalValues, ValueOutcome } from "./signal.ts";

const NONE: ValueOutcome = { ok: false };

/** The values of signals without what stands behind them, for walks over thousands of past days. */
export function valuesOf(view: AsOfView, measures: Measures): SignalValues {
  const computer = computerOf(view, measures);
  const [ofOne, ofPair] = [byName<ValueOutcome>(), byName<ValueOutcome>()];

  return {
    read(subject, quantity, name) {
      const known = ofOne.of(subject, quantity);
      if (!known.has(name)) enter(known, computer.one(subject, quantity, name));
      return known.get(name)!;
    },
    readPair(first, second, name) {
      const known = ofPair.of(first, second);
      if (!known.has(name)) enter(known, computer.pair(first, second, name));
      return known.get(name)!;
    },
  };
}

/** Takes in all that a measure gave. */
function enter(known: Map<string, ValueOutcome>, { measure, computed }: Result): void {
  for (const output of measure.outputs) {
    const value = computed.ok ? computed.values[output.name] : undefined;
    const isFound = value !== undefined && (typeof value === "string" || Number.isFinite(value));
    known.set(
      output.name,
      isFound ? { ok: true, signal: { value: value === 0 ? 0 : value } } : NONE,
    );
  }
}
