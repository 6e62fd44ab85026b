import type { Day } from "../../base/day.ts";
import type { Archive } from "../../store/archive.ts";
import type { Measures } from "../../measure/measures.ts";
import type { Bindables } from "../bindable/bindable.ts";
import type { Scale } from "../scales/scale.ts";

/** What was known at every past cut-off; the store of a publication, or a test's own. */
export interface Past extends Archive {
  readonly measures: Measures;
  readonly scales: ReadonlyMap<string, Scale>;
  readonly bindables: Bindables;
  /** Time of day in UTC, `HH:MM`, at which every edition is cut off. */
  readonly cutoff: string;
  /** First day that is looked at; all there is when absent. */
  readonly from?: Day;
}
