import type { Day } from "../base/day.ts";
import { canonicalJson } from "../base/digest.ts";
import { hashOf, openedRow, type Actor, type StoredRow, type TrailEntry } from "./trail.ts";

/** What a person decided where two sources of a series disagree on a period: the value of its own source stands. */
export interface Settlement {
  readonly series: string;
  readonly day: Day;
  /** What the series' own source said when it was decided, and the second one. */
  readonly first: number;
  readonly second: number;
  readonly why: string;
  readonly by: Actor;
  /** ISO 8601 UTC. */
  readonly at: string;
}

/** Under this path the trail keeps settlements: they are of no article. */
export const SETTLEMENTS = "sources";

/** A settlement as the trail takes it, and the text that its row names. */
export function settlementEntry(settlement: Settlement): {
  readonly entry: TrailEntry;
  readonly named: string;
} {
  const { series, day, first, second, why, by, at } = settlement;
  const named = canonicalJson(settlement);
  const text = hashOf(named);
  const entry = {
    at,
    who: { id: by.id, name: by.name },
    path: SETTLEMENTS,
    action: "settle-sources",
    from: "disputed",
    to: "settled",
    why,
    text,
    markdown: text,
    facts: text,
    detail: { series, day, first, second },
  };
  return { entry, named };
}

/** The settlements that rows of the trail tell, oldest first. */
export function settlementsIn(rows: readonly StoredRow[]): Settlement[] {
  return rows.map(openedRow).map(({ detail, why = "", who: by, at }) => ({
    series: String(detail?.["series"]),
    day: String(detail?.["day"]),
    first: Number(detail?.["first"]),
    second: Number(detail?.["second"]),
    why,
    by,
    at,
  }));
}
