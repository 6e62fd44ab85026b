import { dirname, join } from "node:path";
import { changedFigures, type FigureChange } from "../articles/corrections.ts";
import { checkEdition } from "../check/check.ts";
import { draftPath } from "../articles/editions.ts";
import type { Draft } from "../articles/draft.ts";
import { readOnDisk } from "../articles/on-disk.ts";
import { readPublished } from "../articles/published.ts";
import { addDays, daysFrom, dayOf, isDay, type Day } from "../base/day.ts";
import { openRecords } from "../narrate/evidence/records.ts";
import type { Newsroom } from "../newsroom/newsroom.ts";
import { draftEdition } from "../newsroom/draft-edition.ts";
import type { Store } from "../store/store.ts";
import { noticeOf } from "./notice.ts";

/** An article that readers have seen and that prints figures which read otherwise by now, with the notice as it is drafted. */
export interface DueCorrection {
  /** Within the home. */
  readonly path: string;
  readonly title: string;
  /** Each figure that the data which came later change as it is printed. */
  readonly figures: readonly FigureChange[];
  /** What readers would be told. */
  readonly notice: string;
  /** What it would say that another published article of its edition, as it stands, says otherwise. */
  readonly contradictions: readonly string[];
}

/** Data change what was printed for so many days after it, as a rule. */
const LOOKED_BACK = 14;

/** The days that are looked at unless others are named: the newest editions. */
export function latelyPublished({ world, publication: { home } }: Newsroom): {
  readonly from: Day;
  readonly to: Day;
} {
  const days = world.files.list(join(home, "content", "editions")).filter(isDay);
  const to = days.at(-1) ?? dayOf(world.now());
  return { from: addDays(to, 1 - LOOKED_BACK), to };
}

/** The published articles of some days of which later data change a figure beyond the precision that it was printed with. */
export async function dueCorrections(
  newsroom: Newsroom,
  store: Store,
  { from, to } = latelyPublished(newsroom),
): Promise<DueCorrection[]> {
  const { world, publication } = newsroom;
  const { home } = publication;
  const office = await openRecords(newsroom, store);
  const due: DueCorrection[] = [];
  for (const day of daysFrom(from, to)) {
    const published = readPublished(world, home, day);
    if (Object.keys(published).length === 0) continue;
    const { drafts } = draftEdition(newsroom, day, office.upTo(to), true);
    for (const draft of drafts.filter(({ slug }) => slug in published)) {
      const path = draftPath(draft);
      const { article, facts } = readOnDisk(world, home, path);
      const { status, title } = article.frontMatter;
      const figures = changedFigures(facts, draft.facts);
      if (status === "withdrawn" || figures.length === 0) continue;
      const notice = noticeOf(newsroom, facts, draft.facts);
      const others = Object.keys(published).filter((slug) => slug !== draft.slug);
      const contradictions = contradictionsWith(newsroom, draft, others);
      due.push({ path, title, figures, notice, contradictions });
    }
  }
  await office.keep();
  return due;
}

/**
 * What a corrected text and the other published articles of its edition cannot both say. `correct` does not refuse it: each is corrected by
 * itself, and one that is yet to be corrected would block the other.
 * @param others names of those articles.
 */
function contradictionsWith(
  { world, publication, vocabulary }: Newsroom,
  draft: Draft,
  others: readonly string[],
): string[] {
  const path = draftPath(draft);
  const beside = others
    .map((slug) => join(dirname(path), `${slug}.md`))
    .filter((other) => world.files.exists(join(publication.home, other)))
    .map((other) => readOnDisk(world, publication.home, other))
    .filter(({ article }) => article.frontMatter.status !== "withdrawn");
  const corrected = { text: draft.markdown, file: path, facts: draft.facts };
  const [report] = checkEdition([corrected, ...beside], vocabulary, publication.catalogue);
  return report!.messages
    .filter(({ code }) => code === "contradiction")
    .map(({ message }) => message);
}
