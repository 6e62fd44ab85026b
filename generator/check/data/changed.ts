import { PAST_CASE, type Fact } from "../../articles/facts.ts";
import type { AsOfView } from "../../store/asof.ts";
import { differenceOf } from "../../measure/difference.ts";
import { currentInput, observationsOf } from "../../measure/input.ts";
import type { Input, Outcome, Signals } from "../../measure/signal.ts";
import type { Measures } from "../../measure/measures.ts";
import type { Scale } from "../../narrate/scales/scale.ts";
import { measure } from "../../measure/measure.ts";

/** What an article's facts are held to. */
export interface KnownData {
  /** What was known at the edition's cut-off, as the store has it. */
  readonly view: AsOfView;
  readonly measures: Measures;
  /** By which words are held to what they weigh; left out where changed sentences are not bound. */
  readonly scales?: ReadonlyMap<string, Scale>;
}

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

/** What the data give for a fact now, where that is not what the facts file holds; undefined where the two agree. */
export type Recomputer = (fact: Fact) => string | undefined;

/** Of the relative size of a value: no more than arithmetic in another order makes of it. */
const TOLERANCE = 1e-9;

const EVIDENCE = "evidence:";

/** By the measures as they are now. */
export function recomputer({ view, measures }: KnownData): Recomputer {
  const signals = measure(view, measures);
  return (fact) => {
    if (fact.method === PAST_CASE) return otherOutcome(fact, view);
    if (fact.origin !== "signal" || fact.ref.startsWith(EVIDENCE)) return undefined;
    const [ref = "", part] = fact.ref.split("@");
    const outcome = outcomeOf(ref, signals);
    if (!outcome?.ok) return "nothing of this name";
    const { day, value: whole } = outcome.signal;
    const value = part === undefined ? whole : day;
    return isSame(value, fact.value) ? undefined : String(value);
  };
}

/** What became of a past case by the data, where the fact has it otherwise. */
function otherOutcome({ value, inputs: [input] }: Fact, view: AsOfView): string | undefined {
  const series = input && view.catalogue.series.get(input.series);
  const observed = input && observationsOf(view, input);
  const [first, last] = [observed?.[0], observed?.at(-1)];
  if (!series || !first || !last) return "nothing of this name";
  const now = typeof value === "string" ? first.day : differenceOf(series)(first.value, last.value);
  return now !== undefined && isSame(now, value) ? undefined : String(now);
}

/** The signal that a reference names; undefined where there is none. */
function outcomeOf(ref: string, signals: Signals): Outcome | undefined {
  const [subject = "", quantity = "", name = ""] = ref.split(".");
  const [first = "", second] = subject.split("+");
  try {
    return second === undefined
      ? signals.read(subject, quantity, name)
      : signals.readPair(first, second, name);
  } catch {
    return undefined;
  }
}

function isSame(one: number | string, other: number | string): boolean {
  if (typeof one === "string" || typeof other === "string") return one === other;
  return Math.abs(one - other) <= TOLERANCE * Math.max(1, Math.abs(one));
}
