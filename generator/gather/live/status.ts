import type { Day } from "../../base/day.ts";
import type { Series } from "../../publication/catalogue.ts";
import type { AsOfView } from "../../store/asof.ts";

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

/**
 * @param view what is known now.
 * @param last the newest period stored, whenever it became public.
 */
export function statusOf(series: Series, view: AsOfView, last: Day | undefined): SeriesStatus {
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
