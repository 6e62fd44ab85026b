import { dayFromNumber, dayNumber, DAY_MS, dayOf, type Instant } from "../../base/day.ts";
import { digest } from "../../base/digest.ts";
import { cutoffOf } from "../edition.ts";
import type { Bindable } from "../bindable/bindable.ts";
import type { Past } from "./past.ts";
import { statedParts } from "./reads.ts";

/** Digests of the data at the start of each month and at the last day, so that a late value costs a month and not all. */
export interface DataDigests {
  readonly days: readonly number[];
  /** By series id, or the name of what a binding is stated by; one digest a day of `days`, which agree up to the first difference. */
  readonly digests: Readonly<Record<string, readonly string[]>>;
}

/** The first day of each month after `from`, and `to`. */
export function digestDays(from: number, to: number): number[] {
  const days: number[] = [];
  let month = dayFromNumber(from).slice(0, 7);
  for (let day = from + 1; day < to; day++) {
    const its = dayFromNumber(day).slice(0, 7);
    if (its !== month) days.push(day);
    month = its;
  }
  return [...days, to];
}

/** The digests of what is named among the stored series and all else that rules can be about, at the cut-offs of these days. */
export function digestData(
  past: Past,
  days: readonly number[],
  names: ReadonlySet<string>,
): DataDigests {
  const instants = days.map((day) => cutoffOf(dayFromNumber(day), past.cutoff));
  const digests = [...names].flatMap((name): [string, readonly string[]][] => {
    const parts = statedParts(name);
    if (!parts) {
      const series = past.catalogue.series.get(name);
      return series && !series.derive ? [[name, past.fingerprints(name, instants)]] : [];
    }
    const bindable = past.bindables.get(parts[0]);
    return bindable ? [[name, digestsOfStated(bindable, parts[1], past, instants)]] : [];
  });
  return { days, digests: Object.fromEntries(digests) };
}

/** Longer than the first mark lies behind the first day that is looked at, as `digestDays` sets it. */
const BEFORE_FIRST_DAYS = 31;

/** The digests of what is known of what a binding stands for, at each of the ascending instants; each continues the one before it. */
function digestsOfStated(
  bindable: Bindable,
  key: string,
  past: Past,
  instants: readonly Instant[],
): string[] {
  const known = (after: Instant, until: Instant): unknown => {
    if (bindable.stated) return bindable.stated(past.stated(after, until), key, past.catalogue);
    const from = Math.max(after, until - BEFORE_FIRST_DAYS * DAY_MS);
    const days = daysAfter(dayOf(from), dayOf(until));
    return days.map((day) => bindable.data?.(past.view(cutoffOf(day, past.cutoff))));
  };
  let before = "";
  return instants.map((instant, at) => {
    const told = JSON.stringify(known(instants[at - 1] ?? -Infinity, instant));
    return (before = digest(`${before} ${told}`));
  });
}

function daysAfter(from: string, to: string): string[] {
  const [first, last] = [dayNumber(from) + 1, dayNumber(to)];
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) =>
    dayFromNumber(first + at),
  );
}

/** The last marked day up to which the data of all these names are the same in both; undefined where there is none. */
export function agreedUntil(
  before: DataDigests,
  now: DataDigests,
  names: Iterable<string>,
): number | undefined {
  let count = before.days.length;
  for (const name of names) {
    const [then = [], today = []] = [before.digests[name], now.digests[name]];
    let same = 0;
    while (same < count && then[same] !== undefined && then[same] === today[same]) same++;
    count = same;
  }
  return before.days[count - 1];
}
