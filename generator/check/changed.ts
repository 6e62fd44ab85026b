import type { Fact } from "../compose/facts.ts";
import type { AsOfView } from "../gather/asof.ts";
import { currentInput } from "../measure/input.ts";
import type { Input } from "../measure/signal.ts";

/** Finds the first stretch of data that a fact was computed from and that a view of the data now gives otherwise. */
export type ChangeFinder = (fact: Fact) => Input | undefined;

/** @param view what was known at the edition's cut-off, as the store now has it. */
export function changeFinder(view: AsOfView): ChangeFinder {
  const judged = new Map<string, boolean>();
  const isChanged = (input: Input): boolean => {
    const key = [input.series, input.from, input.to, input.common, input.digest].join("|");
    let changed = judged.get(key);
    if (changed === undefined)
      judged.set(key, (changed = currentInput(view, input).digest !== input.digest));
    return changed;
  };
  return (fact) => fact.inputs.find(isChanged);
}
