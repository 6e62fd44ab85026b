import type { Instant } from "../base/day.ts";
import { digest } from "../base/digest.ts";
import type { AsOfView } from "./asof.ts";
import type { Catalogue } from "../publication/catalogue.ts";
import { fingerprints } from "./fingerprint.ts";
import { viewOf, type Recorded } from "./view.ts";

/** What is stored of some series, held in memory: the database is not asked again, however many instants are looked at. */
export interface Archive {
  readonly catalogue: Catalogue;
  /** What was known at the instant. Throws for a series that was not loaded. */
  view(instant: Instant): AsOfView;
  /**
   * What was stored of a series, or of all that it is derived from, at each of the ascending instants, as digests that agree up to
   * the first difference.
   */
  fingerprints(series: string, instants: readonly Instant[]): string[];
}

export function archiveOf(catalogue: Catalogue, recorded: Recorded): Archive {
  return {
    catalogue,
    view: (instant) => viewOf(instant, catalogue, recorded),
    fingerprints(series, instants) {
      const stored = storedOf(series, catalogue).map((id) =>
        fingerprints(recorded.columns(id), instants),
      );
      return instants.map((_, at) => digest(stored.map((each) => each[at]).join()));
    },
  };
}

/** A series, or those that it is derived from. */
export function storedOf(id: string, { series }: Pick<Catalogue, "series">): string[] {
  const derive = series.get(id)?.derive;
  return derive ? derive.of.flatMap((each) => storedOf(each, { series })) : [id];
}
