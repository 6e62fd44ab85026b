import { relative } from "node:path";
import { daysFrom, type Day } from "../base/day.ts";
import { inTurn } from "../world/lock.ts";
import { check } from "../check/check.ts";
import type { CheckReport } from "../check/report.ts";
import type { Draft } from "../articles/draft.ts";
import { compose } from "../compose/compose.ts";
import type { FigureChange } from "../articles/corrections.ts";
import {
  AUTOMATIC,
  editionsLock,
  isMadeLive,
  saveDraft,
  sweepEdition,
  type Saved,
} from "../articles/editions.ts";
import { forgetPublished } from "../articles/published.ts";
import { openRecords, type Records } from "../narrate/evidence/records.ts";
import { staleSeries } from "../store/stale.ts";
import type { Store } from "../store/store.ts";
import { measure } from "../measure/measure.ts";
import { cutoffOf, type Edition } from "../narrate/rules/bound.ts";
import { narrate } from "../narrate/narrate.ts";
import type { Newsroom } from "./newsroom.ts";

/** What became of one story of an edition. */
export interface Filed {
  /** Path relative to the home folder. */
  readonly path: string;
  readonly story: string;
  readonly title: string;
  readonly saved: Saved;
  /** Of a published article that would be another if it were made now: the figures that would change. */
  readonly late?: readonly FigureChange[];
  readonly status: "draft" | "approved";
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
}

/** A series whose newest value was too old for an edition. */
export interface StaleSeries {
  readonly series: string;
  readonly title: string;
  /** Its newest period; undefined when it holds nothing. */
  readonly last: Day | undefined;
}

/** One edition as it is written, before any of it is filed. */
interface Drafted {
  readonly edition: Edition;
  readonly drafts: readonly Draft[];
  /** What the check says of each draft. */
  readonly reports: readonly CheckReport[];
}

/**
 * Writes and checks the articles of a day from what was public at its cut-off: measure, narrate, compose, check.
 * @param live whether the articles say what had come by now; told by the day unless given.
 */
export function draftEdition(
  newsroom: Newsroom,
  day: Day,
  records: Records,
  live = isLive(newsroom, day),
): Drafted {
  const edition = openEdition(newsroom, day, records, live);
  const findings = narrate(newsroom.narratives, edition);
  const drafts = newsroom.stories.flatMap((story) =>
    compose(story, findings, edition, newsroom.desk),
  );
  const reports = drafts.map((draft) =>
    check({ text: draft.markdown, file: `${draft.slug}.md` }, draft.facts, newsroom.vocabulary),
  );
  return { edition, drafts, reports };
}

/**
 * Makes the edition of a day from what was public at its cut-off: measure, narrate, compose, check, file.
 * Running it again gives the same files; what a person edited or approved is kept, and so is what readers may have seen.
 */
export async function makeEdition(newsroom: Newsroom, store: Store, day: Day): Promise<Made> {
  const office = await openRecords(newsroom, store);
  const made = fileEdition(newsroom, day, office.upTo(day));
  await office.keep();
  return made;
}

function fileEdition(newsroom: Newsroom, day: Day, records: Records, anew = false): Made {
  const { edition, drafts, reports } = draftEdition(newsroom, day, records);
  const { world, publication } = newsroom;
  return inTurn("The folder of editions", editionsLock(publication.home), () => {
    const slugs = drafts.map((draft) => draft.slug);
    if (anew) forgetPublished(world, publication.home, day);
    const left = sweepEdition(world, publication.home, day, slugs);
    return {
      day,
      articles: drafts.map((draft, index) => file(newsroom, draft, reports[index] as CheckReport)),
      left: left.map((path) => relative(publication.home, path)),
      stale: endedSeries(edition),
    };
  });
}

function file({ world, publication }: Newsroom, draft: Draft, report: CheckReport): Filed {
  const clean = report.errors === 0;
  const review = clean && publication.release === "when-clean" ? AUTOMATIC : undefined;
  const { path, ...filing } = saveDraft(world, publication.home, draft, review);
  return {
    path: relative(publication.home, path),
    story: draft.frontMatter.story,
    title: draft.frontMatter.title,
    ...filing,
    status: review === undefined ? "draft" : "approved",
    report,
  };
}

/** An edition is news for so long after its cut-off, in milliseconds. */
const NEWS_MS = 48 * 3_600_000;

/**
 * Whether an edition is made while it is news, or was before: its articles then say by when their data had come. An older day is made
 * as if all that was public at its cut-off had come, so that it gives the same bytes whenever the store was filled.
 */
function isLive({ world, publication: { cutoff, home } }: Newsroom, day: Day): boolean {
  return world.now() - cutoffOf(day, cutoff) < NEWS_MS || isMadeLive(world, home, day);
}

/** What was known at the cut-off of a day's edition. */
export function openEdition(
  newsroom: Newsroom,
  day: Day,
  { archive, for: evidenceFor }: Records,
  live = isLive(newsroom, day),
): Edition {
  const { kit, publication } = newsroom;
  const cutoff = cutoffOf(day, publication.cutoff);
  const view = archive.view(cutoff, live ? archive.lastArrival(cutoff) : undefined);
  return { day, view, signals: measure(view, kit.measures), evidence: evidenceFor({ day, view }) };
}

function endedSeries({ view }: Edition): StaleSeries[] {
  return staleSeries(view)
    .toSorted((a, b) => Number(b.required) - Number(a.required))
    .map(({ id, title }) => ({ series: id, title, last: view.history(id).days.at(-1) }));
}

/**
 * Makes every edition from one day to another, both included; `progress` is told after each.
 * @param anew whether editions that readers may have seen are made again as if nobody had.
 */
export async function makeEditions(
  newsroom: Newsroom,
  store: Store,
  range: { readonly from: Day; readonly to: Day },
  progress: (done: number, total: number) => Promise<void>,
  anew = false,
): Promise<Made[]> {
  const days = daysFrom(range.from, range.to);
  const office = await openRecords(newsroom, store);
  const records = office.upTo(range.to);
  const made: Made[] = [];
  for (const day of days) {
    made.push(fileEdition(newsroom, day, records, anew));
    await office.keep();
    await progress(made.length, days.length);
  }
  return made;
}
