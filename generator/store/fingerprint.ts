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
  const windowOf = new Int32Array(days.length);
  const sizes = new Int32Array(instants.length + 1);
  for (let at = 0; at < days.length; at++) {
    windowOf[at] = firstNotBefore(instants, publics[at]!);
    sizes[windowOf[at]!]! += ROW;
  }
  const windows = instants.map((_, at) => new Float64Array(sizes[at]!));
  const filled = new Int32Array(instants.length);
  for (let at = 0; at < days.length; at++) {
    const window = windowOf[at]!;
    const rows = windows[window];
    if (!rows) continue;
    const to = filled[window]!;
    rows[to] = dayNumber(days[at]!);
    rows[to + 1] = values[at]!;
    rows[to + 2] = publics[at]!;
    rows[to + 3] = revisions[at]!;
    filled[window] = to + ROW;
  }
  let before = "";
  return windows.map((rows) => {
    if (rows.length > 0 || before === "") {
      const hash = createHash("sha256").update(before).update(rows);
      before = hash.digest("hex").slice(0, 16);
    }
    return before;
  });
}

/** Numbers of one row: its day, value, instant and revision. */
const ROW = 4;

/** Position of the first instant that is not before `instant`; the length when all are. */
function firstNotBefore(instants: readonly Instant[], instant: Instant): number {
  return countBefore(instants.length, (at) => instants[at]! < instant);
}
