import { Hono } from "hono";
import { readFacts } from "../../articles/on-disk.ts";
import { parseArticle } from "../../articles/article.ts";
import { valueText } from "../../authoring/plain-text.ts";
import type { Day } from "../../base/day.ts";
import { makeEdition } from "../../newsroom/pipeline.ts";
import { standingOfSources, type SourceStanding } from "../../newsroom/source-standing.ts";
import {
  disputesIn,
  noDispute,
  settleSources,
  type Dispute,
} from "../../review/workflow/settle-sources.ts";
import { SETTLEMENTS, settlementsIn } from "../../store/settlement.ts";
import type { Work } from "../acts/work.ts";
import { fieldsOf, personOf, show, type Desk } from "../frame.ts";
import type { Entry } from "../index/entry.ts";
import { isOpen } from "../index/urgency.ts";
import { instantWords } from "../words.ts";

/** Newest editions of which drafts are looked at for what their sources disagree on. */
const LOOKED_AT = 7;

/** Late series that are listed; of more, their number is told first. */
const LATE_SHOWN = 10;

/** How the sources do: what is late, where two of them disagree, what the last gathering had to remark, and on which terms the data may be shown. */
export function sourcesPage(desk: Desk, work: Work): Hono {
  return new Hono()
    .get("/sources", async (context) => {
      const { newsroom, store } = desk;
      const { world, kit, publication } = newsroom;
      const all = await standingOfSources(world, kit, publication, store);
      const remarks = new Map(
        all.flatMap(({ remarks }) => remarks.map((each) => [JSON.stringify(each), each])),
      );
      const told = all.map((each) => rowOf(desk, each));
      const late = told.filter(({ isLate }) => isLate);
      const disputes = await disputesOf(desk);
      const settled = settlementsIn(await store.trail({ path: SETTLEMENTS }));
      return show(
        desk,
        context,
        "sources",
        { title: "Sources" },
        {
          late,
          isMuchLate: late.length > LATE_SHOWN,
          lateCount: String(late.length),
          series: told,
          remarks: [...remarks.values()].map(({ series, period, why }) => ({
            series,
            period,
            why,
          })),
          disputes: disputes.map((each) => disputeTold(desk, each)),
          settled: settled.toReversed().map(({ series, day, why, by, at }) => ({
            title: publication.catalogue.series.get(series)?.title ?? series,
            day,
            why,
            who: by.name,
            at: instantWords(at),
          })),
          isEmpty: all.every(({ last }) => last === undefined),
        },
      );
    })
    .post("/sources/settle", desk.access.require("editor"), async (context) => {
      const { series, day, first, second, why = "" } = await fieldsOf(context);
      const dispute = (await disputesOf(desk)).find(
        (each) =>
          each.series.id === series &&
          each.day === day &&
          String(each.values[0]) === first &&
          String(each.values[1]) === second,
      );
      if (!dispute) throw noDispute();
      const days = [...new Set(contested(desk, dispute.series.id).map((each) => each.day))];
      const by = personOf(desk, context);
      await settleSources(desk.newsroom, desk.store, dispute, { by, because: why });
      return work.start(context, "Making the editions again", async (progress) => {
        for (const [at, each] of days.entries()) {
          await makeEdition(desk.newsroom, desk.store, each);
          for (const entry of desk.index.ofDay(each)) desk.index.look(each, entry.slug);
          progress(at + 1, days.length);
        }
        return { path: "/sources", said: "sources-settled", count: days.length };
      });
    });
}

/** Drafts of the newest editions that rest on what sources disagree on, of one series where it is named. */
function contested({ index, newsroom }: Desk, series?: string): Entry[] {
  const { world, publication } = newsroom;
  const days: readonly Day[] = index.days().slice(0, LOOKED_AT);
  return days
    .flatMap((day) => index.ofDay(day))
    .filter((entry) => isOpen(entry) && entry.broken === undefined)
    .filter((entry) => {
      const { disputes = [] } = readFacts(world, publication.home, entry.file);
      return series === undefined ? disputes.length > 0 : disputes.includes(series);
    });
}

/** What is in dispute now, or was at the cut-off of a draft. */
async function disputesOf(desk: Desk): Promise<Dispute[]> {
  const { newsroom, index, store } = desk;
  index.refresh();
  const { world, publication } = newsroom;
  const known = await desk.known();
  const views = contested(desk).map(({ file }) => {
    const text = world.files.read(`${publication.home}/${file}`);
    return known.editionOf(parseArticle(text, file).frontMatter).view;
  });
  const now = (await store.load(publication.catalogue)).view(world.now());
  return disputesIn([now, ...views]);
}

function disputeTold({ newsroom }: Desk, { series, second, day, values, apart }: Dispute) {
  const { catalogue } = newsroom.publication;
  const publisher = (source: string | undefined): string =>
    catalogue.sources.get(source ?? "")?.publisher ?? source ?? "";
  return {
    id: series.id,
    title: series.title,
    day,
    first: String(values[0]),
    second: String(values[1]),
    firstText: valueText(values[0]),
    secondText: valueText(values[1]),
    source: publisher(series.source),
    other: publisher(second.source),
    apart: apart.toFixed(2),
    tolerance: String(series.second?.tolerance ?? ""),
  };
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
