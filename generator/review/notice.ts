import { changedFigures } from "../articles/corrections.ts";
import type { FactsFile } from "../articles/facts.ts";
import { fill } from "../base/text.ts";
import type { Newsroom } from "../newsroom/newsroom.ts";
import { loadNoticeWords } from "../newsroom/notice-words.ts";

/**
 * The notice of a text that was made again: each figure that both texts print and that reads otherwise, as it was and is.
 * @throws Failure (2) with line and column of each mistake in `templates/vocabulary/<language>/notices.yaml`.
 */
export function noticeOf(
  { world, publication }: Newsroom,
  before: FactsFile,
  after: FactsFile,
): string {
  const { catalogue } = publication;
  const words = loadNoticeWords(world, publication);
  const figures = changedFigures(before, after).map(({ fact, was, is }) => {
    const titles = fact.inputs.map(({ series }) => catalogue.series.get(series)?.title ?? series);
    const name = [...new Set(titles)].join(", ") || fact.ref;
    return fill(words.figure, { name, was, is });
  });
  return figures.length === 0
    ? words.wording
    : fill(words.figures, { figures: [...new Set(figures)].join("; ") });
}
