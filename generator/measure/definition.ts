import type { Day, Instant, TimeOfDay } from "../base/day.ts";
import type { Calendar } from "../publication/calendars/calendar.ts";
import type { Series } from "../publication/catalogue.ts";
import type { QuantityClass } from "../publication/quantities.ts";
import type { Settlement } from "../store/settlement.ts";
import type { CommonSessions } from "./common-sessions.ts";
import type { Lacking, Reading, Stretch } from "./reading.ts";
import type { SignalType } from "./signal.ts";

/** One signal that a measure gives: its name, and how its value is counted for a series. */
export interface Output {
  readonly name: string;
  readonly type: SignalType;
  /** Id of a unit. */
  unit(series: Series): string;
  decimals(series: Series): number;
}

/** What a measure found: a value for each of its outputs, and the stretches it read. */
export interface Found {
  readonly ok: true;
  readonly values: Readonly<Record<string, number | Day | TimeOfDay>>;
  readonly used: readonly Stretch[];
}

export type Computed = Found | Lacking;

/** What a measure may ask for besides the series that it is computed from. */
export interface Context {
  readonly instant: Instant;
  /** The sessions that closed hours are told by. */
  readonly market: Calendar | undefined;
  /** The series that was asked for, where the measure reads returns and so may be given the adjusted one. */
  printed(): Reading | Lacking;
  /** How many periods the series lags behind what should have been public, and whether that makes it out of date. */
  lag(): { readonly behind: number; readonly isStale: boolean };
  /** What people decided where sources disagree. */
  settlements(): readonly Settlement[];
  /** Another quantity of the same subject; undefined where none is declared. Throws for one that is not among the measure's `besides`. */
  sibling(quantity: string): Reading | Lacking | undefined;
}

/** A formula with its parameters and the signals it gives. One a file, listed in `built-in.ts` or in a plugin. */
export interface Measure {
  /** Id for the methodology page. */
  readonly method: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly classes: readonly QuantityClass[];
  /** `returns`: a close is read from the subject's adjusted series where it has one. */
  readonly reads: "values" | "returns";
  /** Other quantities of the subject that it may ask for; what the second source says of its own it may in any case. */
  readonly besides?: readonly string[];
  /** Computed of a series that is out of date as well, where other measures are not. */
  readonly readsStale?: true;
  readonly outputs: readonly Output[];
  compute(reading: Reading, context: Context): Computed;
}

/** What a pair measure may ask for besides the two series. */
export interface PairContext {
  /**
   * How many pairs could be made of the subjects that have prices: so many tests are made where each pair is tested. Throws where the measure
   * does not say `countsPairs`.
   */
  readonly pairs: number;
}

/** A formula over the common sessions of two series. */
export interface PairMeasure {
  readonly method: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** It reads how many pairs there are, so that another subject with prices changes what it gives. */
  readonly countsPairs?: true;
  readonly outputs: readonly Output[];
  compute(pair: CommonSessions, context: PairContext): Computed;
}

export function found(values: Found["values"], ...used: readonly Stretch[]): Found {
  return { ok: true, values, used };
}

/** A value in the unit and with the decimals of the series itself. */
export function own(name: string): Output {
  return {
    name,
    type: "number",
    unit: (series) => series.unit,
    decimals: (series) => series.decimals,
  };
}

/** A number of the periods that the series has values for: days, sessions, weeks, months or quarters. */
export function inPeriods(name: string): Output {
  return {
    name,
    type: "number",
    unit: ({ calendar }) => `${calendar.period}s` as const,
    decimals: () => 0,
  };
}

/** A value in the same unit and decimals for every series. */
export function fixed(name: string, unit: string, decimals: number): Output {
  return { name, type: "number", unit: () => unit, decimals: () => decimals };
}

export function date(name: string): Output {
  return { name, type: "date", unit: () => "date", decimals: () => 0 };
}

export function time(name: string): Output {
  return { name, type: "time", unit: () => "time", decimals: () => 0 };
}
