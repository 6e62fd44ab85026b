import type { AsOfView } from "../store/asof.ts";
import { once } from "../base/memo.ts";
import { byName } from "./by-name.ts";
import { computerOf, type Result } from "./compute.ts";
import { inputLog, type Use } from "./input-log.ts";
import type { Measures } from "./measures.ts";
import { outcomeOf, readBy, type Owner } from "./outcome.ts";
import type { Outcome, Signals } from "./signal.ts";

/** Signals that tell what they have read. */
export interface Measured extends Signals {
  uses(): Use[];
}

/**
 * The signals of what was known at one instant. Each is computed when it is first asked for, from the view alone, and kept; what
 * cannot be computed says why. Throws only for a name that is not declared for the quantity, which loading a template rules out.
 */
export function measure(view: AsOfView, measures: Measures): Measured {
  const computer = computerOf(view, measures);
  const log = inputLog();
  const [ofOne, ofPair] = [byName<Outcome>(), byName<Outcome>()];

  const enter = (known: Map<string, Outcome>, owner: Owner, result: Result): void => {
    const { measure, computed, series } = result;
    const read = once(() => readBy(computed.ok ? computed.used : [], log));
    for (const output of measure.outputs) {
      const ref = `${owner.subject}.${owner.quantity}.${output.name}`;
      known.set(output.name, outcomeOf({ ref, owner, measure, output, computed, series, read }));
    }
  };

  return {
    read(subject, quantity, name) {
      const known = ofOne.of(subject, quantity);
      const found = known.get(name);
      if (found) return found;
      enter(known, { subject, quantity }, computer.one(subject, quantity, name));
      return known.get(name)!;
    },
    readPair(first, second, name) {
      const known = ofPair.of(first, second);
      const owner = { subject: `${first}+${second}`, quantity: "returns" };
      if (!known.has(name)) enter(known, owner, computer.pair(first, second, name));
      return known.get(name)!;
    },
    digest: () => log.digest(),
    uses: () => log.uses(),
  };
}
