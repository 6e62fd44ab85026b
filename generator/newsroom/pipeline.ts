import { join, relative } from "node:path";
import { daysFrom, type Day } from "../base/day.ts";
import { mistake } from "../base/problem.ts";
import { withLock } from "../world/lock.ts";
import { check, checkTogether } from "../check/check.ts";
import type { CheckReport } from "../check/report.ts";
import { standingOf, type Standing } from "../articles/approval.ts";
import type { Draft } from "../articles/draft.ts";
import { compose, type LeftOut } from "../compose/compose.ts";
import type { FigureChange } from "../articles/corrections.ts";
import {
  AUTOMATIC,
  draftPath,
  editionsLock,
  saveDraft,
  sweepEdition,
  type Saved,
} from "../articles/editions.ts";
import { keepLastMade } from "../articles/last-made.ts";
import { readOnDisk } from "../articles/on-disk.ts";
import { forgetPublished } from "../articles/published.ts";
import { asItLies, record, recover, type Deed } from "../articles/record.ts";
import { keepWritten, redraftOf, rowsOf } from "../articles/redraft.ts";
import { openRecords, type Records } from "../narrate/evidence/records.ts";
import { staleSeries } from "../store/stale.ts";
import type { Store } from "../store/store.ts";
import { hashOf } from "../store/trail.ts";
import type { Edition } from "../narrate/edition.ts";
import { narrate } from "../narrate/narrate.ts";
import { spanned } from "../world/spans.ts";
import type { Newsroom } from "./newsroom.ts";
import type { Ahead } from "./shares.ts";
import { withDecisions } from "./decisions.ts";
import { isLive } from "./is-live.ts";
import { keepFindings, openEdition } from "./open-edition.ts";

/** What became of one story of an edition. */
export interface Filed {
  /** Path relative to the home folder. */
  readonly path: string;
  readonly story: string;
  readonly title: string;
  readonly saved: Saved;
  /** Of a published article that would be another if it were made now: the figures that would change. */
  readonly late?: readonly FigureChange[];
  /** Places where a person and the program changed the same sentence. */
  readonly open?: number;
  /** Of the file as it lies there. */
  readonly status: Standing;
  readonly report: CheckReport;
}

/** One edition as it was made. */
export interface Made {
  readonly day: Day;
  readonly articles: readonly Filed[];
  /** Published articles that would not be written now; they stay as they are. Paths relative to the home folder. */
  readonly left: readonly string[];
  /** The series that were out of date at the cut-off, the required ones first. */
  readonly stale: readonly StaleSeries[];
  /** Articles that a story due on the day did not come to, with the reason. */
  readonly leftOut: readonly LeftOut[];
  /** Whether any story was due, so that an edition without an article lacks one. */
  readonly isDue: boolean;
}

/** A series whose newest value was too old for an edition. */
export interface StaleSeries {
  readonly series: string;
  readonly title: string;
  /** Whether every edition asks for it. */
  readonly required: boolean;
  /** Its newest period; undefined when it holds nothing. */
  readonly last: Day | undefined;
}

/** One edition as it is written, before any of it is filed. */
interface Drafted {
  readonly edition: Edition;
  readonly drafts: readonly Draft[];
  readonly leftOut: readonly LeftOut[];
  readonly isDue: boolean;
  /** What the check says of each draft. */
  readonly reports: readonly CheckReport[];
}

/**
 * Writes and checks the articles of a day from what was public at its cut-off: measure, narrate, compose, check.
 * @param live whether the articles say what had come by now; told by the day unless given.
 * @param ahead what was made of shares of its subjects: the articles are the same with it and without.
 */
export function draftEdition(
  newsroom: Newsroom,
  day: Day,
  records: Records,
  live = isLive(newsroom, day),
  ahead?: Ahead,
): Drafted {
  const { world } = newsroom;
  const about = { "bellwether.edition": day };
  // Signals are measured as rules ask for them.
  const { edition, findings } = spanned(world, "measure", about, (tell) => {
    const opened = openEdition(newsroom, day, records, live);
    const joined = ahead?.joined(newsroom, opened) ?? {
      edition: opened,
      findings: narrate(newsroom.narratives, opened),
    };
    tell({ "bellwether.findings": joined.findings.length });
    return joined;
  });
  const {
    drafts: composed,
    ready,
    ...due
  } = spanned(world, "compose", about, (tell) => {
    const written = compose(newsroom.stories, findings, edition, newsroom.desk, ahead?.tried);
    tell({ "bellwether.articles": written.drafts.length });
    return written;
  });
  // What it reads of each finding is no part of what the articles were made from, so it comes after them.
  if (!live && !ahead) keepFindings(records, day, findings);
  const drafts = withDecisions(newsroom, edition, composed);
  refuseClash(drafts);
  const reports = spanned(world, "check", about, (tell) => {
    const found = checkTogether(
      drafts.map((draft) => {
        const { markdown: text, slug, facts } = draft;
        const alone = ready.has(draft) ? ahead?.checked(facts.story, slug) : undefined;
        return { text, file: `${slug}.md`, facts, alone };
      }),
      newsroom.vocabulary,
      newsroom.publication.catalogue,
    );
    tell({
      "bellwether.articles": found.length,
      "bellwether.errors": found.reduce((sum, { errors }) => sum + errors, 0),
    });
    return found;
  });
  return { edition, drafts, ...due, reports };
}

/** @throws Failure (2) where two articles would lie in one file: neither is written then. */
function refuseClash(drafts: readonly Draft[]): void {
  const taken = new Map<string, Draft>();
  for (const draft of drafts) {
    const other = taken.get(draft.slug);
    taken.set(draft.slug, draft);
    if (!other) continue;
    const [first, second] = [other, draft].map(
      ({ frontMatter: { story, title } }) => `"${title}" (story ${story})`,
    );
    throw mistake({
      code: "story-slug",
      file: join("content/editions", draft.frontMatter.edition, `${draft.slug}.md`),
      message: `Two articles of the edition would be this one file: ${first} and ${second}.`,
      advice: "Give one of the stories another slug, or what it is about another name.",
    });
  }
}

/**
 * Makes the edition of a day from what was public at its cut-off: measure, narrate, compose, check, file.
 * Running it again gives the same files; what a person edited or approved is kept, and so is what readers may have seen.
 * @param ahead what was made of shares of its subjects: the files are the same with it and without.
 */
export async function makeEdition(
  newsroom: Newsroom,
  store: Store,
  day: Day,
  ahead?: Ahead,
): Promise<Made> {
  const office = await openRecords(newsroom, store);
  const made = await fileEdition(newsroom, store, day, office.upTo(day), { ahead });
  await office.keep();
  return made;
}

async function fileEdition(
  newsroom: Newsroom,
  store: Store,
  day: Day,
  records: Records,
  { anew = false, ahead }: { readonly anew?: boolean; readonly ahead?: Ahead | undefined } = {},
): Promise<Made> {
  const live = isLive(newsroom, day);
  const drafted = draftEdition(newsroom, day, records, live, ahead);
  const { edition, drafts, leftOut, isDue, reports } = drafted;
  const { world, publication } = newsroom;
  const { home } = publication;
  return withLock("The folder of editions", editionsLock(home), async () => {
    await recover(world, home, store);
    await keepWritten(
      store,
      drafts.map((draft) => ({ path: draftPath(draft), draft })),
    );
    const slugs = drafts.map((draft) => draft.slug);
    if (anew) forgetPublished(world, home, day);
    const left = sweepEdition(world, home, day, slugs);
    const saved = drafts.map((draft, index) => ({
      draft,
      ...file(newsroom, draft, reports[index] as CheckReport),
    }));
    const open = await redraftKept(newsroom, store, saved);
    const articles = saved.map((each) => filed(newsroom, each, open.get(each.path)));
    await keepLastMade(
      world,
      home,
      store,
      day,
      articles.map(({ path }) => path),
    );
    return {
      day,
      articles,
      left: left.map((path) => relative(home, path)),
      stale: endedSeries(edition),
      leftOut,
      isDue,
    };
  });
}

type Saving = Pick<Filed, "path" | "saved" | "status" | "report">;

function file({ world, publication }: Newsroom, draft: Draft, report: CheckReport): Saving {
  const clean = report.errors === 0;
  const review = clean && publication.release === "when-clean" ? AUTOMATIC : undefined;
  const { path, ...filing } = saveDraft(world, publication.home, draft, review);
  const status = review === undefined ? "draft" : "approved";
  return { path: relative(publication.home, path), ...filing, status, report };
}

/** Puts together what people wrote and what is written now: in how many places that is left to them, by path. */
async function redraftKept(
  { world, publication: { home } }: Newsroom,
  store: Store,
  saved: readonly (Saving & { readonly draft: Draft })[],
): Promise<Map<string, number>> {
  const open = new Map<string, number>();
  const deeds: Deed[] = [];
  for (const { path, draft, saved: how } of saved) {
    if (how === "published") continue;
    if (how === "kept") {
      const redraft = await redraftOf(store, readOnDisk(world, home, path), draft);
      if (redraft) open.set(path, redraft.open);
      if (redraft?.deed) deeds.push(redraft.deed);
      continue;
    }
    // Of an article that stands in the trail, the trail says all: what the program makes of it, too.
    const last = (await rowsOf(store, path)).at(-1);
    const deed = last && asItLies(world, home, path, "write", last.to);
    if (deed && hashOf(deed.left.markdown) !== last.markdown) deeds.push(deed);
  }
  await record(world, home, store, deeds);
  return open;
}

/** What lies on the disk now: where a person has had a hand in it or readers have seen it, that is judged and not the draft. */
function filed(
  { world, publication, vocabulary }: Newsroom,
  { draft, ...saving }: Saving & { readonly draft: Draft },
  open: number | undefined,
): Filed {
  const { story, title } = draft.frontMatter;
  if (saving.saved !== "kept" && saving.saved !== "published") return { story, title, ...saving };
  const { article, text, file: path, facts } = readOnDisk(world, publication.home, saving.path);
  return {
    story,
    title: article.frontMatter.title,
    ...saving,
    ...(open !== undefined && { saved: open > 0 ? "open" : "merged", open }),
    status: standingOf(article, facts),
    report: check({ text, file: path }, facts, vocabulary, undefined, publication.catalogue),
  };
}

function endedSeries({ view }: Edition): StaleSeries[] {
  return staleSeries(view)
    .toSorted((a, b) => Number(b.required) - Number(a.required))
    .map(({ id, title, required }) => ({
      series: id,
      title,
      required,
      last: view.history(id).days.at(-1),
    }));
}

/** What is counted while editions are made: past days on which rules are read, then editions. */
export type Counted = "past" | "editions";

/**
 * Makes every edition from one day to another, both included; `progress` is told after each past day and each edition.
 * @param anew whether editions that readers may have seen are made again as if nobody had.
 */
export async function makeEditions(
  newsroom: Newsroom,
  store: Store,
  range: { readonly from: Day; readonly to: Day },
  progress: (done: number, total: number, of: Counted) => Promise<void>,
  anew = false,
): Promise<Made[]> {
  const days = daysFrom(range.from, range.to);
  const office = await openRecords(newsroom, store);
  const records = office.upTo(range.to);
  await records.prepare((done, total) => progress(done, total, "past"));
  const made: Made[] = [];
  for (const day of days) {
    made.push(await fileEdition(newsroom, store, day, records, { anew }));
    await office.keep();
    await progress(made.length, days.length, "editions");
  }
  return made;
}
