import type { Archive } from "../../store/archive.ts";
import type { Scale } from "../scales/scale.ts";

/** What was known at every past cut-off; the store of a publication, or a test's own. */
export interface Past extends Archive {
  readonly scales: ReadonlyMap<string, Scale>;
  /** Time of day in UTC, `HH:MM`, at which every edition is cut off. */
  readonly cutoff: string;
}
