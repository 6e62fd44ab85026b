import type { Series } from "../publication/catalogue.ts";
import type { Computed, Measure, Output, PairMeasure } from "./definition.ts";
import type { Instant, Day } from "../base/day.ts";
import type { InputLog } from "./input-log.ts";
import { lacking, type Lacking, type Stretch } from "./reading.ts";
import type { Input, Outcome } from "./signal.ts";

/** Whose signal it is: a subject's quantity, or the returns of two. */
export interface Owner {
  readonly subject: string;
  readonly quantity: string;
}

/** One output of what a measure computed. */
export interface OutputResult {
  readonly ref: string;
  readonly owner: Owner;
  readonly measure: Measure | PairMeasure;
  readonly output: Output;
  readonly computed: Computed;
  /** The series that decides unit and decimals; undefined only where nothing was computed. */
  readonly series: Series | undefined;
  /** What the measure has read, once for all its outputs. */
  readonly read: () => ReadValues;
}

/** The stretches that a measure has read, with the last day that they describe and the instant at which all was public. */
interface ReadValues {
  readonly inputs: readonly Input[];
  readonly day: Day;
  readonly public: Instant;
}

/** Enters what a measure has read. */
export function readBy(used: readonly Stretch[], log: InputLog): ReadValues {
  const entries = used.map((stretch) => log.enter(stretch));
  let day = "";
  let published = -Infinity;
  for (const entry of entries) {
    if (entry.input.to > day) day = entry.input.to;
    published = Math.max(published, entry.public);
  }
  return { inputs: entries.map(({ input }) => input), day, public: published };
}

/** Makes a signal of a value that was found, or says why there is none. No number that is not finite passes. */
export function outcomeOf(result: OutputResult): Outcome {
  const { computed, ref, series } = result;
  if (!computed.ok) return unavailable(ref, computed);
  const value = computed.values[result.output.name];
  if (series === undefined || value === undefined) throw new Error(`${ref} was not computed`);
  if (typeof value === "number" && !Number.isFinite(value)) {
    return unavailable(ref, lacking("undefined"));
  }
  return signalOf(result, series, value === 0 ? 0 : value);
}

function signalOf(
  { ref, owner, measure, output, read }: OutputResult,
  series: Series,
  value: number | string,
): Outcome {
  return {
    ok: true,
    signal: {
      ref,
      subject: owner.subject,
      quantity: owner.quantity,
      name: output.name,
      value,
      unit: output.unit(series),
      decimals: output.decimals(series),
      ...read(),
      method: measure.method,
      parameters: measure.parameters,
    },
  };
}

function unavailable(ref: string, { reason, have, need }: Lacking): Outcome {
  return {
    ok: false,
    why: {
      ref,
      reason,
      ...(have === undefined ? {} : { have }),
      ...(need === undefined ? {} : { need }),
    },
  };
}
