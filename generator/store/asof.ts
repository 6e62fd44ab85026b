import type { Day, Instant } from "../base/day.ts";
import type { Settlement } from "./settlement.ts";
import type { Catalogue, Claim } from "../publication/catalogue.ts";
import type { Announcement } from "../publication/events/event.ts";
import type { Headline } from "../publication/feeds.ts";

/** One series as it was known at an instant: one value a period, oldest first, the latest revision public by then. */
export interface History {
  readonly series: string;
  /** The period each value describes: a UTC day or a session. Ascending, without repeats. */
  readonly days: readonly Day[];
  readonly values: Float64Array;
  /** When each value became public, in milliseconds since the epoch; never after the view's instant. */
  readonly publics: Float64Array;
  readonly revisions: Uint16Array;
}

/** What was known at one instant. Everything downstream of the store reads through this, today's edition and a backtest alike. */
export interface AsOfView {
  readonly instant: Instant;
  /** What came to us after it is left out; undefined where all counts that was public by the instant. */
  readonly arrived?: Instant;
  readonly catalogue: Catalogue;
  /** The history of a declared series; empty where nothing was public yet. Throws for an undeclared id. */
  history(series: string): History;
  /** Claims seen by then, oldest first. */
  claims(): readonly Claim[];
  /** Scheduled events of the week before and the three weeks after, as they were known by then, in their order. */
  events(): readonly Announcement[];
  /** What feeds of news reported in the week before, as it was worded by then, newest first. */
  headlines(): readonly Headline[];
  /** What people decided where sources disagree, whenever they did: it says nothing of the data, and all of which of them stands. */
  settlements(): readonly Settlement[];
  /** How many periods of its calendar the series lags behind the newest that should have been public; Infinity when empty. */
  age(series: string): number;
  /** True when `age` exceeds the series' `staleAfter`. */
  isStale(series: string): boolean;
}
