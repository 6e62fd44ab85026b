import { resolve } from "node:path";
import type { Day } from "./base/day.ts";
import { outage } from "./base/problem.ts";
import { waiting, type Call } from "./call.ts";
import type { Answer } from "./cli.ts";
import { gather, type GatherSummary } from "./gather/gather.ts";
import { addClaim, type ClaimRequest } from "./gather/live/add-claim.ts";
import { planBatches } from "./gather/live/batches.ts";
import { gatherLive, type LiveOptions, type LiveSummary } from "./gather/live/gather-live.ts";
import { statusOf } from "./gather/live/status.ts";
import { ageText, resultTable, tableLines } from "./gather/live/table.ts";
import { trySources } from "./gather/live/try-sources.ts";
import type { Store } from "./gather/store.ts";
import { WebFault } from "./gather/web/fault.ts";
import { withStore, type Newsroom } from "./newsroom.ts";
import { runStages, type NamedStage } from "./progress.ts";
import { loadPublication, type Publication } from "./publication.ts";

export interface GatherRequest {
  readonly only?: string;
  readonly since?: Day;
  readonly accept?: string;
  readonly record?: string;
  readonly replay?: string;
}

interface Fetching {
  readonly newsroom: Pick<Newsroom, "world" | "publication">;
  readonly store: Store;
  fetched?: LiveSummary;
}

/** Brings every series up to date: from the bundled files and, when asked to, from the live sources. */
export async function gatherAll(call: Call, request: GatherRequest): Promise<Answer> {
  const publication = loadPublication(call.world, call.home, call);
  return withStore(call.world, call.home, waiting, async (store) => {
    const summary = gather(call.world, publication, store);
    const blocked = summary.series.some((each) => each.refused.length > 0);
    if (!call.live) return { status: blocked ? 1 : 0, lines: gatherLines(summary), value: summary };
    const context: Fetching = { newsroom: { world: call.world, publication }, store };
    const { fetched } = await runStages([fetching(request)], context, call);
    return fetchAnswer(fetched!, summary);
  });
}

/** The stage that asks the live sources. */
export function fetching(request: GatherRequest = {}): NamedStage<Fetching> {
  const options: LiveOptions = {
    ...request,
    record: request.record && resolve(request.record),
    replay: request.replay && resolve(request.replay),
  };
  return {
    title: "Fetch",
    async run(context, stage) {
      const { world, publication } = context.newsroom;
      const fetched = await gatherLive(world, publication, context.store, {
        ...options,
        progress: (done, total) => void stage.progress(done, total),
      });
      context.fetched = fetched;
      const failed = fetched.series.filter(({ fault }) => fault !== undefined).length;
      const added = fetched.series.reduce((sum, each) => sum + each.added, 0);
      return `${fetched.series.length} series, ${added} new values, ${failed} not reached, ${fetched.requests} requests`;
    },
  };
}

function fetchAnswer(fetched: LiveSummary, bundled: GatherSummary): Answer {
  const isBehind = fetched.series.some(({ isStale, isRequired }) => isStale && isRequired);
  return {
    status: isBehind ? 1 : 0,
    lines: [...resultTable(fetched.series), ...fetched.notes.map((note) => `note: ${note}`)],
    value: { ...fetched, bundled },
  };
}

/** The part of the table that a person has to look at; empty when every source gave all that was asked. */
export function failedLines({ series }: LiveSummary): string[] {
  const failed = series.filter(({ fault, refused }) => fault !== undefined || refused.length > 0);
  return failed.length === 0 ? [] : resultTable(failed);
}

function gatherLines(summary: GatherSummary): string[] {
  const lines = summary.series.map((each) => {
    const last = each.last ? `to ${each.last}` : "empty";
    return `${each.series}: ${last}, ${each.added} new, ${each.revised} revised, ${each.refused.length} refused`;
  });
  const remarks = summary.series.flatMap((each) =>
    [...each.refused, ...each.flags].map((remark) => `  ${each.series}: ${remark.why}`),
  );
  return [...lines, ...remarks];
}

/** Every series with its source, the terms of use, when it was last heard of, its age and what is due next. */
export async function listSources(call: Call): Promise<Answer> {
  const publication = loadPublication(call.world, call.home, call);
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
  return { status: 0, lines: tableLines([heads, ...rows]), value };
}

function standing(call: Call, publication: Publication, store: Store) {
  const { catalogue } = publication;
  const batches = [...planBatches(catalogue.series.values()).values()].flat();
  const nameOf = new Map(
    batches.flatMap(({ name, wanted }) => wanted.map(({ series }) => [series.id, name] as const)),
  );
  return [...catalogue.series.values()]
    .filter(({ derive }) => derive === undefined)
    .map((series) => {
      const file = nameOf.get(series.id) ?? `content/data/${series.from?.file}`;
      const at = store.lastReading(file)?.at;
      const source = catalogue.sources.get(series.source ?? "");
      return {
        ...statusOf(series, catalogue, store, call.world.now()),
        success: at === undefined ? undefined : `${new Date(at).toISOString().slice(0, 16)}Z`,
        licence: source?.licence ?? "",
        attribution: source?.attribution ?? "",
        commercial: source?.commercial ?? false,
      };
    });
}

/** One tiny request to each live source, or to one. */
export async function testSources(call: Call, id: string | undefined): Promise<Answer> {
  const publication = loadPublication(call.world, call.home, { live: true });
  const verdicts = await trySources(call.world, publication, id);
  return {
    status: verdicts.every(({ works }) => works) ? 0 : 1,
    lines: verdicts.map(
      ({ source, series, works, said }) =>
        `${works ? "works" : "fails"}  ${source} (${series}): ${said}`,
    ),
    value: verdicts,
  };
}

/** Takes a third party's post in as a claim, to be completed by an editor. */
export async function claimAdd(call: Call, request: ClaimRequest): Promise<Answer> {
  const publication = loadPublication(call.world, call.home, call);
  try {
    const { file, claim } = await addClaim(call.world, publication, request);
    const said = claim.quote === undefined ? "" : `: "${claim.quote}"`;
    const lines = [
      `${file}: ${claim.reporter}, ${claim.posted}${said}`,
      "Fill in its figures, then run `bellwether gather`.",
    ];
    return { status: 0, lines, value: { file, claim } };
  } catch (error) {
    if (!(error instanceof WebFault)) throw error;
    const advice = "Try again later, or give --reporter and --posted and another address.";
    throw outage({ code: error.code, message: `${error.message}.`, advice });
  }
}
