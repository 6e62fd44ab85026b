import type { Day } from "../../base/day.ts";

/**
 * What the record of a rule at one horizon amounts to. `none`: no episode with a known outcome; `few`: under ten, so that no rate is
 * given; `small`: under thirty; `no-difference`: nothing tells the outcomes from those of all days; `tendency`: the difference
 * survives the correction for all rules tested.
 */
export type Verdict = "none" | "few" | "small" | "no-difference" | "tendency";

/** A value with its 95% interval. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** The figures of a record of ten episodes or more. Rates are percentages, 0 to 100. */
export interface Rates {
  /** Share of the episodes after which the target moved the rule's way, with Wilson's interval. */
  readonly hitRate: Interval;
  /** The same share over every period of the target in the same stretch. */
  readonly baseRate: number;
  /** Hit rate minus base rate in percentage points, with its block-bootstrap interval. */
  readonly difference: Interval;
  /** Of the target's moves after the episodes, in the unit of its changes (percent for prices). */
  readonly median: number;
  readonly lowerQuartile: number;
  readonly upperQuartile: number;
  /** Two-sided probability of so great a difference where there is none, 0 to 1. */
  readonly p: number;
  /** The same corrected for all rules and horizons tested (Benjamini–Hochberg), 0 to 1. */
  readonly adjustedP: number;
}

/** What followed one episode. */
export interface PastCase {
  /** The target's newest period as the episode began, and the one at the horizon. */
  readonly day: Day;
  readonly until: Day;
  /** Of the target between the two, in the unit of its changes. */
  readonly change: number;
}

/** The days in a row, or nearly, on which a rule holds at the newest period. */
export interface Spell {
  /** Whether it begins with that period: then it is a case of the kind that the record counts. */
  readonly isNew: boolean;
  /** Whether days of it have a known outcome. */
  readonly hasCases: boolean;
}

/** What followed the episodes of a rule at one horizon. */
export interface HorizonEvidence {
  /** Periods of the target's own calendar. */
  readonly horizon: number;
  /** Episodes with a known outcome; overlapping ones count once. */
  readonly episodes: number;
  /** Of them, those after which the target moved the rule's way. */
  readonly hits: number;
  /**
   * The last days of the rule with a known outcome, three at most, a horizon or more apart, the earliest first; of the spell that goes on
   * there are none, since it is no precedent of itself.
   */
  readonly latest: readonly PastCase[];
  readonly spell: Spell;
  readonly verdict: Verdict;
  /** Undefined under ten episodes. */
  readonly rates: Rates | undefined;
}

/** What happened after a rule held, for one narrative and the subjects bound, as known at an edition's cut-off. */
export interface Evidence {
  readonly narrative: string;
  /** Ids of the subjects bound, or of the pools of those that are of a list, in the order of `for:`; what is no single subject does not count. */
  readonly subjects: readonly string[];
  /** Where the record is that of several subjects of one list: of which kind they are, how many, and the targets of those that were read. */
  readonly pool?: {
    readonly kind: string;
    readonly size: number;
    readonly series: readonly string[];
  };
  /** The series whose moves are counted, or the first of several: adjusted prices in place of closes where there are any. */
  readonly series: string;
  /** The subject of that series, or the pool. */
  readonly target: string;
  /** Name of its calendar. */
  readonly calendar: string;
  /** The way that counts as a hit: `down` for a bearish narrative, else `up`. */
  readonly direction: "up" | "down";
  /** The target's period at which the rule could first be evaluated, and its newest one. */
  readonly from: Day;
  readonly to: Day;
  /** Days on which the rule held, and the last of them. */
  readonly daysHeld: number;
  readonly lastHeld: Day | undefined;
  /** Share of the target's periods in that stretch on which the rule held, 0 to 1. */
  readonly share: number;
  readonly horizons: readonly HorizonEvidence[];
}

/** The evidence for every rule that has a target, at one cut-off. */
export interface EvidenceBook {
  /** By `evidenceKey`; undefined for a narrative without a target, or a rule that could never be evaluated. */
  of(key: string): Evidence | undefined;
  /** All of it, in the order of the narratives. */
  all(): readonly Evidence[];
  /** How many tests the p values are corrected for: every rule, binding and horizon with ten episodes or more. */
  readonly tests: number;
}
