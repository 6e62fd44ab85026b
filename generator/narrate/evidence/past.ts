import type { Instant } from "../../base/day.ts";
import type { AsOfView } from "../../store/asof.ts";
import type { Measures } from "../../measure/measures.ts";
import type { Catalogue } from "../../publication/catalogue.ts";
import type { Bindables } from "../bindable/bindable.ts";
import type { Scale } from "../scales/scale.ts";

/** What was known at every past cut-off; the store of a publication, or a test's own. */
export interface Past {
  readonly catalogue: Catalogue;
  readonly measures: Measures;
  readonly scales: ReadonlyMap<string, Scale>;
  readonly bindables: Bindables;
  /** Time of day in UTC, `HH:MM`, at which every edition is cut off. */
  readonly cutoff: string;
  view(instant: Instant): AsOfView;
  /** Digests of what was stored of a series at each of the ascending instants. */
  fingerprints(series: string, instants: readonly Instant[]): readonly string[];
}
