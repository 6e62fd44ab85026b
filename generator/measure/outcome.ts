import type { Series } from "../publication/catalogue.ts";
import type { Computed, Found, Measure, Output, PairMeasure } from "./definition.ts";
import type { InputLog } from "./input-log.ts";
import { lacking, type Lacking } from "./reading.ts";
import type { Outcome } from "./signal.ts";

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
}

/** Makes a signal of a value that was found, or says why there is none. No number that is not finite passes. */
export function outcomeOf(result: OutputResult, log: InputLog): Outcome {
  const { computed, ref, series } = result;
  if (!computed.ok) return unavailable(ref, computed);
  const value = computed.values[result.output.name];
  if (series === undefined || value === undefined) throw new Error(`${ref} was not computed`);
  if (typeof value === "number" && !Number.isFinite(value)) {
    return unavailable(ref, lacking("undefined"));
  }
  return signalOf(result, computed, series, value === 0 ? 0 : value, log);
}

function signalOf(
  { ref, owner, measure, output }: OutputResult,
  found: Found,
  series: Series,
  value: number | string,
  log: InputLog,
): Outcome {
  const entries = found.used.map((stretch) => log.enter(stretch));
  let day = "";
  let published = -Infinity;
  for (const entry of entries) {
    if (entry.input.to > day) day = entry.input.to;
    published = Math.max(published, entry.public);
  }
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
      day,
      public: published,
      inputs: entries.map((entry) => entry.input),
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
