import { suggestion } from "../../base/nearest.ts";
import { mistake } from "../../base/problem.ts";
import type { World } from "../../world/world.ts";
import type { Publication } from "../../publication/publication.ts";
import type { SourceKit } from "../sources/contract.ts";
import { WebFault } from "../../web/fault.ts";
import { httpClientOf } from "../../web/http-client.ts";
import { loadSecrets } from "../../web/secrets.ts";
import { dayOf, type Instant } from "../../base/day.ts";
import type { Feed } from "../../publication/feeds.ts";
import { askFeed } from "../feeds/gather-feeds.ts";
import { openWeb, type Web, type WebOptions } from "../../web/web.ts";
import { keysOf, planBatches, reachBack, type Plan } from "./batches.ts";

/** What one tiny request to a source came to. */
export interface Verdict {
  readonly source: string;
  /** What was asked for: a series, or a feed of news. */
  readonly series: string;
  readonly works: boolean;
  readonly said: string;
}

/** Periods asked for. */
const PERIODS = 7;

/**
 * Asks each live source that is in use, or the one of that id (or of that series), for a few days of one series, and each feed of news.
 * @throws Failure (2) for an id that is neither; what is no provider's fault.
 */
export async function trySources(
  world: World,
  kit: SourceKit,
  publication: Publication,
  id: string | undefined,
  options: WebOptions = {},
): Promise<Verdict[]> {
  const now = world.now();
  const plans = planBatches(kit, publication.catalogue.series.values());
  const web = openWeb(world, loadSecrets(world, publication.home, keysOf(plans)), options);
  const feeds = [...publication.catalogue.feeds.values()].filter(
    (feed) => id === undefined || feed.id === id,
  );
  const ofFeeds = feeds.map((feed) => tryFeed(web, feed, now));
  const asked = id !== undefined && feeds.length > 0 ? [] : chosen(plans, id);
  return Promise.all([
    ...asked.map(async ({ source, wanted: [first] }): Promise<Verdict> => {
      const about = { source: source.id, series: first.series.id };
      const from = reachBack(first.series, now, PERIODS);
      try {
        const { rows, notes } = await source.pull(
          { wanted: [first], from, to: dayOf(now), now },
          httpClientOf(web, source),
        );
        const found = rows.get(first.series.id) ?? [];
        const newest = found
          .map(({ date }) => date)
          .sort()
          .at(-1);
        const said =
          newest === undefined
            ? (notes[0] ?? "it gave no value")
            : `${found.length} values, the newest of ${newest}`;
        return { ...about, works: newest !== undefined || notes.length > 0, said };
      } catch (error) {
        if (!(error instanceof WebFault)) throw error;
        return { ...about, works: false, said: web.secrets.redact(error.message) };
      }
    }),
    ...ofFeeds,
  ]);
}

async function tryFeed(web: Web, feed: Feed, now: Instant): Promise<Verdict> {
  const about = { source: "feed", series: feed.id };
  try {
    const { headlines } = await askFeed(web, feed, now);
    const said = `${headlines.length} headlines`;
    return { ...about, works: headlines.length > 0, said };
  } catch (error) {
    if (!(error instanceof WebFault)) throw error;
    return { ...about, works: false, said: web.secrets.redact(error.message) };
  }
}

function chosen(plans: ReadonlyMap<string, readonly Plan[]>, id: string | undefined): Plan[] {
  const all = [...plans.values()];
  if (id === undefined) return all.map(([first]) => first!);
  const ofSource = plans.get(id)?.[0];
  if (ofSource !== undefined) return [ofSource];
  for (const plan of all.flat()) {
    const wanted = plan.wanted.find(({ series }) => series.id === id);
    if (wanted !== undefined) return [{ ...plan, wanted: [wanted] }];
  }
  const names = [
    ...plans.keys(),
    ...all.flat().flatMap((plan) => plan.wanted.map(({ series }) => series.id)),
  ];
  throw mistake({
    code: "unknown-live-source",
    message: `"${id}" is neither a live source in use nor a series that has one.`,
    advice: suggestion(id, names),
  });
}
