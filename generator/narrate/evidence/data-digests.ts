import { dayFromNumber } from "../../base/day.ts";
import { digest } from "../../base/digest.ts";
import type { Catalogue } from "../../publication/catalogue.ts";
import { cutoffOf } from "../edition.ts";
import type { Narrative } from "../narrative.ts";
import { storedOf } from "../../store/archive.ts";
import type { Past } from "./past.ts";
import { isRead } from "./pool.ts";

/** Digests of the data at the start of each month and at the last day, so that a late value costs a month and not all. */
export interface DataDigests {
  readonly days: readonly number[];
  /** By series id, or the id of a bindable with data of its own; one digest a day of `days`. */
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
  const views = instants.map((instant) => past.view(instant));
  const stored = [...past.catalogue.series.values()].filter(
    ({ id, derive }) => !derive && names.has(id),
  );
  return {
    days,
    digests: {
      ...Object.fromEntries(stored.map(({ id }) => [id, past.fingerprints(id, instants)])),
      ...Object.fromEntries(
        [...past.bindables.values()].flatMap((bindable) =>
          bindable.data && names.has(bindable.id)
            ? [[bindable.id, views.map((view) => digest(bindable.data?.(view) ?? ""))]]
            : [],
        ),
      ),
    },
  };
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

/** What a narrative may read: every stored series of the subjects it can bind, through derivations, and what else it is about. */
export function readBy(narrative: Narrative, catalogue: Catalogue): string[] {
  const names = new Set<string>();
  for (const binding of narrative.bindings.values()) {
    if (binding.bindable.data) names.add(binding.bindable.id);
    const subjects = new Set(
      binding
        .subjects?.(catalogue)
        .filter((subject) => isRead(subject, catalogue))
        .map(({ id }) => id),
    );
    for (const id of catalogue.series.keys()) {
      if (!subjects.has(id.slice(0, id.indexOf(".")))) continue;
      for (const each of storedOf(id, catalogue)) names.add(each);
    }
  }
  return [...names].sort();
}
