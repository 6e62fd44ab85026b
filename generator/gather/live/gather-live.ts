import { matches } from "../../base/text.ts";
import { addDays, dayOf, type Day, type Instant } from "../../base/day.ts";
import { digest } from "../../base/digest.ts";
import { Failure, ownFault, type Problem } from "../../base/problem.ts";
import type { World } from "../../world/world.ts";
import type { Publication } from "../../publication/publication.ts";
import { secondIdOf, type Series } from "../../publication/catalogue.ts";
import type { Change, Observation, Remark } from "../../store/observation.ts";
import type { Row } from "../files/table.ts";
import type { Pulled, SourceKit } from "../sources/contract.ts";
import type { Store } from "../../store/store.ts";
import { WebFault } from "../../web/fault.ts";
import { httpClientOf, type HttpClient } from "../../web/http-client.ts";
import { loadSecrets } from "../../web/secrets.ts";
import { openWeb, replayedAt, type Web } from "../../web/web.ts";
import {
  earlier,
  FIRST_PULL_DAYS,
  keysOf,
  overlapFrom,
  planBatches,
  SECOND_PULL_DAYS,
  type Plan,
} from "./batches.ts";
import type { Known } from "../guards/history.ts";
import { disputeNotes } from "./disputes.ts";
import { judge } from "../guards/judge.ts";
import { revisionNotes } from "./revisions.ts";
import { statusOf, type SeriesStatus } from "./status.ts";

export interface LiveOptions {
  /** Only series whose id matches: `btc.*`. */
  readonly only?: string | undefined;
  /** First period to ask for, instead of what is missing. */
  readonly since?: Day | undefined;
  /** Series whose jumps and restatements a person has looked at: their whole history is fetched again and believed. */
  readonly accept?: string | undefined;
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
  readonly requests: number;
}

interface Outcome {
  readonly change: Change;
  readonly refused: readonly Remark[];
  readonly fault: string | undefined;
}

interface Run {
  readonly now: Instant;
  readonly store: Store;
  readonly publication: Publication;
  readonly web: Web;
  /** By source, for the whole run. */
  readonly clients: Map<string, HttpClient>;
  readonly options: LiveOptions;
  readonly debug: boolean;
  readonly notes: string[];
  readonly outcomes: Map<string, Outcome>;
  readonly faults: Problem[];
  /** Set where nothing can be stored any more. */
  stopped?: Failure;
}

/**
 * Fetches what is missing of every series that names a live source: sources side by side, each at its own pace. Each
 * batch is judged and stored on its own, so that a run may be killed and run again, and one source that fails stops no other; nor does
 * a fault of our own code.
 * @throws Failure (2) for a wrong BELLWETHER_HTTP_VIA or a replay without recording, (3) when the store cannot be written.
 */
export async function gatherLive(
  world: World,
  kit: SourceKit,
  publication: Publication,
  store: Store,
  options: LiveOptions = {},
): Promise<LiveSummary> {
  const now = options.replay === undefined ? world.now() : replayedAt(world, options.replay);
  const chosen = [...publication.catalogue.series.values()].filter(
    ({ id, live }) => live !== undefined && matches(options.only ?? "*", id),
  );
  const plans = planBatches(kit, chosen);
  const web = openWeb(world, loadSecrets(world, publication.home, keysOf(plans)), options);
  const run: Run = {
    now,
    store,
    publication,
    web,
    clients: new Map(),
    options,
    debug: world.env["BELLWETHER_DEBUG"] === "1",
    notes: [],
    outcomes: new Map(),
    faults: [],
  };
  const total = [...plans.values()].flat().length;
  let done = 0;
  await Promise.all(
    [...plans.values()].map(async (ofSource) => {
      for (const plan of ofSource) {
        if (run.stopped) return;
        await runBatch(run, plan);
        options.progress?.(++done, total);
      }
    }),
  );
  if (run.stopped) throw run.stopped;
  const { catalogue } = publication;
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
    requests: web.sent(),
  };
}

async function runBatch(run: Run, plan: Plan): Promise<void> {
  const series = plan.wanted.map((wanted) => wanted.series);
  try {
    const known = await knownOf(run, series);
    const froms = series.map((each) => firstNeeded(run, plan, each, known.get(each.id)!));
    const pulled = await pull(run, plan, froms.reduce(earlier));
    run.notes.push(...pulled.notes.map((note) => `${plan.name.replace("live ", "")}: ${note}`));
    const judged: { series: Series; accepted: readonly Observation[]; refused: Remark[] }[] = [];
    for (const each of series)
      judged.push({
        series: each,
        ...(await judgeSeries(
          run,
          plan,
          each,
          known.get(each.id)!,
          pulled.rows.get(each.id) ?? [],
        )),
      });
    await run.store.write(async (writer) => {
      for (const { series: each, accepted, refused } of judged) {
        const change = await writer.record(each.id, plan.name, run.now, accepted);
        run.notes.push(...revisionNotes(each.id, known.get(each.id)!, accepted));
        run.outcomes.set(each.id, { change, refused, fault: undefined });
      }
      await writer.recordReading({
        file: plan.name,
        digest: digest(JSON.stringify([...pulled.rows]), 32),
        at: run.now,
        remarks: judged.flatMap(({ refused }) => refused),
      });
    });
  } catch (error) {
    const fault = faultOf(run, plan, error);
    for (const { id } of series) run.outcomes.set(id, { change: NOTHING, refused: [], fault });
  }
}

/**
 * Why a batch gave nothing. Only what says that it is a provider's fault is; with BELLWETHER_DEBUG=1 a fault of our own stops the run
 * where it is.
 */
function faultOf(run: Run, { source, wanted }: Plan, error: unknown): string {
  if (error instanceof WebFault) return run.web.secrets.redact(error.message);
  if (error instanceof Failure) {
    run.stopped ??= error;
    return error.message;
  }
  if (run.debug) throw error;
  const asked = wanted.map(({ series }) => series.id).join(", ");
  const own = ownFault(error, ` while ${source.id} was asked for ${asked}`);
  run.faults.push({ ...own, message: run.web.secrets.redact(own.message) });
  return "a fault of the program, not of the source";
}

const NOTHING: Change = { added: 0, revised: 0, unchanged: 0 };

/** What is to be stored of one series, after its own history was heard. */
async function judgeSeries(
  run: Run,
  plan: Plan,
  series: Series,
  known: Known,
  rows: readonly Row[],
): Promise<{ accepted: readonly Observation[]; refused: Remark[] }> {
  const isTrusted = isAccepted(run, series);
  const first = judge(series, known, rows, run.now, isTrusted);
  const verdict =
    first.restated && series.id.endsWith(".adjusted")
      ? judge(series, known, await wholeHistory(run, plan, series, known), run.now, true)
      : first;
  return { accepted: verdict.accepted, refused: [...verdict.refused] };
}

/** Adjusted prices change back to their beginning with every dividend: all of them are fetched again and become revisions. */
async function wholeHistory(
  run: Run,
  plan: Plan,
  series: Series,
  known: Known,
): Promise<readonly Row[]> {
  const pulled = await pull(run, plan, known.days[0] ?? dayOf(run.now));
  return pulled.rows.get(series.id) ?? [];
}

function pull({ now, web, clients }: Run, { source, wanted }: Plan, from: Day): Promise<Pulled> {
  const http = clients.get(source.id) ?? httpClientOf(web, source);
  clients.set(source.id, http);
  return source.pull({ wanted, from, to: dayOf(now), now }, http);
}

function firstNeeded(run: Run, { source }: Plan, series: Series, known: Known): Day {
  const { since } = run.options;
  if (isAccepted(run, series) && known.days[0] !== undefined) return known.days[0];
  if (since !== undefined) return since;
  const last = known.days.at(-1);
  if (last !== undefined) return overlapFrom(series, last, source.overlap);
  return addDays(
    dayOf(run.now),
    series.secondOf === undefined ? -FIRST_PULL_DAYS : -SECOND_PULL_DAYS,
  );
}

/** All that is stored of these series, whenever it became public. */
async function knownOf(
  { store, publication }: Run,
  series: readonly Series[],
): Promise<Map<string, Known>> {
  const ids = series.map(({ id }) => id);
  const view = (await store.load(publication.catalogue, ids)).view(Number.MAX_SAFE_INTEGER);
  return new Map(ids.map((id) => [id, view.history(id)]));
}

function isAccepted({ options }: Run, series: Series): boolean {
  return options.accept !== undefined && matches(options.accept, series.id);
}

function resultOf(outcome: Outcome | undefined): Omit<LiveResult, keyof SeriesStatus> {
  const { change = NOTHING, refused = [], fault } = outcome ?? {};
  return { added: change.added, revised: change.revised, refused, fault };
}
