import type { FrontMatter } from "../articles/article.ts";
import { arrivedBy, type Version } from "../articles/published.ts";
import { lruCache } from "../base/memo.ts";
import { measure } from "../measure/measure.ts";
import type { Edition } from "../narrate/edition.ts";
import { openRecords, type RecordOffice } from "../narrate/evidence/records.ts";
import type { SiteKit } from "../newsroom/kit.ts";
import type { Newsroom } from "../newsroom/newsroom.ts";
import { backgroundOf } from "../newsroom/publishing.ts";
import type { Background } from "../publish/model/background.ts";
import { siteCharts, type SiteCharts } from "../publish/charts/site-charts.ts";
import type { Store } from "../store/store.ts";

/** What the desk goes by in one state of the store. */
export interface Known {
  readonly office: RecordOffice;
  readonly background: Background;
  readonly charts: SiteCharts;
  /** What was known at an article's cut-off, and had come by when it was made, or else first published. */
  editionOf(frontMatter: FrontMatter, published?: readonly Version[]): Edition;
}

/** Editions whose signals are kept: editors work on the articles of a few days. */
const EDITIONS = 8;

/** What is known now; loaded anew when something was stored. */
export function knower(newsroom: Newsroom<SiteKit>, store: Store): () => Promise<Known> {
  let last: { readonly version: string; readonly known: Promise<Known> } | undefined;
  return async () => {
    const version = await store.version();
    if (last?.version !== version) last = { version, known: load(newsroom, store) };
    return last.known;
  };
}

async function load(newsroom: Newsroom<SiteKit>, store: Store): Promise<Known> {
  const { world, publication, kit } = newsroom;
  const office = await openRecords(newsroom, store);
  const background = backgroundOf(newsroom, office);
  const editions = lruCache<Edition>(EDITIONS);
  return {
    office,
    background,
    charts: siteCharts(world, publication, background),
    editionOf(frontMatter, published) {
      const { edition: day, date } = frontMatter;
      const arrived = arrivedBy({ frontMatter }, published);
      return editions(`${day} ${date} ${arrived}`, () => {
        const view = office.archive.view(Date.parse(date), arrived);
        const evidence = office.upTo(day).for({ day, view });
        return { day, view, signals: measure(view, kit.measures), evidence };
      });
    },
  };
}
