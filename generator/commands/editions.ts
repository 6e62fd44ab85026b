import { addDays, dayOf, type Day } from "../base/day.ts";
import { once } from "../base/memo.ts";
import { mistake } from "../base/problem.ts";
import { formatReport } from "../check/report.ts";
import { tellStanding } from "../articles/approval.ts";
import { missedUntil } from "../articles/editions.ts";
import { gather, type GatherSummary } from "../gather/gather.ts";
import type { LiveSummary } from "../gather/live/gather-live.ts";
import type { Store } from "../store/store.ts";
import type { World } from "../world/world.ts";
import { cutoffOf } from "../narrate/edition.ts";
import type { Outset } from "../newsroom/ground.ts";
import { openMadeBefore, type MadeBefore } from "../newsroom/made-before.ts";
import type { Newsroom } from "../newsroom/newsroom.ts";
import { withStore } from "../newsroom/with-store.ts";
import type { StaleSeries } from "../newsroom/draft-edition.ts";
import type { Counted, Filed, Made } from "../newsroom/pipeline.ts";
import { loadPublication } from "../publication/publication.ts";
import { waiting, type Answer, type Call } from "./call.ts";
import { remarkableLines, fetching } from "./fetching.ts";
import { refusedLines } from "./gather.ts";
import { runStages, type NamedStage } from "./progress.ts";

/** Days, both included. */
interface Range {
  readonly from: Day;
  readonly to: Day;
}

/** What the stages of a run hand on. */
export interface Progressing {
  readonly newsroom: Outset;
  /** The newsroom with its templates, which are read where an edition has to be made. */
  readonly open: () => Promise<Newsroom>;
  readonly store: Store;
  readonly before: MadeBefore;
  gathered?: GatherSummary;
  fetched?: LiveSummary;
  made?: readonly Made[];
}

/** The edition of the last cut-off; from live sources also the editions that were missed since the last. */
export async function daily(call: Call, date: Day | undefined): Promise<Answer> {
  if (date !== undefined) return editions(call, { from: date, to: date });
  const { cutoff, home } = loadPublication(call.world, call.home, call.kit, call);
  const today = dayOf(call.world.now());
  const to = cutoffOf(today, cutoff) <= call.world.now() ? today : addDays(today, -1);
  if (!call.live) return editions(call, { from: to, to });
  const { from, gap } = missedUntil(call.world, home, to);
  const answer = await editions(call, { from, to });
  return gap ? withGap(answer, gap) : answer;
}

/** Says which editions are missing and are not made up for, and how to make them. */
function withGap(answer: Answer, gap: Range): Answer {
  const line = `No edition from ${gap.from} to ${gap.to}, which is too long ago to be made up for unasked. To make them: bellwether backfill --live --from ${gap.from} --to ${gap.to}`;
  return {
    ...answer,
    status: answer.status === 0 ? 1 : answer.status,
    lines: [line, ...answer.lines],
    value: { ...(answer.value as object), gap },
  };
}

/** The editions of a range of days. */
export async function backfill(
  call: Call,
  { anew = false, ...range }: Range & { readonly anew?: boolean },
): Promise<Answer> {
  return editions(call, range, anew);
}

/** Gathers, and makes the editions of a range; of templates that an edition was made with nothing is read while nothing is new. */
async function editions(call: Call, asked: Range, anew = false): Promise<Answer> {
  const { world, kit, home, live } = call;
  const range = inOrder(asked, world);
  const publication = loadPublication(world, home, kit, call);
  const newsroom = { world, kit, publication };
  refuseEmpty(newsroom);
  return withStore(world, home, waiting, async (store) => {
    const before = await openMadeBefore(newsroom, store, live);
    const open = once(async () => {
      const { openNewsroom } = await import("../newsroom/newsroom.ts");
      return openNewsroom(world, home, kit, { live, publication });
    });
    // A mistake in a template is told before anything is gathered.
    if (!before.isSameGround) await open();
    const done = await runStages<Progressing>(
      editionStages(call, range, anew),
      { newsroom, open, store, before },
      call,
    );
    const told = editionAnswer(done.made ?? []);
    const refused = done.gathered ? refusedLines(done.gathered) : [];
    const answer = { ...told, lines: [...refused, ...told.lines] };
    return done.fetched ? withFetched(answer, done.fetched) : answer;
  });
}

/** @throws Failure (2) where there is nothing to write about. */
export function refuseEmpty({ publication }: Pick<Newsroom, "publication">): void {
  if (publication.catalogue.series.size > 0) return;
  throw mistake({
    code: "no-series",
    file: "bellwether.yaml",
    message: "No series is declared, so there is nothing to write about.",
    advice: NOTHING_DECLARED,
  });
}

/** What to do about that. */
export const NOTHING_DECLARED =
  "Declare a source, a subject and its series there, after the example that stands behind #; then fill it: bellwether import FILE --series ID, or a live source in live.yaml.";

/** Gather, fetch where sources are live, and make the editions of a range. */
export function editionStages(call: Call, range: Range, anew = false): NamedStage<Progressing>[] {
  const made = making(range, anew, call.live);
  return call.live ? [gathering, fetching(), made] : [gathering, made];
}

const gathering: NamedStage<Progressing> = {
  title: "Gather",
  async run(context, stage) {
    const { newsroom, store, open } = context;
    const summary = await gather(newsroom.world, newsroom.publication, store, {
      // What is new makes another edition: its templates are read as soon as gathering has to wait for the store.
      found: () => void setImmediate(() => void open().catch(() => {})),
    });
    context.gathered = summary;
    await stage.progress(1, 1);
    const added = total(summary, "added");
    const refused = summary.series.reduce((sum, each) => sum + each.refused.length, 0);
    return `${summary.series.length} series, ${added} new values, ${total(summary, "revised")} revised, ${refused} refused`;
  },
};

/** So many days take some seconds. */
const LONG_PAST = 60;

function making(range: Range, anew: boolean, live: boolean): NamedStage<Progressing> {
  const one = range.from === range.to;
  return {
    title: one ? `Edition of ${range.to}` : `Editions ${range.from} to ${range.to}`,
    async run(context, stage) {
      const { store, before } = context;
      const progress = (done: number, all: number, of: Counted): Promise<void> => {
        if (of === "past" && done === 1 && all >= LONG_PAST)
          stage.say(`Reading the rules on ${all} past days; another day costs that day alone.`);
        return stage.progress(done, all);
      };
      const make = async (): Promise<readonly Made[]> => {
        const { makeEditions } = await import("../newsroom/pipeline.ts");
        const keep = await before.begin(range);
        const made = await makeEditions(await context.open(), store, range, progress, {
          anew,
          live,
        });
        await keep(made);
        return made;
      };
      const found = anew ? undefined : await before.find(range);
      context.made = found ?? (await make());
      const articles = context.made.flatMap((each) => each.articles);
      const figures = articles.reduce((sum, each) => sum + each.report.figures, 0);
      const approved = articles.filter((each) => each.status === "approved").length;
      const told = `${articles.length} articles, ${figures} figures checked, ${approved} approved`;
      return found ? `nothing new, ${told}` : told;
    },
  };
}

/** What became of the editions, for people and programs. */
export function editionAnswer(made: readonly Made[]): Answer {
  const articles = made.flatMap((each) => each.articles);
  const blocked = articles.filter((each) => each.report.errors > 0);
  const bare = made.filter((each) => each.articles.length === 0);
  const empty = bare.filter((each) => !isQuiet(each));
  const unapproved = articles.filter(({ status }) => status === "edited" || status === "unsigned");
  const behind = Map.groupBy(
    made.flatMap(({ day, stale }) => stale.map((each) => ({ ...each, day }))),
    ({ series }) => series,
  )
    .values()
    .filter(([first]) => first!.required)
    .map(behindLine)
    .toArray();
  const open = articles.filter(({ saved }) => saved === "open");
  const lacking = made.filter((each) => each.articles.length > 0).flatMap(lackingLines);
  const isAwaited = [blocked, empty, unapproved, open, behind, lacking].some(
    (each) => each.length > 0,
  );
  return {
    status: isAwaited ? 1 : 0,
    lines: [
      ...behind,
      ...blocked.map((each) => formatReport(each.report)),
      ...empty.map((each) => emptyLine(each)),
      ...bare.filter(isQuiet).map(quietLine),
      ...made.filter(isShortened).flatMap(leftOutLines),
      ...articles.map(articleLine),
      ...made.flatMap(leftLines),
      ...blocked.map(blockedLine),
      ...lacking,
    ],
    value: { editions: made },
  };
}

/** The articles that readers may have seen and that would be others now: they stay as they are. */
export function keptLines(made: Made): string[] {
  const kept = made.articles.filter(({ saved, late }) => saved === "published" && late);
  return [...kept.map(articleLine), ...leftLines(made)];
}

function leftLines({ left }: Made): string[] {
  return left.map((path) => `${path}  kept: published; data that came later would leave it out`);
}

function articleLine({ path, status, saved, late, open = 0 }: Filed): string {
  if (saved === "merged")
    return `${path}  ${tellStanding(status)}, what a person wrote put together with later data`;
  if (saved === "open") {
    const places = open === 1 ? "1 sentence" : `${open} sentences`;
    return `${path}  ${tellStanding(status)}, kept as a person left it; ${places} would read otherwise now: \`bellwether merge ${path}\``;
  }
  const isEdited = saved === "published" && status !== "approved";
  if (saved === "kept" || isEdited) {
    const standing = tellStanding(status, isEdited ? path : undefined);
    return `${path}  ${standing}, kept as a person left it`;
  }
  if (saved !== "published") return `${path}  ${tellStanding(status)}, ${saved}`;
  if (late === undefined) return `${path}  kept: published`;
  const count = late.length === 1 ? "1 figure" : `${late.length} figures`;
  const what =
    late.length === 0
      ? "it would be worded otherwise now"
      : `data that came later would change it: ${count}`;
  return `${path}  kept: published; ${what}. Correct it with \`bellwether correct ${path}\``;
}

/** Says before the articles what there is to say of the live sources. */
function withFetched(answer: Answer, fetched: LiveSummary): Answer {
  const lines = [...remarkableLines(fetched), ...answer.lines];
  return {
    ...answer,
    lines,
    value: { ...(answer.value as object), fetched },
    faults: fetched.faults,
  };
}

/** Names a required series with the editions that it was too old for. */
function behindLine(each: readonly (StaleSeries & { readonly day: Day })[]): string {
  const { series, last, day: to } = each.at(-1)!;
  const from = each[0]!.day;
  const editions = from === to ? `the edition of ${to}` : `the editions from ${from} to ${to}`;
  const ends = last === undefined ? "is empty" : `ends on ${last}`;
  return `The required series ${series} ${ends}, which is out of date for ${editions}. Why: bellwether sources.`;
}

/** Whether an edition has no article and lacks none: no story was due, and no source that is out of date kept one from being so. */
function isQuiet({ isDue, stale }: Made): boolean {
  return !isDue && stale.length === 0;
}

function quietLine({ day }: Made): string {
  return `${day}: no article, since no story was due: none runs on this day, or what they wait for has not come out since the edition before.`;
}

function emptyLine({ day, stale }: Made): string {
  const [first] = stale;
  const ends = first?.last ? `${first.title} ends on ${first.last}` : `${first?.title} is empty`;
  const why = first
    ? `${stale.length} series were out of date at its cut-off (${ends})`
    : "no story found enough to say";
  return `${day}: no article, since ${why}. Choose another day with --date, or bring the series up to date.`;
}

/** Names each story that was to be written and was not: without its wrap an edition is led by whatever else there is. */
function lackingLines({ day, leftOut }: Made): string[] {
  return leftOut
    .filter(({ isExpected }) => isExpected)
    .map(
      ({ slug, why }) =>
        `${day}: the edition has no ${slug}: ${why}. See what it found: bellwether narratives why --date ${day}`,
    );
}

/** Says of an article with errors that readers do not get it. */
function blockedLine({ path, report: { errors } }: Filed): string {
  const found = errors === 1 ? "1 error" : `${errors} errors`;
  return `${path} is not published: ${found}, told above. Mend it, or waive what is right, and approve it: bellwether approve ${path}`;
}

/** Whether some of an edition may be missing for want of data. */
function isShortened({ articles, stale }: Made): boolean {
  return articles.length > 0 && stale.length > 0;
}

function leftOutLines({ day, stale, leftOut }: Made): string[] {
  const series = stale.map(({ title, last }) => `${title} (${last ?? "empty"})`).join(", ");
  return [
    ...leftOut
      .filter(({ isExpected }) => !isExpected)
      .map(({ slug, why }) => `${day}: ${slug} is left out: ${why}.`),
    `${day}: out of date at the cut-off, and left out: ${series}.`,
  ];
}

function total(summary: GatherSummary, key: "added" | "revised"): number {
  return summary.series.reduce((sum, each) => sum + each[key], 0);
}

/**
 * The range, where its days come in their order and none is still to come.
 * @throws Failure (2) else.
 */
export function inOrder(range: Range, world: World): Range {
  const today = dayOf(world.now());
  if (range.to > today)
    throw mistake({
      code: "range",
      message: `${range.to} has not come yet: it is ${today} in UTC.`,
      advice: "Name no day after today.",
    });
  if (range.from <= range.to) return range;
  throw mistake({
    code: "range",
    message: `--from ${range.from} lies after --to ${range.to}.`,
    advice: "Give the earlier day first.",
  });
}
