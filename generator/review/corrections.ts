import { join } from "node:path";
import { changedFigures, type FigureChange } from "../articles/corrections.ts";
import { draftPath } from "../articles/editions.ts";
import { readOnDisk } from "../articles/on-disk.ts";
import { readPublished } from "../articles/published.ts";
import { addDays, daysFrom, dayOf, isDay, type Day } from "../base/day.ts";
import { openRecords } from "../narrate/evidence/records.ts";
import type { Newsroom } from "../newsroom/newsroom.ts";
import { draftEdition } from "../newsroom/pipeline.ts";
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
}

/** Data change what was printed for so many days after it, as a rule. */
const LOOKED_BACK = 14;

/** The days that are looked at unless others are named: the newest editions. */
function latelyPublished({ world, publication: { home } }: Newsroom): {
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
      due.push({ path, title, figures, notice: noticeOf(newsroom, facts, draft.facts) });
    }
  }
  await office.keep();
  return due;
}
