import { isAbsolute, relative, resolve } from "node:path";
import { daysFrom, type Day } from "./base/day.ts";
import { inTurn } from "./base/turn.ts";
import type { World } from "./base/world.ts";
import { check } from "./check/check.ts";
import type { CheckReport } from "./check/report.ts";
import { explain, type Explanation } from "./check/explain.ts";
import { readFacts } from "./check/read-facts.ts";
import { formatArticle, parseArticle, type Article } from "./compose/article.ts";
import { compose, type Draft } from "./compose/compose.ts";
import type { FactsFile } from "./compose/facts.ts";
import {
  AUTOMATIC,
  editionsLock,
  factsPath,
  saveDraft,
  sweepEdition,
  type Saved,
} from "./editions.ts";
import type { AsOfView } from "./gather/asof.ts";
import type { Store } from "./gather/store.ts";
import { measure } from "./measure/measure.ts";
import { cutoffOf, type Edition } from "./narrate/bound.ts";
import { narrate } from "./narrate/narrate.ts";
import type { Newsroom } from "./newsroom.ts";
import { publish, type PublishSummary } from "./publish/publish.ts";

/** What became of one story of an edition. */
export interface Filed {
  /** Path relative to the home folder. */
  readonly path: string;
  readonly story: string;
  readonly title: string;
  readonly saved: Saved;
  readonly status: "draft" | "approved";
  readonly report: CheckReport;
}

/** One edition as it was made. */
export interface Made {
  readonly day: Day;
  readonly articles: readonly Filed[];
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

/**
 * Makes the edition of a day from what was public at its cut-off: measure, narrate, compose, check, file.
 * Running it again gives the same files; what a person edited or approved is kept.
 */
export function makeEdition(newsroom: Newsroom, store: Store, day: Day): Made {
  const edition = openEdition(newsroom, store, day);
  const findings = narrate(newsroom.narratives, edition);
  const drafts = newsroom.stories.flatMap(
    (story) => compose(story, findings, edition, newsroom.desk) ?? [],
  );
  const { world, publication, vocabulary } = newsroom;
  const reports = drafts.map((draft) =>
    check({ text: draft.markdown, file: `${draft.slug}.md` }, draft.facts, vocabulary),
  );
  const articles = inTurn("The folder of editions", editionsLock(publication.home), () => {
    const slugs = drafts.map((draft) => draft.slug);
    sweepEdition(world, publication.home, day, slugs);
    return drafts.map((draft, index) => file(newsroom, draft, reports[index] as CheckReport));
  });
  return { day, articles, stale: staleSeries(edition) };
}

function file({ world, publication }: Newsroom, draft: Draft, report: CheckReport): Filed {
  const clean = report.errors === 0;
  const review = clean && publication.release === "when-clean" ? AUTOMATIC : undefined;
  const { path, saved } = saveDraft(world, publication.home, draft, review);
  return {
    path: relative(publication.home, path),
    story: draft.slug,
    title: draft.frontMatter.title,
    saved,
    status: review === undefined ? "draft" : "approved",
    report,
  };
}

function openEdition(newsroom: Newsroom, store: Store, day: Day): Edition {
  const { catalogue, cutoff } = newsroom.publication;
  const view = store.view(cutoffOf(day, cutoff), catalogue);
  return { day, view, signals: measure(view) };
}

function staleSeries({ view }: Edition): StaleSeries[] {
  return [...view.catalogue.series.values()]
    .filter((series) => !series.derive && !series.secondOf && view.isStale(series.id))
    .toSorted((a, b) => Number(b.required) - Number(a.required))
    .map(({ id, title }) => ({ series: id, title, last: view.history(id).days.at(-1) }));
}

/** Makes every edition from one day to another, both included; `progress` is told after each. */
export async function makeEditions(
  newsroom: Newsroom,
  store: Store,
  range: { readonly from: Day; readonly to: Day },
  progress: (done: number, total: number) => Promise<void>,
): Promise<Made[]> {
  const days = daysFrom(range.from, range.to);
  const made: Made[] = [];
  for (const day of days) {
    made.push(makeEdition(newsroom, store, day));
    await progress(made.length, days.length);
  }
  return made;
}

/** Makes and shows the site of the approved articles, with the data and rules behind them. */
export function publishEditions(newsroom: Newsroom, store: Store): PublishSummary {
  const { world, publication, narratives, scales, vocabulary } = newsroom;
  const view = (cutoff: number): AsOfView => store.view(cutoff, publication.catalogue);
  return publish(world, publication, { background: { view, narratives, scales, vocabulary } });
}

/** An article file with its facts, as it lies on the disk. */
interface OnDisk {
  readonly path: string;
  readonly text: string;
  readonly article: Article;
  readonly facts: FactsFile;
}

/** Holds article files to their facts, and the facts to the data as known at each edition's cut-off. */
export function checkFiles(
  newsroom: Newsroom,
  store: Store,
  files: readonly string[],
): CheckReport[] {
  return files.map((file) => checkOne(newsroom, store, openArticle(newsroom.world, file)));
}

function checkOne(
  newsroom: Newsroom,
  store: Store,
  { path, text, article, facts }: OnDisk,
): CheckReport {
  const view = store.view(Date.parse(article.frontMatter.date), newsroom.publication.catalogue);
  return check({ text, file: shownPath(path) }, facts, newsroom.vocabulary, view);
}

/** What `approve` did to one file. */
export interface Approval {
  readonly path: string;
  readonly approved: boolean;
  readonly report: CheckReport;
}

/** Marks drafts as approved by a person; one that does not check clean stays a draft. */
export function approveFiles(
  newsroom: Newsroom,
  store: Store,
  files: readonly string[],
  by: string,
): Approval[] {
  const lock = editionsLock(newsroom.publication.home);
  return files.map((file) =>
    inTurn("The folder of editions", lock, () => approveOne(newsroom, store, file, by)),
  );
}

function approveOne(newsroom: Newsroom, store: Store, file: string, by: string): Approval {
  const onDisk = openArticle(newsroom.world, file);
  const report = checkOne(newsroom, store, onDisk);
  const approved = report.errors === 0;
  if (approved) {
    const frontMatter = {
      ...onDisk.article.frontMatter,
      status: "approved" as const,
      review: by,
    };
    newsroom.world.files.write(onDisk.path, formatArticle(frontMatter, onDisk.article.body));
  }
  return { path: shownPath(onDisk.path), approved, report };
}

/** Where each figure of an article, or the one given, comes from. */
export function explainFile(
  newsroom: Newsroom,
  store: Store,
  file: string,
  figure: string | undefined,
): Explanation {
  const { path, text, article, facts } = openArticle(newsroom.world, file);
  const { catalogue } = newsroom.publication;
  const view = store.view(Date.parse(article.frontMatter.date), catalogue);
  return explain({ text, file: shownPath(path) }, facts, newsroom.vocabulary, view, figure);
}

function openArticle(world: World, file: string): OnDisk {
  const path = isAbsolute(file) ? file : resolve(file);
  const text = world.files.read(path);
  const article = parseArticle(text, shownPath(path));
  const beside = factsPath(path);
  return { path, text, article, facts: readFacts(world.files.read(beside), shownPath(beside)) };
}

function shownPath(path: string): string {
  const near = relative(process.cwd(), path);
  return near.startsWith("..") ? path : near;
}
