import { weakMemoize } from "../base/memo.ts";
import { startOfDay, type Day } from "../base/day.ts";
import type { Series } from "../publication/catalogue.ts";
import type { Columns } from "./columns.ts";

/**
 * Columns as readers saw their values up to a period: what came to us after a split of the shares that was still to come then is adjusted
 * for it, and stands here in the shares of that period. What came before the split was of these, and stays as it is.
 * @param newest the newest period that was known.
 */
export function beforeLaterSplits(
  columns: Columns,
  { splits = {} }: Pick<Series, "splits">,
  newest: Day | undefined,
): Columns {
  const later = Object.entries(splits).filter(([day]) => newest !== undefined && day > newest);
  return later.length === 0 ? columns : rebased(columns)(later);
}

type Split = readonly [day: string, newForOld: number];

/** By the columns and the splits, so that who walks from day to day gets windows on the same values. */
const rebased = weakMemoize((columns: Columns) => {
  const found = new Map<string, Columns>();
  return (splits: readonly Split[]): Columns => {
    const key = splits.join(" ");
    let rebuilt = found.get(key);
    if (rebuilt === undefined) {
      const values = columns.values.map((value, at) =>
        splits.reduce(
          (sofar, [day, newForOld]) =>
            columns.arrivals[at]! >= startOfDay(day) ? sofar * newForOld : sofar,
          value,
        ),
      );
      found.set(key, (rebuilt = { ...columns, values }));
    }
    return rebuilt;
  };
});
