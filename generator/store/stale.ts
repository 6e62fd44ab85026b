import { weakMemoize } from "../base/memo.ts";
import type { Series } from "../publication/catalogue.ts";
import type { AsOfView } from "./asof.ts";

/** The gathered series whose newest value is older than they allow, in the order of the catalogue; worked out once for a view. */
export const staleSeries = weakMemoize((view: AsOfView): readonly Series[] =>
  [...view.catalogue.series.values()].filter(
    (series) => !series.derive && !series.secondOf && view.isStale(series.id),
  ),
);
