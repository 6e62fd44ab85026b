import { countBefore } from "../base/search.ts";
import { createHash } from "node:crypto";
import { dayNumber, type Instant } from "../base/day.ts";
import type { Columns } from "./columns.ts";

/**
 * What was stored of a series at each of the ascending instants, as one digest each: every revision that was public by then, with
 * its day, value and instant. Each digest continues the one before it, so two lists agree up to the first late or changed value.
 */
export function fingerprints(columns: Columns, instants: readonly Instant[]): string[] {
  const { days, values, publics, revisions } = columns;
  const windows: number[][] = instants.map(() => []);
  for (let at = 0; at < days.length; at++) {
    const window = firstNotBefore(instants, publics[at]!);
    windows[window]?.push(dayNumber(days[at]!), values[at]!, publics[at]!, revisions[at]!);
  }
  let before = "";
  return windows.map((rows) => {
    if (rows.length > 0 || before === "") {
      const hash = createHash("sha256").update(before).update(Float64Array.from(rows));
      before = hash.digest("hex").slice(0, 16);
    }
    return before;
  });
}

/** Position of the first instant that is not before `instant`; the length when all are. */
function firstNotBefore(instants: readonly Instant[], instant: Instant): number {
  return countBefore(instants.length, (at) => instants[at]! < instant);
}
