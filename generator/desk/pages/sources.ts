import { Hono } from "hono";
import { standingOfSources, type SourceStanding } from "../../newsroom/source-standing.ts";
import { show, type Desk } from "../frame.ts";

/** How the sources do: what is late, what the last gathering had to remark, and on which terms the data may be shown. */
export function sourcesPage(desk: Desk): Hono {
  return new Hono().get("/sources", async (context) => {
    const { newsroom, store } = desk;
    const { world, kit, publication } = newsroom;
    const all = await standingOfSources(world, kit, publication, store);
    const remarks = new Map(
      all.flatMap(({ remarks }) => remarks.map((each) => [JSON.stringify(each), each])),
    );
    const told = all.map((each) => rowOf(desk, each));
    return show(
      desk,
      context,
      "sources",
      { title: "Sources" },
      {
        late: told.filter(({ isLate }) => isLate),
        series: told,
        remarks: [...remarks.values()].map(({ series, period, why }) => ({ series, period, why })),
        isEmpty: all.every(({ last }) => last === undefined),
      },
    );
  });
}

function rowOf({ newsroom: { publication } }: Desk, standing: SourceStanding) {
  const { id, source, last, age, isStale, isRequired, success, licence, attribution, next } =
    standing;
  return {
    id,
    title: publication.catalogue.series.get(id)?.title ?? id,
    source,
    last: last ?? "none",
    age: Number.isFinite(age) ? String(age) : "never",
    isLate: isStale,
    isRequired,
    success: success?.replace("T", " ").replace("Z", "") ?? "never",
    licence,
    attribution,
    next,
  };
}
