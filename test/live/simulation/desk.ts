import type { Day } from "../../../generator/base/day.ts";
import { answeredRows, faultAt, type Fault } from "./faults.ts";
import { FEEDS, newestDue, periodsUntil, truthOf, type Feed, type Poll } from "./feeds.ts";

/** What became of one value. */
export interface Had {
  readonly series: string;
  readonly day: Day;
  readonly value: number;
}

/** What a series is known to be of a day. */
type Known = Map<Day, number>;

/**
 * A desk that sees through every fault: it knows of each answer which of its figures are true or were first told so, and no more than
 * has come.
 */
export class PerfectDesk {
  /** What has come in answers that can be relied on, as last told. */
  readonly known = new Map<string, Known>();
  /** Figures that are true, whatever answer they stood in. */
  readonly seen = new Map<string, Map<Day, Set<number>>>();
  /** Revisions of each value that has come. */
  readonly revised = new Map<string, number>();
  /** What was told until the last poll of values that it revised: the poll of an edition comes after its cut-off. */
  #before = new Map<string, number>();
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    this.faults = faults;
  }

  /** Takes in what every feed answers at a poll; gives the revisions that came with it. */
  hear(poll: Poll): (Had & { readonly before: number })[] {
    const revised = FEEDS.flatMap((feed) => this.#hearFeed(feed, poll));
    this.#before = new Map(revised.map(({ series, day, before }) => [`${series} ${day}`, before]));
    return revised;
  }

  /** What an edition may print of a series and a day, which had come at its cut-off or was told for the first time since. */
  printable(series: string, day: Day): number | undefined {
    const [seen] = this.seen.get(series)?.get(day) ?? [];
    return this.#before.get(`${series} ${day}`) ?? this.known.get(series)?.get(day) ?? seen;
  }

  #hearFeed(feed: Feed, poll: Poll): (Had & { readonly before: number })[] {
    const fault = faultAt(this.faults, feed, poll);
    if (fault?.kind.instead !== undefined) return [];
    const due = newestDue(feed, poll);
    const rows = answeredRows(feed, poll, fault).filter(({ date = "" }) => date <= due);
    const truth = new Map(truthOf(feed.file).map((row) => [row["date"]!, row]));
    const revised: (Had & { before: number })[] = [];
    for (const [column, series] of Object.entries(feed.columns)) {
      const known = this.known.get(series) ?? new Map<Day, number>();
      const seen = this.seen.get(series) ?? new Map<Day, Set<number>>();
      this.known.set(series, known);
      this.seen.set(series, seen);
      for (const row of rows) {
        const [day, cell] = [row["date"]!, row[column] ?? ""];
        if (cell === "") continue;
        const value = Number(cell);
        const isHonest = fault?.kind.honest?.(day, rows, fault) ?? true;
        if (isHonest || cell === truth.get(day)?.[column])
          seen.set(day, (seen.get(day) ?? new Set()).add(value));
        if (!isHonest) continue;
        const before = known.get(day);
        if (before !== undefined && before !== value) {
          const key = `${series} ${day}`;
          this.revised.set(key, (this.revised.get(key) ?? 0) + 1);
          revised.push({ series, day, value, before });
        }
        known.set(day, value);
      }
    }
    return revised;
  }

  /** How many periods a series is behind what a provider without fault would have told by then. */
  behind(feed: Feed, series: string, poll: Poll): number {
    const last = [...(this.known.get(series)?.keys() ?? [])].reduce((a, b) => (a > b ? a : b), "");
    return periodsUntil(feed, newestDue(feed, poll)).filter((day) => day > last).length;
  }
}
