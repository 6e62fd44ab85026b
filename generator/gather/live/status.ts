import type { Day, Instant } from "../../base/day.ts";
import type { Catalogue, Series } from "../../publication/catalogue.ts";
import type { Store } from "../../store/store.ts";

/** How one series stands. */
export interface SeriesStatus {
  readonly id: string;
  /** Id of the live source. */
  readonly source: string;
  readonly last: Day | undefined;
  /** Periods behind the newest that should be public; Infinity for an empty series. */
  readonly age: number;
  readonly isStale: boolean;
  readonly isRequired: boolean;
  /** The next period that will be fetched. */
  readonly next: Day | undefined;
}

export function statusOf(
  series: Series,
  catalogue: Catalogue,
  store: Store,
  now: Instant,
): SeriesStatus {
  const view = store.view(now, catalogue);
  const { last } = store.extent(series.id);
  return {
    id: series.id,
    source: series.live?.by ?? "file",
    last,
    age: view.age(series.id),
    isStale: view.isStale(series.id),
    isRequired: series.required,
    next: last && series.calendar.next(last),
  };
}
