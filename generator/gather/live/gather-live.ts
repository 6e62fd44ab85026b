import { matches } from "../../base/text.ts";
import { addDays, dayOf, type Day, type Instant } from "../../base/day.ts";
import { digest } from "../../base/digest.ts";
import { Failure, ownFault, type Problem } from "../../base/problem.ts";
import type { World } from "../../world/world.ts";
import type { Publication } from "../../publication/publication.ts";
import { secondIdOf, type Series } from "../../publication/catalogue.ts";
import type { Change, Remark } from "../../store/observation.ts";
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
  reachBack,
  SECOND_PULL_PERIODS,
  type Plan,
} from "./batches.ts";
import type { Known } from "../guards/history.ts";
import { acceptanceOf, type Acceptance, type AcceptRequest } from "../guards/acceptance.ts";
import { hear, type Heard } from "../guards/hear.ts";
import { admitAnswer } from "../guards/judge.ts";
import { knownOf, type KnownSeries } from "../guards/witnesses.ts";
import { disputeNotes } from "./disputes.ts";
import { revisionNotes } from "./revisions.ts";
import { statusOf, type SeriesStatus } from "./status.ts";

export interface LiveOptions extends AcceptRequest {
  /** Only series whose id matches: `btc.*`. */
  readonly only?: string | undefined;
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
  readonly acceptance: Acceptance;
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
  const { catalogue } = publication;
  const chosen = [...catalogue.series.values()].filter(
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
    acceptance: acceptanceOf(options, catalogue.series.values()),
    debug: world.env["BELLWETHER_DEBUG"] === "1",
    notes: [],
    outcomes: new Map(),
    faults: [],
  };
  const total = [...plans.values()].flat().length;
  let done = 0;
  const runAll = async (isWanted: (plan: Plan) => boolean): Promise<void> => {
    const runSource = async (ofSource: readonly Plan[]): Promise<void> => {
      for (const plan of ofSource.filter(isWanted)) {
        if (run.stopped) return;
        await runBatch(run, plan);
        options.progress?.(++done, total);
      }
    };
    await Promise.all([...plans.values()].map(runSource));
  };
  // Second sources are heard first, so that they can bear witness.
  await runAll(isSecond);
  await runAll((plan) => !isSecond(plan));
  if (run.stopped) throw run.stopped;
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

function isSecond({ wanted }: Plan): boolean {
  return wanted.every(({ series }) => series.secondOf !== undefined);
}

async function runBatch(run: Run, plan: Plan): Promise<void> {
  const series = plan.wanted.map((wanted) => wanted.series);
  try {
    const known = await knownOf(run.store, run.publication.catalogue, series);
    const froms = series.map((each) => firstNeeded(run, plan, each, known.get(each.id)!));
    const { pulled, heard } = await answered(run, plan, known, froms.reduce(earlier));
    run.notes.push(...pulled.notes.map((note) => `${plan.name.replace("live ", "")}: ${note}`));
    await run.store.write(async (writer) => {
      for (const { series: each, accepted, refused, accepts } of heard) {
        const change = await writer.record(each.id, plan.name, run.now, accepted);
        run.notes.push(
          ...accepts.map(({ why }) => `${each.id}: ${why}`),
          ...revisionNotes(each.id, known.get(each.id)!, accepted),
        );
        const fault = pulled.faults?.get(each.id);
        run.outcomes.set(each.id, { change, refused, fault });
      }
      await writer.recordReading({
        file: plan.name,
        digest: digest(JSON.stringify([...pulled.rows]), 32),
        at: run.now,
        remarks: heard.flatMap(({ refused, accepts }) => [...refused, ...accepts]),
      });
    });
  } catch (error) {
    const fault = faultOf(run, plan, error);
    for (const { id } of series) run.outcomes.set(id, { change: NOTHING, refused: [], fault });
  }
}

/**
 * What the source says from a day on, and what of it the guards let in. A history that was restated for a cause that is known, a
 * payout or a split, is asked for whole: all of it becomes revisions.
 */
async function answered(
  run: Run,
  plan: Plan,
  known: KnownSeries,
  from: Day,
): Promise<{ readonly pulled: Pulled; readonly heard: readonly Heard[] }> {
  const pulled = await pull(run, plan, from);
  const heard = heardOf(run, plan, known, pulled);
  const first = heard
    .filter(({ restated }) => restated)
    .map(({ series }) => known.get(series.id)!.days[0]!);
  if (first.length === 0) return { pulled, heard };
  const whole = await pull(run, plan, first.reduce(earlier));
  const again = heardOf(run, plan, known, whole);
  return {
    pulled,
    heard: heard.map((each, at) => (each.restated ? again[at]! : each)),
  };
}

/** Each series of an answer, held to its declaration and by the guards. */
function heardOf(run: Run, { wanted }: Plan, known: KnownSeries, pulled: Pulled): Heard[] {
  const admissions = wanted.map(({ series }) =>
    admitAnswer(series, pulled.rows.get(series.id) ?? [], run.now),
  );
  const heard = hear(
    wanted.map(({ series }, at) => ({ series, observations: admissions[at]!.accepted })),
    {
      catalogue: run.publication.catalogue,
      known,
      ...(pulled.splits ? { splits: pulled.splits } : {}),
      acceptance: run.acceptance,
      command: (series) => `bellwether gather --live --accept ${series} --reason "…"`,
    },
  );
  return heard.map((each, at) => ({
    ...each,
    refused: [...admissions[at]!.refused, ...each.refused],
  }));
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

function pull({ now, web, clients }: Run, { source, wanted }: Plan, from: Day): Promise<Pulled> {
  const http = clients.get(source.id) ?? httpClientOf(web, source);
  clients.set(source.id, http);
  return source.pull({ wanted, from, to: dayOf(now), now }, http);
}

function firstNeeded(run: Run, { source }: Plan, series: Series, known: Known): Day {
  const { since } = run.options;
  if (run.acceptance(series.id) !== undefined && known.days[0] !== undefined) return known.days[0];
  if (since !== undefined) return since;
  const last = known.days.at(-1);
  if (last !== undefined) return overlapFrom(series, last, source.overlap);
  return series.secondOf === undefined
    ? addDays(dayOf(run.now), -FIRST_PULL_DAYS)
    : reachBack(series, run.now, SECOND_PULL_PERIODS);
}

function resultOf(outcome: Outcome | undefined): Omit<LiveResult, keyof SeriesStatus> {
  const { change = NOTHING, refused = [], fault } = outcome ?? {};
  return { added: change.added, revised: change.revised, refused, fault };
}
