import { secondIdOf, type Series } from "../../publication/catalogue.ts";

/**
 * Places from which series come, in groups that must be gathered in one run: series of one group bear witness of each other there, as companions or
 * as second sources.
 * @param placeOf where a series comes from, undefined for one that is not gathered.
 */
export function witnessGroups(
  series: Iterable<Series>,
  placeOf: (series: Series) => string | undefined,
): string[][] {
  const gathered = new Map<string, Series>();
  for (const each of series) if (placeOf(each) !== undefined) gathered.set(each.id, each);
  const groups = new Map<string, Set<string>>();
  for (const each of gathered.values()) groups.set(placeOf(each)!, new Set([placeOf(each)!]));
  for (const each of gathered.values()) {
    for (const other of [...each.related, secondIdOf(each.id)]) {
      const its = gathered.get(other);
      if (!its) continue;
      const [one, two] = [groups.get(placeOf(each)!)!, groups.get(placeOf(its)!)!];
      if (one === two) continue;
      const [into, from] = one.size < two.size ? [two, one] : [one, two];
      for (const place of from) groups.set(place, into.add(place));
    }
  }
  return [...new Set(groups.values())].map((group) => [...group].toSorted()).toSorted();
}
