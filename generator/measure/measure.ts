import type { AsOfView } from "../gather/asof.ts";
import type { Quantity, Series } from "../gather/catalogue.ts";
import { commonSessions } from "./common-sessions.ts";
import { MEASURES, PAIR_MEASURES } from "./declarations.ts";
import type { Computed, Measure, PairMeasure } from "./definition.ts";
import { inputLog } from "./input-log.ts";
import { outcomeOf, type Owner } from "./outcome.ts";
import { classOf } from "./quantity-class.ts";
import { lacking } from "./reading.ts";
import { readingsOf, type Readings } from "./readings.ts";
import type { Outcome, Signals } from "./signal.ts";

const BY_NAME = byName(MEASURES);
const PAIRS_BY_NAME = byName(PAIR_MEASURES);

/** What a measure gave, and for which series. */
interface Result {
  readonly measure: Measure | PairMeasure;
  readonly computed: Computed;
  readonly series: Series | undefined;
}

/**
 * The signals of what was known at one instant. Each is computed when it is first asked for, from the view alone, and kept; what
 * cannot be computed says why. Throws only for a name that is not declared for the quantity, which loading a template rules out.
 */
export function measure(view: AsOfView): Signals {
  const readings = readingsOf(view);
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
      recall({ subject, quantity: quantity as Quantity }, name, () =>
        computeOne(view, readings, subject, quantity as Quantity, named(BY_NAME, name)),
      ),
    readPair: (first, second, name) =>
      recall({ subject: `${first}+${second}`, quantity: "returns" }, name, () =>
        computePair(readings, first, second, named(PAIRS_BY_NAME, name)),
      ),
    inputs: () => log.inputs(),
  };
}

function computeOne(
  view: AsOfView,
  readings: Readings,
  subject: string,
  quantity: Quantity,
  measure: Measure,
): Result {
  const series = view.catalogue.series.get(`${subject}.${quantity}`);
  if (!measure.classes.includes(classOf(quantity))) {
    throw new Error(`${measure.method} is not declared for ${quantity}`);
  }
  const printed = (): ReturnType<Readings["of"]> => readings.of(subject, quantity);
  const reading = measure.reads === "returns" ? readings.returnsOf(subject, quantity) : printed();
  if (!series || !reading) return { measure, computed: lacking("no-series"), series };
  const computed = reading.ok
    ? measure.compute(reading, {
        instant: view.instant,
        printed: () => printed() ?? lacking("no-series"),
        sibling: (other) => readings.of(subject, other),
      })
    : reading;
  return { measure, computed, series };
}

function computePair(
  readings: Readings,
  first: string,
  second: string,
  measure: PairMeasure,
): Result {
  const one = readings.returnsOf(first, "close") ?? lacking("no-series");
  const other = readings.returnsOf(second, "close") ?? lacking("no-series");
  if (!one.ok) return { measure, computed: one, series: undefined };
  if (!other.ok) return { measure, computed: other, series: undefined };
  return { measure, computed: measure.compute(commonSessions(one, other)), series: one.series };
}

function byName<M extends Measure | PairMeasure>(measures: readonly M[]): ReadonlyMap<string, M> {
  return new Map(
    measures.flatMap((measure) => measure.outputs.map(({ name }) => [name, measure] as const)),
  );
}

function named<M>(measures: ReadonlyMap<string, M>, name: string): M {
  const measure = measures.get(name);
  if (measure === undefined) throw new Error(`no signal is called ${name}`);
  return measure;
}
