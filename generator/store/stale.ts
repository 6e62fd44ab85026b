import type { AsOfView } from "./asof.ts";
import type { Series } from "../publication/catalogue.ts";

const known = new WeakMap<AsOfView, readonly Series[]>();

/** The gathered series whose newest value is older than they allow, in the order of the catalogue; worked out once for a view. */
export function staleSeries(view: AsOfView): readonly Series[] {
  let stale = known.get(view);
  if (!stale) {
    stale = [...view.catalogue.series.values()].filter(
      (series) => !series.derive && !series.secondOf && view.isStale(series.id),
    );
    known.set(view, stale);
  }
  return stale;
}
