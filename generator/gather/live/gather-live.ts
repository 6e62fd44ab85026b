import { memoize } from "../../base/memo.ts";
import type { Problem } from "../../base/problem.ts";
import { matches } from "../../base/text.ts";
import { secondIdOf } from "../../publication/catalogue.ts";
import type { Publication } from "../../publication/publication.ts";
import type { Remark } from "../../store/observation.ts";
import type { Store } from "../../store/store.ts";
import { loadSecrets } from "../../web/secrets.ts";
import { openWeb, replayedAt } from "../../web/web.ts";
import { spanned } from "../../world/spans.ts";
import type { World } from "../../world/world.ts";
import { acceptanceOf, type AcceptRequest } from "../guards/acceptance.ts";
import { gatherFeeds } from "../feeds/gather-feeds.ts";
import type { SourceKit } from "../sources/contract.ts";
import { keysOf, planBatches, type Plan } from "./batches.ts";
import {
  ask,
  NOTHING,
  offeredIn,
  takeIn,
  type Asked,
  type Outcome,
  type Run,
} from "./conversation.ts";
import { disputeNotes } from "./disputes.ts";
import { statusOf, type SeriesStatus } from "./status.ts";
import type { Day } from "../../base/day.ts";

export interface LiveOptions extends AcceptRequest {
  /** Only series whose id matches: `btc.*`. */
  readonly only?: string | undefined;
  /** Only series of these sources. */
  readonly sources?: readonly string[] | undefined;
  /** First period to ask for, instead of what is missing. */
  readonly since?: Day | undefined;
  readonly record?: string | undefined;
  readonly replay?: string | undefined;
  /** Called after each batch. */
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

/** What fetching did to one series. */
export interface LiveResult extends SeriesStatus {
  readonly added: number;
  readonly revised: number;
  readonly refused: readonly Remark[];
  /** Why nothing came, without any secret. */
  readonly fault: string | undefined;
}

export interface LiveSummary {
  readonly series: readonly LiveResult[];
  /** What sources had to say beside their values. */
  readonly notes: readonly string[];
  /** Faults of our own code, for which no provider is to blame; what else was asked for was fetched all the same. */
  readonly faults: readonly Problem[];
  /** Headlines of news that were new, or worded anew. */
  readonly newHeadlines: number;
  readonly requests: number;
}

/**
 * Fetches what is missing of every series that names a live source: sources side by side, each at its own pace. Each
 * batch is judged and stored on its own, so that a run may be killed and run again, and one source that fails stops no other; nor does
 * a fault of our own code.
 * @throws Failure (2) for a wrong BELLWETHER_HTTP_VIA or a replay without recording, (3) when the store cannot be written.
 */
export function gatherLive(
  world: World,
  kit: SourceKit,
  publication: Publication,
  store: Store,
  options: LiveOptions = {},
): Promise<LiveSummary> {
  return spanned(world, "gather live", {}, async (tell) => {
    const summary = await fetchMissing(world, kit, publication, store, options);
    const { series, requests } = summary;
    tell({
      "bellwether.series": series.length,
      "bellwether.series.failed": series.filter(({ fault }) => fault !== undefined).length,
      "bellwether.requests": requests,
    });
    return summary;
  });
}

async function fetchMissing(
  world: World,
  kit: SourceKit,
  publication: Publication,
  store: Store,
  options: LiveOptions,
): Promise<LiveSummary> {
  const now = options.replay === undefined ? world.now() : replayedAt(world, options.replay);
  const { catalogue } = publication;
  const chosen = [...catalogue.series.values()].filter(
    ({ id, live }) =>
      live !== undefined &&
      matches(options.only ?? "*", id) &&
      (options.sources?.includes(live.by) ?? true),
  );
  const plans = planBatches(kit, chosen);
  const web = openWeb(world, loadSecrets(world, publication.home, keysOf(plans)), {
    ...options,
    limiter: store.pace,
  });
  const run: Run = {
    now,
    store,
    publication,
    web,
    clients: new Map(),
    since: options.since,
    acceptance: acceptanceOf(options, catalogue.series.values()),
    debug: world.env["BELLWETHER_DEBUG"] === "1",
    notes: [],
    outcomes: new Map(),
    faults: [],
  };
  await runAll(run, plans, options.progress);
  if (run.stopped) throw run.stopped;
  const feeds = options.only === undefined ? catalogue.feeds.values() : [];
  const reported = await gatherFeeds(web, feeds, store, now);
  run.notes.push(...reported.notes);
  const ids = chosen.map(({ id }) => id);
  const seconds = ids.map(secondIdOf).filter((id) => catalogue.series.has(id));
  const view = (await store.load(catalogue, [...ids, ...seconds])).view(now);
  const extents = await store.extents(ids);
  run.notes.push(...disputeNotes(chosen, view));
  return {
    series: chosen.map((series) => ({
      ...statusOf(series, view, extents.get(series.id)?.last),
      ...resultOf(run.outcomes.get(series.id)),
    })),
    notes: run.notes,
    faults: run.faults,
    newHeadlines: reported.added,
    requests: web.sent(),
  };
}

/** Asks every source for one batch after another, and takes each in as soon as what bears witness of it has been heard. */
async function runAll(
  run: Run,
  plans: ReadonlyMap<string, readonly Plan[]>,
  progress: LiveOptions["progress"],
): Promise<void> {
  const all = [...plans.values()].flat();
  const planOf = new Map(all.flatMap((plan) => plan.wanted.map(({ series }) => [series.id, plan])));
  const asked = new Map<Plan, Promise<Asked | undefined>>();
  for (const ofSource of plans.values()) {
    let turn: Promise<unknown> = Promise.resolve();
    for (const plan of ofSource) {
      const answer = turn.then(() => ask(run, plan));
      asked.set(plan, answer);
      turn = answer;
    }
  }
  const plansOf = (ids: readonly string[]): Plan[] => ids.flatMap((id) => planOf.get(id) ?? []);
  let done = 0;
  const take = memoize(async (plan: Plan): Promise<void> => {
    const series = plan.wanted.map((wanted) => wanted.series);
    const answer = await asked.get(plan);
    const companions = plansOf(series.flatMap(({ related }) => related));
    const beside = await Promise.all(companions.map((each) => asked.get(each)));
    await Promise.all(plansOf(series.map(({ id }) => secondIdOf(id))).map(take));
    if (answer !== undefined) await takeIn(run, plan, answer, offeredIn(beside));
    progress?.(++done, all.length);
  });
  await Promise.all(all.map(take));
}

function resultOf(outcome: Outcome | undefined): Omit<LiveResult, keyof SeriesStatus> {
  const { change = NOTHING, refused = [], fault } = outcome ?? {};
  return { added: change.added, revised: change.revised, refused, fault };
}
