import { planBatches } from "../gather/live/batches.ts";
import { statusOf } from "../gather/live/status.ts";
import { tableLines } from "../base/table.ts";
import { ageText, noteLines } from "./live-table.ts";
import { trySources } from "../gather/live/try-sources.ts";
import type { Series } from "../publication/catalogue.ts";
import type { Store } from "../store/store.ts";
import { withStore } from "../newsroom/newsroom.ts";
import { loadPublication, type Publication } from "../publication/publication.ts";
import { waiting, type Answer, type Call } from "./call.ts";

/** Every series with its source, the terms of use, when it was last heard of, its age and what is due next. */
export async function listSources(call: Call): Promise<Answer> {
  const publication = loadPublication(call.world, call.home, call.kit, call);
  const value = await withStore(call.world, call.home, waiting, (store) =>
    standing(call, publication, store),
  );
  const heads = [
    "series",
    "from",
    "licence",
    "last success",
    "last period",
    "age",
    "next due",
    "attribution",
  ];
  const rows = value.map((each) => [
    each.id,
    each.source,
    each.licence,
    each.success ?? "never",
    each.last ?? "none",
    ageText(each),
    each.next ?? "now",
    each.attribution,
  ]);
  const lines = [...tableLines([heads, ...rows]), ...noteLines(publication, call)];
  return { status: 0, lines, value };
}

async function standing(call: Call, publication: Publication, store: Store) {
  const { catalogue } = publication;
  const gathered = [...catalogue.series.values()].filter(({ derive }) => derive === undefined);
  const ids = gathered.map(({ id }) => id);
  const view = (await store.load(catalogue, ids)).view(call.world.now());
  const extents = await store.extents(ids);
  const batches = [...planBatches(call.kit, catalogue.series.values()).values()].flat();
  const nameOf = new Map(
    batches.flatMap(({ name, wanted }) => wanted.map(({ series }) => [series.id, name] as const)),
  );
  const fileOf = ({ id, from }: Series): string => nameOf.get(id) ?? `content/data/${from?.file}`;
  const readings = await store.lastReadings(gathered.map(fileOf));
  return gathered.map((series) => {
    const at = readings.get(fileOf(series))?.at;
    const source = catalogue.sources.get(series.source ?? "");
    return {
      ...statusOf(series, view, extents.get(series.id)?.last),
      success: at === undefined ? undefined : `${new Date(at).toISOString().slice(0, 16)}Z`,
      licence: source?.licence ?? "",
      attribution: source?.attribution ?? "",
      commercial: source?.commercial ?? false,
    };
  });
}

/** One tiny request to each live source, or to one. */
export async function testSources(call: Call, id: string | undefined): Promise<Answer> {
  const publication = loadPublication(call.world, call.home, call.kit, { live: true });
  const verdicts = await trySources(call.world, call.kit, publication, id);
  return {
    status: verdicts.every(({ works }) => works) ? 0 : 1,
    lines: verdicts.map(
      ({ source, series, works, said }) =>
        `${works ? "works" : "fails"}  ${source} (${series}): ${said}`,
    ),
    value: verdicts,
  };
}
