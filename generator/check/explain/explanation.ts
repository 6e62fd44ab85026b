import type { Fact } from "../../articles/facts.ts";
import type { Attribution } from "../../narrate/bindable/bindable.ts";
import type { Source } from "../../publication/catalogue.ts";
import type { UsedObservation } from "../../measure/input.ts";
import type { Input } from "../../measure/signal.ts";

/** One value behind a figure, as known at the edition's cut-off. */
export interface ExplainedObservation extends UsedObservation {
  /** 0 for the first print of the day's value, 1 for its first correction, and so on. */
  readonly revision: number;
}

/** One stretch of observations behind a figure. */
export interface ExplainedInput {
  readonly input: Input;
  /** The series' title; undefined where it is no longer declared. */
  readonly title: string | undefined;
  readonly unit: string | undefined;
  /** False when the store now gives other values for the stretch. */
  readonly unchanged: boolean;
  readonly observations: readonly ExplainedObservation[];
}

/** Where one figure of an article comes from. */
export interface ExplainedFigure {
  readonly figure: string;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
  /** Absent for a figure that no fact stands for. */
  readonly fact?: Fact;
  readonly sources: readonly Source[];
  /** Who stated it, where it is not computed. */
  readonly said?: Attribution;
  readonly inputs: readonly ExplainedInput[];
}

export interface Explanation {
  readonly file: string;
  /** ISO 8601 UTC. */
  readonly cutoff: string;
  readonly figures: readonly ExplainedFigure[];
}
