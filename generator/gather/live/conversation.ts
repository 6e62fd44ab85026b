import { addDays, dayOf, type Day, type Instant } from "../../base/day.ts";
import { digest } from "../../base/digest.ts";
import { Failure, ownFault, type Problem } from "../../base/problem.ts";
import type { Series } from "../../publication/catalogue.ts";
import type { Publication } from "../../publication/publication.ts";
import type { Change, Remark } from "../../store/observation.ts";
import type { Store } from "../../store/store.ts";
import { WebFault } from "../../web/fault.ts";
import { httpClientOf, type HttpClient } from "../../web/http-client.ts";
import type { Web } from "../../web/web.ts";
import type { Admission } from "../admit.ts";
import type { Acceptance } from "../guards/acceptance.ts";
import { hear, type Heard } from "../guards/hear.ts";
import type { Known } from "../guards/history.ts";
import { admitAnswer } from "../guards/judge.ts";
import { knownOf, type KnownSeries, type Offered } from "../guards/witnesses.ts";
import type { Pulled } from "../sources/contract.ts";
import {
  earlier,
  FIRST_PULL_DAYS,
  overlapFrom,
  reachBack,
  SECOND_PULL_PERIODS,
  type Plan,
} from "./batches.ts";
import { revisionNotes } from "./revisions.ts";

/** What came of asking for one series. */
export interface Outcome {
  readonly change: Change;
  readonly refused: readonly Remark[];
  readonly fault: string | undefined;
}

/** One run over the live sources. */
export interface Run {
  readonly now: Instant;
  readonly store: Store;
  readonly publication: Publication;
  readonly web: Web;
  /** By source, for the whole run. */
  readonly clients: Map<string, HttpClient>;
  /** First period to ask for, instead of what is missing. */
  readonly since: Day | undefined;
  readonly acceptance: Acceptance;
  readonly debug: boolean;
  readonly notes: string[];
  readonly outcomes: Map<string, Outcome>;
  readonly faults: Problem[];
  /** Set where nothing can be stored any more. */
  stopped?: Failure;
}

/** One answer, held to the declarations and not yet to anything else. */
export interface Asked {
  readonly pulled: Pulled;
  /** In the order of the plan's series. */
  readonly admissions: readonly Admission[];
  readonly series: readonly Series[];
}

export const NOTHING: Change = { added: 0, revised: 0, unchanged: 0 };

/** Asks a source for what is missing of a batch; undefined where nothing came, which is noted. */
export async function ask(run: Run, plan: Plan): Promise<Asked | undefined> {
  if (run.stopped) return undefined;
  const series = plan.wanted.map((wanted) => wanted.series);
  return attempt(run, plan, async () => {
    const known = await knownOf(run.store, run.publication.catalogue, series);
    const froms = series.map((each) => firstNeeded(run, plan, each, known.get(each.id)!));
    return admitted(run, plan, await pull(run, plan, froms.reduce(earlier)));
  });
}

/** What answers offer, by series. */
export function offeredIn(answers: readonly (Asked | undefined)[]): Offered {
  return new Map(
    answers.flatMap((answer) =>
      (answer?.series ?? []).map(({ id }, at) => [id, answer!.admissions[at]!.accepted] as const),
    ),
  );
}

/** Stores what of an answer the guards let in, in one transaction. */
export async function takeIn(run: Run, plan: Plan, asked: Asked, offered: Offered): Promise<void> {
  if (run.stopped) return;
  await attempt(run, plan, async () => {
    const { pulled, series } = asked;
    const known = await knownOf(run.store, run.publication.catalogue, series);
    const heard = await heardWhole(run, plan, asked, known, offered);
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
  });
}

/** Does work on a batch; where it fails, that is what came of each of its series. */
async function attempt<T>(run: Run, plan: Plan, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const fault = faultOf(run, plan, error);
    for (const { series } of plan.wanted)
      run.outcomes.set(series.id, { change: NOTHING, refused: [], fault });
    return undefined;
  }
}

/**
 * What of an answer the guards let in. A history that was restated for a cause that is known, a payout or a split, is asked for
 * whole: all of it becomes revisions.
 */
async function heardWhole(
  run: Run,
  plan: Plan,
  asked: Asked,
  known: KnownSeries,
  offered: Offered,
): Promise<readonly Heard[]> {
  const heard = heardOf(run, asked, known, offered);
  const first = heard
    .filter(({ restated }) => restated)
    .map(({ series }) => known.get(series.id)!.days[0]!);
  if (first.length === 0) return heard;
  const whole = admitted(run, plan, await pull(run, plan, first.reduce(earlier)));
  const again = heardOf(run, whole, known, offered);
  return heard.map((each, at) => (each.restated ? again[at]! : each));
}

function admitted(run: Run, { wanted }: Plan, pulled: Pulled): Asked {
  const series = wanted.map((each) => each.series);
  const admissions = series.map((each) =>
    admitAnswer(each, pulled.rows.get(each.id) ?? [], run.now),
  );
  return { pulled, series, admissions };
}

/** Each series of an answer, held to its declaration and by the guards. */
function heardOf(
  run: Run,
  { pulled, series, admissions }: Asked,
  known: KnownSeries,
  offered: Offered,
): Heard[] {
  const heard = hear(
    series.map((each, at) => {
      const { accepted: observations, repeated } = admissions[at]!;
      return { series: each, observations, repeated };
    }),
    {
      catalogue: run.publication.catalogue,
      known,
      offered,
      ...(pulled.splits ? { splits: pulled.splits } : {}),
      acceptance: run.acceptance,
      command: (id) => `bellwether gather --live --accept ${id} --reason "…"`,
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

function pull({ now, web, clients }: Run, { source, wanted }: Plan, from: Day): Promise<Pulled> {
  const http = clients.get(source.id) ?? httpClientOf(web, source);
  clients.set(source.id, http);
  return source.pull({ wanted, from, to: dayOf(now), now }, http);
}

function firstNeeded(run: Run, { source }: Plan, series: Series, known: Known): Day {
  const { since } = run;
  if (run.acceptance(series.id) !== undefined && known.days[0] !== undefined) return known.days[0];
  if (since !== undefined) return since;
  const last = known.days.at(-1);
  if (last !== undefined) return overlapFrom(series, last, source.overlap);
  return series.secondOf === undefined
    ? addDays(dayOf(run.now), -FIRST_PULL_DAYS)
    : reachBack(series, run.now, SECOND_PULL_PERIODS);
}
