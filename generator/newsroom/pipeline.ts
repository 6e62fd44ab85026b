import { relative } from "node:path";
import { daysFrom, type Day } from "../base/day.ts";
import { withLock } from "../world/lock.ts";
import { check } from "../check/check.ts";
import type { CheckReport } from "../check/report.ts";
import { standingOf, type Standing } from "../articles/approval.ts";
import type { Draft } from "../articles/draft.ts";
import type { LeftOut } from "../compose/compose.ts";
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
import { openRecords } from "../narrate/evidence/records.ts";
import type { Store } from "../store/store.ts";
import { hashOf } from "../store/trail.ts";
import type { Newsroom } from "./newsroom.ts";
import type { Ahead } from "./shares.ts";
import { draftEdition, writtenOf, type StaleSeries, type Written } from "./draft-edition.ts";
import { isLive } from "./is-live.ts";
import { openWriters, threadsFor } from "./writers.ts";

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
  const drafted = draftEdition(newsroom, day, office.upTo(day), isLive(newsroom, day), ahead);
  const made = await fileEdition(newsroom, store, day, writtenOf(drafted));
  await office.keep();
  return made;
}

async function fileEdition(
  newsroom: Newsroom,
  store: Store,
  day: Day,
  { drafts, leftOut, isDue, reports, stale }: Written,
  anew = false,
): Promise<Made> {
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
      stale,
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

/** What is counted while editions are made: past days on which rules are read, then editions. */
export type Counted = "past" | "editions";

/** How the editions of a range are made. */
export interface RangeOptions {
  /** Whether editions that readers may have seen are made again as if nobody had. */
  readonly anew?: boolean;
  /** Whether the newsroom was opened with `live.yaml`: threads then open theirs with it. Left out, one thread writes all. */
  readonly live?: boolean;
  /** How many threads write beside this one; as many as are worth it unless told. */
  readonly threads?: number;
}

/**
 * Makes every edition from one day to another, both included; `progress` is told after each past day and each edition. The files are the
 * same however many threads write them.
 */
export async function makeEditions(
  newsroom: Newsroom,
  store: Store,
  range: { readonly from: Day; readonly to: Day },
  progress: (done: number, total: number, of: Counted) => Promise<void>,
  { anew = false, live, threads }: RangeOptions = {},
): Promise<Made[]> {
  const days = daysFrom(range.from, range.to);
  const others = live === undefined ? 0 : (threads ?? threadsFor(newsroom, days.length));
  const crew = { days, live: live === true, threads: others };
  const writers = openWriters(newsroom, crew, await store.version());
  try {
    const office = await openRecords(newsroom, store);
    const records = office.upTo(range.to);
    await records.prepare((done, total) => progress(done, total, "past"));
    writers.begin(records.tracks());
    const made: Made[] = [];
    for (const day of days) {
      const written = await writers.next((each, isNews) =>
        writtenOf(draftEdition(newsroom, each, records, isNews)),
      );
      made.push(await fileEdition(newsroom, store, day, written, anew));
      await office.keep();
      await progress(made.length, days.length, "editions");
    }
    return made;
  } finally {
    await writers.close();
  }
}
