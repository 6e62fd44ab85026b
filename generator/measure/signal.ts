import type { Day, Instant, TimeOfDay } from "../base/day.ts";
import type { QuantityClass } from "../publication/quantities.ts";

/** A stretch of one series that a signal was computed from, as known at the cut-off. */
export interface Input {
  readonly series: string;
  readonly from: Day;
  readonly to: Day;
  readonly count: number;
  /** Id of another series: only the periods that it has as well were used. */
  readonly common?: string;
  /** Digest over the days and values of every observation used, in order; changes when any of them changes. */
  readonly digest: string;
}

/** What a signal's value is: a number, a day, or a UTC time of day. */
export type SignalType = "number" | "date" | "time";

/** One value computed from observations as of the edition. */
export interface Signal {
  /** `<subject>.<quantity>.<name>`, for a pair `<first>+<second>.<quantity>.<name>`. */
  readonly ref: string;
  readonly subject: string;
  /** `returns` for a pair. */
  readonly quantity: string;
  readonly name: string;
  /** A finite number; a day for the unit `date`, a time of day for the unit `time`. */
  readonly value: number | Day | TimeOfDay;
  /** Id of a unit: how the value is counted, printed, and what a figure of the text is held to. */
  readonly unit: string;
  readonly decimals: number;
  /** The last period the value describes. */
  readonly day: Day;
  /** When the youngest observation used became public. */
  readonly public: Instant;
  readonly inputs: readonly Input[];
  /** Id of the measure and its parameters (`{ window: 14 }`), for the methodology page. */
  readonly method: string;
  readonly parameters: Readonly<Record<string, number>>;
}

/**
 * Why a signal could not be computed. `gap`: more periods in a row are missing than the series allows. `undefined`: the
 * formula has no finite value for these observations, as with a division by zero or a logarithm of zero.
 */
export interface Unavailable {
  readonly ref: string;
  readonly reason: "no-series" | "no-data" | "stale" | "short" | "constant" | "gap" | "undefined";
  /** Observations there are and observations needed, for `short`. */
  readonly have?: number;
  readonly need?: number;
}

export type Outcome =
  | { readonly ok: true; readonly signal: Signal }
  | { readonly ok: false; readonly why: Unavailable };

/** A declared signal: what a template or a rule may name. */
export interface SignalDeclaration {
  readonly name: string;
  readonly type: SignalType;
  readonly classes: readonly QuantityClass[];
  /** Id of the measure that computes it. */
  readonly method: string;
  readonly parameters: Readonly<Record<string, number>>;
}

/** The signals of one edition, computed when asked for and kept. */
export interface Signals {
  /** The signal of one subject's quantity. */
  read(subject: string, quantity: string, name: string): Outcome;
  /** The signal of two subjects' returns, such as `correlation30`. */
  readPair(first: string, second: string, name: string): Outcome;
  /** Digest of every value read so far, for the hash of the edition's inputs. */
  digest(): string;
}

/** What is left of an outcome where only the value matters; every `Outcome` is one. */
export type ValueOutcome =
  | { readonly ok: true; readonly signal: Pick<Signal, "value"> }
  | { readonly ok: false };

/** Signals of which only the values are asked for; every `Signals` is one. */
export interface SignalValues {
  read(subject: string, quantity: string, name: string): ValueOutcome;
  readPair(first: string, second: string, name: string): ValueOutcome;
}
