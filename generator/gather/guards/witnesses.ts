import type { Day } from "../../base/day.ts";
import { secondIdOf, type Catalogue, type Series } from "../../publication/catalogue.ts";
import { canSplit } from "../../publication/kinds.ts";
import type { Store } from "../../store/store.ts";
import type { Known } from "./history.ts";
import type { Witness } from "./jumps.ts";

/** What is stored of series, and of their second sources. */
export type KnownSeries = ReadonlyMap<string, Known>;

/** All that is stored of these series and of their second sources, whenever it became public. */
export async function knownOf(
  store: Store,
  catalogue: Catalogue,
  series: readonly Series[],
): Promise<KnownSeries> {
  const ids = series.flatMap(({ id, second }) => (second ? [id, secondIdOf(id)] : [id]));
  const view = (await store.load(catalogue, ids)).view(Number.MAX_SAFE_INTEGER);
  return new Map(ids.map((id) => [id, view.history(id)]));
}

/**
 * What can be known of a value beside the series' own history.
 * @param splits that the source reports.
 */
export function witnessOf(
  series: Series,
  catalogue: Catalogue,
  known: KnownSeries,
  splits: ReadonlyMap<Day, number> = new Map(),
): Witness {
  const second = known.get(secondIdOf(series.id));
  const { tolerance } = series.second ?? {};
  return {
    splits,
    canSplit: isSplittable(series, catalogue),
    ...(second && tolerance !== undefined ? { second: { known: second, tolerance } } : {}),
  };
}

/** Prices of what has shares: by the subject's kind, or because the publication holds adjusted prices of it. */
function isSplittable(series: Series, { kinds, subjects, series: declared }: Catalogue): boolean {
  if (series.class !== "price" && series.class !== "adjusted") return false;
  const [id = ""] = series.id.split(".");
  const kind = subjects.get(id)?.kind;
  return declared.has(`${id}.adjusted`) || (kind !== undefined && canSplit(kind, kinds));
}
