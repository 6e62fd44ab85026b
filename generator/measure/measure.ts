import type { AsOfView } from "../store/asof.ts";
import { computerOf, type Result } from "./compute.ts";
import { inputLog } from "./input-log.ts";
import type { Measures } from "./measures.ts";
import { outcomeOf, type Owner } from "./outcome.ts";
import type { Outcome, Signals } from "./signal.ts";

/**
 * The signals of what was known at one instant. Each is computed when it is first asked for, from the view alone, and kept; what
 * cannot be computed says why. Throws only for a name that is not declared for the quantity, which loading a template rules out.
 */
export function measure(view: AsOfView, measures: Measures): Signals {
  const computer = computerOf(view, measures);
  const log = inputLog();
  const outcomes = new Map<string, Outcome>();

  const recall = (owner: Owner, name: string, compute: () => Result): Outcome => {
    const prefix = `${owner.subject}.${owner.quantity}.`;
    const known = outcomes.get(prefix + name);
    if (known) return known;
    const { measure, computed, series } = compute();
    for (const output of measure.outputs) {
      const ref = prefix + output.name;
      outcomes.set(ref, outcomeOf({ ref, owner, measure, output, computed, series }, log));
    }
    return outcomes.get(prefix + name)!;
  };

  return {
    read: (subject, quantity, name) =>
      recall({ subject, quantity }, name, () => computer.one(subject, quantity, name)),
    readPair: (first, second, name) =>
      recall({ subject: `${first}+${second}`, quantity: "returns" }, name, () =>
        computer.pair(first, second, name),
      ),
    digest: () => log.digest(),
  };
}
