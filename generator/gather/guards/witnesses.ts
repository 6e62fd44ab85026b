import type { Day } from "../../base/day.ts";
import { secondIdOf, type Catalogue, type Series } from "../../publication/catalogue.ts";
import { canSplit } from "../../publication/kinds.ts";
import type { History } from "../../store/asof.ts";
import type { Store } from "../../store/store.ts";
import type { Observation } from "../../store/observation.ts";
import { laidOver, type Known } from "./history.ts";
import type { Witness } from "./doubt.ts";

/** What is stored of series, of their second sources and of those that they usually move with. */
export type KnownSeries = ReadonlyMap<string, Known>;

/** What one run offers, by series, before any of it is believed. */
export type Offered = ReadonlyMap<string, readonly Observation[]>;

/** All that is stored of these series, of their second sources and of those that they usually move with, whenever it became public. */
export async function knownOf(
  store: Store,
  catalogue: Catalogue,
  series: readonly Series[],
): Promise<ReadonlyMap<string, History>> {
  const all = series.flatMap(({ id, second, related }) => [
    id,
    ...(second ? [secondIdOf(id)] : []),
    ...related,
  ]);
  const ids = [...new Set(all)];
  const view = (await store.load(catalogue, ids)).view(Number.MAX_SAFE_INTEGER);
  return new Map(ids.map((id) => [id, view.history(id)]));
}

/**
 * What can be known of a value beside the series' own history.
 * @param offered of other series in the same run: a companion's newest value is rarely stored yet.
 * @param splits that the source reports.
 */
export function witnessOf(
  series: Series,
  catalogue: Catalogue,
  known: KnownSeries,
  offered: Offered,
  splits: ReadonlyMap<Day, number> = new Map(),
): Witness {
  const companions = series.related.flatMap((id) => {
    const held = known.get(id);
    return held ? [{ id, known: withOffered(held, offered.get(id) ?? []) }] : [];
  });
  const second = known.get(secondIdOf(series.id));
  const { tolerance } = series.second ?? {};
  return {
    splits,
    companions,
    canSplit: isSplittable(series, catalogue),
    ...(second && tolerance !== undefined ? { second: { known: second, tolerance } } : {}),
  };
}

function withOffered(known: Known, offered: readonly Observation[]): Known {
  const points = laidOver(known, offered);
  return { days: points.map(({ day }) => day), values: points.map(({ value }) => value) };
}

/** Prices of what has shares: by the subject's kind, or because the publication holds adjusted prices of it. */
function isSplittable(series: Series, { kinds, subjects, series: declared }: Catalogue): boolean {
  if (series.class !== "price" && series.class !== "adjusted") return false;
  const [id = ""] = series.id.split(".");
  const kind = subjects.get(id)?.kind;
  return declared.has(`${id}.adjusted`) || (kind !== undefined && canSplit(kind, kinds));
}
