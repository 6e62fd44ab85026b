import type { QuantityClass } from "../publication/quantities.ts";
import type { Measure, Output, PairMeasure } from "./definition.ts";
import type { SignalDeclaration } from "./signal.ts";

/** Everything that is measured, by the signals that it gives: each name is looked up, none is searched for. */
export interface Measures {
  /** Measures of one series, then those of pairs, as they were registered. */
  readonly all: readonly (Measure | PairMeasure)[];
  /** Of one series, by the name of each signal. */
  readonly bySignal: ReadonlyMap<string, Measure>;
  /** Of two subjects' returns, by the name of each signal. */
  readonly byPairSignal: ReadonlyMap<string, PairMeasure>;
  /** Every signal of one series that a template or a rule may name. */
  readonly signals: ReadonlyMap<string, SignalDeclaration>;
  /** Every signal of a pair that a template or a rule may name. */
  readonly pairSignals: ReadonlyMap<string, SignalDeclaration>;
  /** Of the measures that are no part of the program; changes when one of them may have. */
  readonly digest: string;
}

/** The part of the kit by which signals are computed. */
export interface MeasureKit {
  readonly measures: Measures;
}

const PAIR_CLASSES: readonly QuantityClass[] = ["price", "adjusted"];

/** Arranges measures for looking them up. @param digest of those that are no part of the program. */
export function measuresOf(
  measures: readonly Measure[],
  pairMeasures: readonly PairMeasure[],
  digest: string,
): Measures {
  return Object.freeze({
    all: [...measures, ...pairMeasures],
    bySignal: bySignal(measures, (measure) => measure),
    byPairSignal: bySignal(pairMeasures, (measure) => measure),
    signals: bySignal(measures, (measure, output) => declared(measure, output, measure.classes)),
    pairSignals: bySignal(pairMeasures, (measure, output) =>
      declared(measure, output, PAIR_CLASSES),
    ),
    digest,
  });
}

function bySignal<M extends Measure | PairMeasure, T>(
  measures: readonly M[],
  give: (measure: M, output: Output) => T,
): ReadonlyMap<string, T> {
  return new Map(
    measures.flatMap((measure) =>
      measure.outputs.map((output) => [output.name, give(measure, output)] as const),
    ),
  );
}

function declared(
  { method, parameters }: Measure | PairMeasure,
  { name, type }: Output,
  classes: readonly QuantityClass[],
): SignalDeclaration {
  return { name, type, classes, method, parameters };
}
