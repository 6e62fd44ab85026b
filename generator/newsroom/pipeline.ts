import { join, relative } from "node:path";
import { daysFrom, type Day } from "../base/day.ts";
import { mistake } from "../base/problem.ts";
import { withLockSync } from "../world/lock.ts";
import { check } from "../check/check.ts";
import type { CheckReport } from "../check/report.ts";
import { standingOf, type Standing } from "../articles/approval.ts";
import type { Draft } from "../articles/draft.ts";
import { composeAll, type LeftOut } from "../compose/compose.ts";
import {
  AUTOMATIC,
  editionsLock,
  saveDraft,
  sweepEdition,
  type Saved,
} from "../articles/editions.ts";
import { readOnDisk } from "../articles/on-disk.ts";
import { openRecords, type Records } from "../narrate/evidence/records.ts";
import { staleSeries } from "../store/stale.ts";
import type { Store } from "../store/store.ts";
import { measure } from "../measure/measure.ts";
import { type Edition, cutoffOf } from "../narrate/edition.ts";
import { narrate } from "../narrate/narrate.ts";
import type { Newsroom } from "./newsroom.ts";

/** What became of one story of an edition. */
export interface Filed {
  /** Path relative to the home folder. */
  readonly path: string;
  readonly story: string;
  readonly title: string;
  readonly saved: Saved;
  /** Of the file as it lies there. */
  readonly status: Standing;
  readonly report: CheckReport;
}

/** One edition as it was made. */
export interface Made {
  readonly day: Day;
  readonly articles: readonly Filed[];
  /** The series that were out of date at the cut-off, the required ones first. */
  readonly stale: readonly StaleSeries[];
  /** Articles that a story due on the day did not come to, with the reason. */
  readonly leftOut: readonly LeftOut[];
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
  /** What the check says of each draft. */
  readonly reports: readonly CheckReport[];
}

/** Writes and checks the articles of a day from what was public at its cut-off: measure, narrate, compose, check. */
export function draftEdition(newsroom: Newsroom, day: Day, records: Records): Drafted {
  const edition = openEdition(newsroom, day, records);
  const findings = narrate(newsroom.narratives, edition);
  const composed = newsroom.stories.map((story) =>
    composeAll(story, findings, edition, newsroom.desk),
  );
  const drafts = composed.flatMap((each) => each.drafts);
  refuseClash(drafts);
  const reports = drafts.map((draft) =>
    check({ text: draft.markdown, file: `${draft.slug}.md` }, draft.facts, newsroom.vocabulary),
  );
  return { edition, drafts, leftOut: composed.flatMap((each) => each.leftOut), reports };
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
 * Running it again gives the same files; what a person edited or approved is kept.
 */
export async function makeEdition(newsroom: Newsroom, store: Store, day: Day): Promise<Made> {
  const office = await openRecords(newsroom, store);
  const made = fileEdition(newsroom, day, office.upTo(day));
  await office.keep();
  return made;
}

function fileEdition(newsroom: Newsroom, day: Day, records: Records): Made {
  const { edition, drafts, leftOut, reports } = draftEdition(newsroom, day, records);
  const { world, publication } = newsroom;
  const articles = withLockSync("The folder of editions", editionsLock(publication.home), () => {
    const slugs = drafts.map((draft) => draft.slug);
    sweepEdition(world, publication.home, day, slugs);
    return drafts
      .map((draft, index) => ({ draft, ...file(newsroom, draft, reports[index] as CheckReport) }))
      .map((each) => filed(newsroom, each));
  });
  return { day, articles, stale: endedSeries(edition), leftOut };
}

type Saving = Pick<Filed, "path" | "saved" | "status" | "report">;

function file({ world, publication }: Newsroom, draft: Draft, report: CheckReport): Saving {
  const clean = report.errors === 0;
  const review = clean && publication.release === "when-clean" ? AUTOMATIC : undefined;
  const { path, saved } = saveDraft(world, publication.home, draft, review);
  const status = review === undefined ? "draft" : "approved";
  return { path: relative(publication.home, path), saved, status, report };
}

/** What lies on the disk now: where a person has had a hand in it, that is judged and not the draft. */
function filed(
  { world, publication, vocabulary }: Newsroom,
  { draft, ...saving }: Saving & { readonly draft: Draft },
): Filed {
  const { story, title } = draft.frontMatter;
  if (saving.saved !== "kept") return { story, title, ...saving };
  const { article, text, file: path, facts } = readOnDisk(world, publication.home, saving.path);
  return {
    story,
    title: article.frontMatter.title,
    ...saving,
    status: standingOf(article, facts),
    report: check({ text, file: path }, facts, vocabulary),
  };
}

/** What was known at the cut-off of a day's edition. */
export function openEdition({ kit, publication }: Newsroom, day: Day, records: Records): Edition {
  const view = records.archive.view(cutoffOf(day, publication.cutoff));
  return { day, view, signals: measure(view, kit.measures), evidence: records.for({ day, view }) };
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

/** Makes every edition from one day to another, both included; `progress` is told after each. */
export async function makeEditions(
  newsroom: Newsroom,
  store: Store,
  range: { readonly from: Day; readonly to: Day },
  progress: (done: number, total: number) => Promise<void>,
): Promise<Made[]> {
  const days = daysFrom(range.from, range.to);
  const office = await openRecords(newsroom, store);
  const records = office.upTo(range.to);
  const made: Made[] = [];
  for (const day of days) {
    made.push(fileEdition(newsroom, day, records));
    await office.keep();
    await progress(made.length, days.length);
  }
  return made;
}
