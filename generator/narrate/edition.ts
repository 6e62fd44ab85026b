import { type Day, startOfDay } from "../base/day.ts";
import type { AsOfView } from "../store/asof.ts";
import type { Signals } from "../measure/signal.ts";
import type { EvidenceBook } from "./evidence/evidence.ts";

/** The one day's publication and what was known at its cut-off. */
export interface Edition {
  readonly day: Day;
  readonly view: AsOfView;
  readonly signals: Signals;
  /** What followed each rule in the past; left out where nobody asks. */
  readonly evidence?: EvidenceBook;
  /** Tells of a finding of the edition before, by its key, what it was the same by; left out where nobody asks. */
  readonly before?: FindingsBefore;
}

/** What each finding of an edition was the same by, by its key; undefined of what it had not found. */
export type FindingsBefore = Pick<ReadonlyMap<string, string>, "get">;

/** Milliseconds of the edition's cut-off, `HH:MM` UTC on its day. */
export function cutoffOf(day: Day, time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return startOfDay(day) + (hours * 60 + minutes) * 60_000;
}
