import { join } from "node:path";
import { isEdited } from "../../articles/article.ts";
import type { ChartLine } from "../../articles/chart-line.ts";
import { arrivedBy } from "../../articles/published.ts";
import type { Chart } from "../../publish/charts/chart.ts";
import { readOnDisk } from "../../articles/on-disk.ts";
import type { Day } from "../../base/day.ts";
import { digest } from "../../base/digest.ts";
import { lruCache, weakMemoize } from "../../base/memo.ts";
import { mistake } from "../../base/problem.ts";
import type { CheckReport } from "../../check/report.ts";
import type { Edition } from "../../narrate/edition.ts";
import { checkBesideShown } from "../../review/review.ts";
import type { DeskText } from "../../review/workflow/desk-text.ts";
import { EDITIONS } from "../index/entry.ts";
import type { DeskRoom } from "../room.ts";
import { markedText, type MarkedText } from "./marked-figures.ts";

/** One article with all that its pages are made from. */
export interface DeskArticle extends DeskText {
  readonly day: Day;
  readonly slug: string;
  readonly isEdited: boolean;
  readonly report: CheckReport;
  readonly marked: MarkedText;
  /** What was known at its cut-off. */
  readonly edition: Edition;
  /** A chart that is put into it, as known then. */
  chartOf(line: ChartLine): Chart | undefined;
}

/** A name that an article can have: no path leads out of its edition. */
const SLUG = /^(?=.{1,200}$)[a-z0-9]+(-[a-z0-9]+)*$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Where an article lies within the home. @throws Failure (2) for a name that none can have. */
export function fileOf(day: string, slug: string): string {
  if (DAY.test(day) && SLUG.test(slug)) return join(EDITIONS, day, `${slug}.md`);
  throw mistake({ code: "missing-file", message: "There is no such article." });
}

/** Articles that editors have open: what the check says of them is asked for with every figure that they look at. */
const OPEN = 64;

const checkedBy = weakMemoize((_newsroom: object) =>
  lruCache<Promise<Pick<DeskArticle, "report" | "marked">>>(OPEN),
);

/**
 * Reads an article and checks it.
 * @param text in place of what is saved.
 * @throws Failure (2) where there is none, or it is broken.
 */
export async function openArticle(
  room: DeskRoom,
  day: Day,
  slug: string,
  text?: string,
): Promise<DeskArticle> {
  const { newsroom, store, workflow } = room;
  const { world, publication, vocabulary } = newsroom;
  const saved = await workflow.read(fileOf(day, slug));
  const there =
    text === undefined
      ? saved
      : { ...saved, ...readOnDisk(world, publication.home, saved.file, text) };
  const version = await store.version();
  const { report, marked } = await checkedBy(newsroom)(
    `${there.digest} ${digest(there.text)} ${version}`,
    async () => {
      const report = await checkBesideShown(newsroom, store, there);
      return { report, marked: markedText(there, there.facts, vocabulary, report) };
    },
  );
  const { editionOf, charts } = await room.known();
  const { frontMatter } = there.article;
  const arrived = arrivedBy({ frontMatter }, there.versions);
  return {
    ...there,
    day,
    slug,
    isEdited: isEdited(there.article),
    report,
    marked,
    edition: editionOf(frontMatter, there.versions),
    chartOf: (line) => charts.ofLine({ frontMatter, arrived }, line),
  };
}
