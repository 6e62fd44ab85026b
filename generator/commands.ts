import { relative } from "node:path";
import { addDays, dayOf, type Day } from "./base/day.ts";
import { mistake } from "./base/problem.ts";
import { waiting, type Call } from "./call.ts";
import { formatReport, type CheckReport } from "./check/report.ts";
import { formatExplanation } from "./check/explain.ts";
import type { Answer } from "./cli.ts";
import { failedLines, fetching } from "./gather-commands.ts";
import { gather, type GatherSummary } from "./gather/gather.ts";
import type { LiveSummary } from "./gather/live/gather-live.ts";
import { importFile, type ImportRequest } from "./gather/import-file.ts";
import type { Store } from "./gather/store.ts";
import { firstMissed } from "./editions.ts";
import { cutoffOf } from "./narrate/bound.ts";
import { openNewsroom, withStore, type Newsroom } from "./newsroom.ts";
import {
  approveFiles,
  checkFiles,
  explainFile,
  makeEditions,
  publishEditions,
  type Made,
} from "./pipeline.ts";
import { runStages, type NamedStage } from "./progress.ts";
import { loadPublication, type Publication } from "./publication.ts";
import type { PublishSummary } from "./publish/publish.ts";
import { serve } from "./publish/serve.ts";
import { initHome } from "./init.ts";

/** What the stages of a run hand on. */
interface Progressing {
  readonly newsroom: Newsroom;
  readonly store: Store;
  gathered?: GatherSummary;
  fetched?: LiveSummary;
  made?: readonly Made[];
  published?: PublishSummary;
}

export { callOf } from "./call.ts";
export { claimAdd, gatherAll, listSources, testSources } from "./gather-commands.ts";
export { narrativesBacktest } from "./evidence-commands.ts";
export { schedule } from "./schedule.ts";

export async function init(call: Call, folder: string): Promise<Answer> {
  const { made, kept } = initHome(call.world, folder);
  const shown = relative(process.cwd(), folder) || ".";
  return {
    status: 0,
    lines: [
      `Made ${made} files in ${shown}${kept > 0 ? `; ${kept} were there before and stay as they are` : ""}.`,
      `Next: bellwether start --home ${shown} --from 2025-04-09 --to 2025-05-08`,
    ],
    value: { folder, made, kept },
  };
}

export async function importSeries(call: Call, request: ImportRequest): Promise<Answer> {
  const publication = loadPublication(call.world, call.home, call);
  const summary = await withStore(call.world, call.home, waiting, (store) =>
    importFile(call.world, publication, store, request),
  );
  return {
    status: 0,
    lines: [
      `${summary.series}: ${summary.added} new, ${summary.revised} revised, ${summary.unchanged} unchanged.`,
      ...summary.flags.map((flag) => `  ${flag.why}`),
    ],
    value: summary,
  };
}

/** The edition of the day; from live sources also the editions that were missed since the last. */
export async function daily(call: Call, date: Day | undefined): Promise<Answer> {
  const today = dayOf(call.world.now());
  if (date !== undefined || !call.live)
    return editions(call, { from: date ?? today, to: date ?? today });
  const { cutoff, home } = loadPublication(call.world, call.home, call);
  const to = cutoffOf(today, cutoff) <= call.world.now() ? today : addDays(today, -1);
  return editions(call, { from: firstMissed(call.world, home, to), to });
}

export async function backfill(
  call: Call,
  range: { readonly from: Day; readonly to: Day },
): Promise<Answer> {
  return editions(call, inOrder(range));
}

/** Gathers, and makes the editions of a range. */
async function editions(
  call: Call,
  range: { readonly from: Day; readonly to: Day },
): Promise<Answer> {
  const newsroom = openNewsroom(call.world, call.home, call);
  return withStore(call.world, call.home, waiting, async (store) => {
    const done = await runStages<Progressing>(
      call.live ? [gathering, fetching(), making(range)] : [gathering, making(range)],
      { newsroom, store } as Progressing,
      call,
    );
    const answer = editionAnswer(done.made ?? []);
    return done.fetched ? withFetched(answer, done.fetched) : answer;
  });
}

export async function checkArticles(call: Call, files: readonly string[]): Promise<Answer> {
  const newsroom = openNewsroom(call.world, call.home, call);
  const reports = await withStore(call.world, call.home, waiting, (store) =>
    checkFiles(newsroom, store, files),
  );
  return { status: blocks(reports) ? 1 : 0, lines: reports.map(formatReport), value: reports };
}

export async function approve(call: Call, files: readonly string[], by: string): Promise<Answer> {
  const newsroom = openNewsroom(call.world, call.home, call);
  const approvals = await withStore(call.world, call.home, waiting, (store) =>
    approveFiles(newsroom, store, files, by),
  );
  return {
    status: approvals.every((each) => each.approved) ? 0 : 1,
    lines: approvals.map((each) =>
      each.approved
        ? `${each.path}: approved by ${by}`
        : `${formatReport(each.report)}\n${each.path}: stays a draft`,
    ),
    value: approvals,
  };
}

export async function publishSite(call: Call): Promise<Answer> {
  const newsroom = openNewsroom(call.world, call.home, call);
  const summary = await withStore(call.world, call.home, waiting, (store) =>
    publishEditions(newsroom, store),
  );
  return { status: 0, lines: [publishLine(summary, newsroom.publication)], value: summary };
}

export async function serveSite(call: Call, port: number | undefined): Promise<Answer> {
  const publication = loadPublication(call.world, call.home, call);
  return serving(call, publication, port);
}

export async function explainArticle(
  call: Call,
  file: string,
  figure: string | undefined,
): Promise<Answer> {
  const newsroom = openNewsroom(call.world, call.home, call);
  const explanation = await withStore(call.world, call.home, waiting, (store) =>
    explainFile(newsroom, store, file, figure),
  );
  return { status: 0, lines: [formatExplanation(explanation)], value: explanation };
}

export async function start(
  call: Call,
  options: { readonly from?: Day; readonly to?: Day; readonly port?: number },
): Promise<Answer> {
  const to = options.to ?? dayOf(call.world.now());
  const range = inOrder({ from: options.from ?? addDays(to, -29), to });
  const newsroom = openNewsroom(call.world, call.home, call);
  const done = await withStore(call.world, call.home, waiting, (store) =>
    runStages<Progressing>(
      call.live
        ? [gathering, fetching(), making(range), publishing]
        : [gathering, making(range), publishing],
      { newsroom, store } as Progressing,
      call,
    ),
  );
  const answer = editionAnswer(done.made ?? []);
  if (done.published?.articles === 0) return answer;
  if (!call.silent) process.stdout.write(`${answer.lines.slice(-3).join("\n")}\n`);
  const served = await serving(call, newsroom.publication, options.port);
  return { ...served, status: answer.status };
}

const gathering: NamedStage<Progressing> = {
  title: "Gather",
  async run(context, stage) {
    const { newsroom, store } = context;
    const summary = gather(newsroom.world, newsroom.publication, store);
    context.gathered = summary;
    await stage.progress(1, 1);
    const added = total(summary, "added");
    const refused = summary.series.reduce((sum, each) => sum + each.refused.length, 0);
    return `${summary.series.length} series, ${added} new values, ${total(summary, "revised")} revised, ${refused} refused`;
  },
};

function making(range: { readonly from: Day; readonly to: Day }): NamedStage<Progressing> {
  const one = range.from === range.to;
  return {
    title: one ? `Edition of ${range.to}` : `Editions ${range.from} to ${range.to}`,
    async run(context, stage) {
      context.made = await makeEditions(context.newsroom, context.store, range, (done, all) =>
        stage.progress(done, all),
      );
      const articles = context.made.flatMap((each) => each.articles);
      const figures = articles.reduce((sum, each) => sum + each.report.figures, 0);
      const approved = articles.filter((each) => each.status === "approved").length;
      return `${articles.length} articles, ${figures} figures checked, ${approved} approved`;
    },
  };
}

const publishing: NamedStage<Progressing> = {
  title: "Publish",
  async run(context, stage) {
    context.published = publishEditions(context.newsroom, context.store);
    await stage.progress(1, 1);
    return `${context.published.articles} articles, ${context.published.pages} files${context.published.changed ? "" : ", unchanged"}`;
  },
};

function editionAnswer(made: readonly Made[]): Answer {
  const articles = made.flatMap((each) => each.articles);
  const blocked = articles.filter((each) => each.report.errors > 0);
  const empty = made.filter((each) => each.articles.length === 0);
  return {
    status: blocked.length > 0 || empty.length > 0 ? 1 : 0,
    lines: [
      ...blocked.map((each) => formatReport(each.report)),
      ...empty.map((each) => emptyLine(each)),
      ...articles.map(
        (each) =>
          `${each.path}  ${each.status}, ${each.saved}${each.saved === "kept" ? " as a person left it" : ""}`,
      ),
    ],
    value: { editions: made },
  };
}

/** Says before the articles what the live sources did not give. */
function withFetched(answer: Answer, fetched: LiveSummary): Answer {
  const lines = [...failedLines(fetched), ...answer.lines];
  return { ...answer, lines, value: { ...(answer.value as object), fetched } };
}

function emptyLine({ day, stale }: Made): string {
  const [first] = stale;
  const ends = first?.last ? `${first.title} ends on ${first.last}` : `${first?.title} is empty`;
  const why = first
    ? `${stale.length} series were out of date at its cut-off (${ends})`
    : "no story found enough to say";
  return `${day}: no article, since ${why}. Choose another day with --date, or bring the series up to date.`;
}

async function serving(
  call: Call,
  publication: Publication,
  port: number | undefined,
): Promise<Answer> {
  const served = await serve(call.world, publication, port === undefined ? {} : { port });
  if (call.silent) process.stdout.write(`${JSON.stringify({ address: served.address })}\n`);
  else process.stdout.write(`The site is at ${served.address} (Ctrl-C stops it)\n`);
  await new Promise<void>((done) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => done());
  });
  await served.close();
  return { status: 0, lines: [], value: { address: served.address, stopped: true } };
}

function total(summary: GatherSummary, key: "added" | "revised"): number {
  return summary.series.reduce((sum, each) => sum + each[key], 0);
}

function blocks(reports: readonly CheckReport[]): boolean {
  return reports.some((report) => report.errors > 0);
}

function publishLine(summary: PublishSummary, publication: Publication): string {
  const where = relative(process.cwd(), summary.dist) || summary.dist;
  return `${publication.name}: ${summary.articles} articles, ${summary.pages} files in ${where}${summary.changed ? "" : ", unchanged"}; ${summary.drafts} drafts left out.`;
}

function inOrder(range: { readonly from: Day; readonly to: Day }): {
  readonly from: Day;
  readonly to: Day;
} {
  if (range.from <= range.to) return range;
  throw mistake({
    code: "range",
    message: `--from ${range.from} lies after --to ${range.to}.`,
    advice: "Give the earlier day first.",
  });
}
