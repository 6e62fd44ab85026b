import { suggestion } from "../base/nearest.ts";
import { mistake } from "../base/problem.ts";
import { matches } from "../base/text.ts";
import { gather, type GatherSummary } from "../gather/gather.ts";
import type { LiveSummary } from "../gather/live/gather-live.ts";
import { noteLines, resultTable } from "./live-table.ts";
import { withStore } from "../newsroom/with-store.ts";
import { loadPublication, type Publication } from "../publication/publication.ts";
import { waiting, type Answer, type Call } from "./call.ts";
import { fetching, type Fetching, type GatherRequest } from "./fetching.ts";
import { runStages } from "./progress.ts";

/** Brings every series up to date: from the bundled files and, when asked to, from the live sources. */
export async function gatherAll(call: Call, request: GatherRequest): Promise<Answer> {
  const publication = loadPublication(call.world, call.home, call.kit, call);
  for (const glob of [request.only, request.accept]) refuseUnmatched(publication, glob, call.live);
  return withStore(call.world, call.home, waiting, async (store) => {
    const summary = await gather(call.world, publication, store, {
      only: request.only,
      accept: request.accept,
      reason: request.reason,
    });
    const blocked = summary.series.some((each) => each.refused.length > 0);
    const notes = noteLines(publication, call);
    if (!call.live)
      return {
        status: blocked ? 1 : 0,
        lines: [...gatherLines(summary), ...notes],
        value: summary,
      };
    const context: Fetching = {
      newsroom: { kit: call.kit, world: call.world, publication },
      store,
    };
    const { fetched } = await runStages([fetching(request)], context, call);
    const answer = fetchAnswer(fetched!, summary);
    return { ...answer, lines: [...answer.lines, ...notes] };
  });
}

/** @throws Failure (2) with the nearest id where a pattern matches no series, or none of those that are gathered. */
function refuseUnmatched(
  { catalogue }: Publication,
  glob: string | undefined,
  isLive: boolean,
): void {
  const matching = [...catalogue.series.values()].filter(({ id }) => matches(glob ?? "*", id));
  if (glob === undefined || matching.some(({ from, live }) => from || (isLive && live))) return;
  const isDeclared = matching.length > 0;
  const ways = isLive ? "a file or a live source" : "a file: `--live` asks live sources";
  throw mistake({
    code: "unknown-series",
    message: `No series ${isDeclared ? `that matches "${glob}" comes from ${ways}` : `matches "${glob}"`}.`,
    ...(isDeclared
      ? {}
      : { advice: suggestion(glob.replaceAll("*", ""), catalogue.series.keys()) }),
  });
}

function fetchAnswer(fetched: LiveSummary, bundled: GatherSummary): Answer {
  const isBehind = fetched.series.some(({ isStale, isRequired }) => isStale && isRequired);
  return {
    status: isBehind ? 1 : 0,
    lines: [...resultTable(fetched.series), ...fetched.notes.map((note) => `note: ${note}`)],
    value: { ...fetched, bundled },
    faults: fetched.faults,
  };
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
