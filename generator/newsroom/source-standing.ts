import { planBatches } from "../gather/live/batches.ts";
import { statusOf, type SeriesStatus } from "../gather/live/status.ts";
import { HOURS } from "../publication/beside.ts";
import type { Series } from "../publication/catalogue.ts";
import type { Publication } from "../publication/publication.ts";
import type { Remark } from "../store/observation.ts";
import type { Store } from "../store/store.ts";
import type { World } from "../world/world.ts";
import type { Kit } from "./kit.ts";

/** A series with its source: when it was last heard of, on which terms, and what the last reading had to remark. */
export interface SourceStanding extends SeriesStatus {
  /** To the minute, in UTC; undefined where it was never read. */
  readonly success: string | undefined;
  readonly licence: string;
  readonly attribution: string;
  readonly commercial: boolean;
  readonly remarks: readonly Remark[];
}

/** How every series stands that is gathered and not derived. */
export async function standingOfSources(
  world: World,
  kit: Kit,
  { catalogue }: Publication,
  store: Store,
): Promise<SourceStanding[]> {
  // Of the hours of a day the last one speaks for all: they come in one answer, and as a whole.
  const gathered = [...catalogue.series.values()].filter(
    ({ derive, hour }) => derive === undefined && (hour === undefined || hour === HOURS.at(-1)),
  );
  const ids = gathered.map(({ id }) => id);
  const view = (await store.load(catalogue, ids)).view(world.now());
  const extents = await store.extents(ids);
  const batches = [...planBatches(kit, catalogue.series.values()).values()].flat();
  const nameOf = new Map(
    batches.flatMap(({ name, wanted }) => wanted.map(({ series }) => [series.id, name] as const)),
  );
  const fileOf = ({ id, from }: Series): string => nameOf.get(id) ?? `content/data/${from?.file}`;
  const readings = await store.lastReadings(gathered.map(fileOf));
  return gathered.map((series) => {
    const reading = readings.get(fileOf(series));
    const source = catalogue.sources.get(series.source ?? "");
    return {
      ...statusOf(series, view, extents.get(series.id)?.last),
      success: reading && `${new Date(reading.at).toISOString().slice(0, 16)}Z`,
      licence: source?.licence ?? "",
      attribution: source?.attribution ?? "",
      commercial: source?.commercial ?? false,
      remarks: reading?.remarks ?? [],
    };
  });
}
