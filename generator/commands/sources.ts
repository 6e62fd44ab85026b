import { tableLines } from "../base/table.ts";
import { ageText, noteLines } from "./live-table.ts";
import { trySources } from "../gather/live/try-sources.ts";
import { withStore } from "../newsroom/with-store.ts";
import { standingOfSources } from "../newsroom/source-standing.ts";
import { loadPublication } from "../publication/publication.ts";
import { waiting, type Answer, type Call } from "./call.ts";

/** Every series with its source, the terms of use, when it was last heard of, its age and what is due next. */
export async function listSources(call: Call): Promise<Answer> {
  const publication = loadPublication(call.world, call.home, call.kit, call);
  const value = await withStore(call.world, call.home, waiting, (store) =>
    standingOfSources(call.world, call.kit, publication, store),
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
