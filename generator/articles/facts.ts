import type { StatementOrigin } from "../narrate/bindable/bindable.ts";
import type { Input } from "../measure/signal.ts";

/** One number as printed, with all that it takes to compute it again. */
export interface Fact {
  /** `f1`, `f2`, … in the order of the text. */
  readonly id: string;
  /** Exactly as printed, such as `$97,032`, `2.1%`, `14`, `May 7`, `six`. */
  readonly text: string;
  /** The exact value, signed, in `unit`; an ISO date for `date`, `HH:MM` for `time`. */
  readonly value: number | string;
  /** Id of a unit. */
  readonly unit: string;
  /** Decimals of the printed value, in the magnitude printed. */
  readonly decimals: number;
  /** 1e6 for a value printed in millions, and so on; 1 otherwise. */
  readonly magnitude: number;
  /**
   * Which way the value points when the text prints its size without a sign ("fell 2.1%"):
   * the sentence's direction word must agree. `none` for a figure that has no direction.
   */
  readonly direction: "up" | "down" | "flat" | "none";
  /** Subject ids the figure is about; empty for a constant of the method. */
  readonly subjects: readonly string[];
  /** `signal`: computed; `claim`: reported by a third party; `event`, `headline`: when something is or was published; `parameter`: a constant of a method or scale; `edition`: the edition's own date and time. */
  readonly origin: "signal" | StatementOrigin | "parameter" | "edition";
  /** What it is: `btc.close.change1`, `claim:<id>.level`, `parameter:rsi14.window`, `scale:rsi.overbought`. */
  readonly ref: string;
  /** The day the value describes. */
  readonly day?: string;
  /** A series behind it was behind its calendar at the cut-off; left out where none was. */
  readonly late?: boolean;
  /** When it became public, ISO 8601 UTC. */
  readonly public?: string;
  /** Source ids. */
  readonly sources: readonly string[];
  readonly method?: string;
  readonly parameters?: Readonly<Record<string, number>>;
  readonly inputs: readonly Input[];
}

/** Method of what followed a past case of a rule: the change between the two ends of its one input. */
export const PAST_CASE = "past-case";

/** Whether somebody stated the value: it is not computed. */
export function isStated({ origin }: Pick<Fact, "origin">): boolean {
  return origin === "claim" || origin === "event" || origin === "headline";
}

/** Whether the value is computed or stated, and no constant of a method or of the edition. */
export function isOfData(fact: Pick<Fact, "origin">): boolean {
  return fact.origin === "signal" || isStated(fact);
}

/** One sentence that prints facts: its digest with the figures blanked out, and the facts in order. */
export interface FactSentence {
  /** `skeletonDigest` of the sentence. */
  readonly skeleton: string;
  readonly facts: readonly string[];
  /** An editor chose it of what the program could say besides. */
  readonly chosen?: true;
}

/** A title of news as it was reported, with the address to which it leads. */
export interface QuotedHeadline {
  /** Of the headline. */
  readonly id: string;
  readonly title: string;
  readonly url: string;
}

/** What lies beside an article as `<slug>.facts.json`. */
export interface FactsFile {
  readonly version: 1;
  readonly edition: string;
  /** ISO 8601 UTC. */
  readonly cutoff: string;
  readonly story: string;
  /** Same as the article's front matter. */
  readonly inputs: string;
  /** Names that contain digits and are no figures: "S&P 500", "Russell 2000". */
  readonly names: readonly string[];
  /** Names by which each subject may be called, by subject id. */
  readonly subjects: Readonly<Record<string, readonly string[]>>;
  readonly facts: readonly Fact[];
  readonly sentences: readonly FactSentence[];
  /** Digests of the generated sentences that print no fact, as `skeleton` is; any other sentence is a person's. */
  readonly plain?: readonly string[];
  /** The disclosure that the article has to carry. */
  readonly disclosure?: string;
  /** Series printed from whose newest values a second source contests, beyond the tolerance; left out where there are none. */
  readonly disputes?: readonly string[];
  /** Addresses that the generated text links to: they source its figures, and no figure that is written in later. */
  readonly links?: readonly string[];
  /** Titles of news that the text quotes, as they were reported; left out where there are none. */
  readonly headlines?: readonly QuotedHeadline[];
  /** Narratives printed, in order, with the subjects bound. */
  readonly findings: readonly {
    readonly narrative: string;
    readonly bindings: Readonly<Record<string, string>>;
    readonly salience: number;
    readonly chosen?: true;
  }[];
}
