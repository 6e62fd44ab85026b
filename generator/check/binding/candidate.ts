import type { Day } from "../../base/day.ts";
import type { Line } from "./almanac.ts";

/** One thing that a figure may say, with what the store says of it. */
export interface Candidate {
  /** Such as `level`, `change`, `average`: what of the series it is. */
  readonly statistic: string;
  readonly subjects: readonly string[];
  readonly series: string;
  readonly day: Day;
  /** Where a change or sum begins. */
  readonly from?: Day;
  /** Periods of the series that it spans. */
  readonly window?: number;
  /** In whole units as the figure counts them, signed. */
  readonly value: number;
  /** Its sign is a direction that a verb may take in place of a sign. */
  readonly isDirected: boolean;
  /** Any value between is as true: a price while it traded. */
  readonly range?: { readonly low: number; readonly high: number };
  /** The figure counts something else than the series: it is wrong where its size is this value, and says nothing else. */
  readonly isOtherUnit?: boolean;
  /** It can make the figure right, and never wrong: the text leaves open what it means. */
  readonly isSoft: boolean;
}

type Given = Pick<Candidate, "statistic" | "value"> & Partial<Candidate>;

/** What a series says at one of its periods. */
export function candidateOf(line: Line, at: number, given: Given): Candidate {
  return {
    subjects: [line.subject],
    series: `${line.subject}.${line.quantity}`,
    day: line.days[at] ?? line.days[line.last]!,
    isDirected: false,
    isSoft: false,
    ...given,
  };
}
