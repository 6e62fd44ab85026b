import type { SourceKit } from "../gather/sources/contract.ts";
import { BUILT_IN_SOURCES } from "../gather/sources/built-in.ts";
import { BUILT_IN_MEASURES, BUILT_IN_PAIR_MEASURES } from "../measure/built-in.ts";
import { measuresOf, type MeasureKit } from "../measure/measures.ts";
import type { CatalogueKit } from "../publication/kit.ts";
import { BUILT_IN_CHARTS } from "../publish/charts/built-in.ts";
import type { ChartKit } from "../publish/charts/contract.ts";

/** Everything of a kind that can be added to: handed down from the top, each room is given its own part. */
export interface Kit extends CatalogueKit, SourceKit, MeasureKit, ChartKit {
  readonly sources: SourceKit["sources"];
}

/** What comes with the program. */
export const BUILT_IN: Kit = Object.freeze({
  sources: new Map(BUILT_IN_SOURCES.map((source) => [source.id, source])),
  measures: measuresOf(BUILT_IN_MEASURES, BUILT_IN_PAIR_MEASURES, ""),
  charts: BUILT_IN_CHARTS,
});
