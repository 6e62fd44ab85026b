import { z } from "zod";
import { changedFigures } from "../articles/corrections.ts";
import type { FactsFile } from "../articles/facts.ts";
import { fill } from "../base/text.ts";
import type { Newsroom } from "../newsroom/newsroom.ts";
import { hasVocabulary, loadVocabulary } from "../publication/vocabulary.ts";

const text = z.string().trim().min(1);

const wordsSchema = z.strictObject({
  /** Of figures that came out otherwise; `{figures}` is filled in. */
  figures: text,
  /** One of them; `{name}`, `{is}` and `{was}` are filled in. */
  figure: text,
  /** Of a text that prints the same figures in other words, or other figures. */
  wording: text,
});

/**
 * The notice of a text that was made again: each figure that both texts print and that reads otherwise, as it was and is.
 * @throws Failure (2) with line and column of each mistake in `templates/vocabulary/<language>/notices.yaml`.
 */
export function noticeOf(
  { world, publication: { home, language, catalogue } }: Newsroom,
  before: FactsFile,
  after: FactsFile,
): string {
  const code = hasVocabulary(world, home, language, "notices") ? language : "en";
  const words = loadVocabulary(world, home, code, "notices", wordsSchema).value;
  const figures = changedFigures(before, after).map(({ fact, was, is }) => {
    const titles = fact.inputs.map(({ series }) => catalogue.series.get(series)?.title ?? series);
    const name = [...new Set(titles)].join(", ") || fact.ref;
    return fill(words.figure, { name, was, is });
  });
  return figures.length === 0
    ? words.wording
    : fill(words.figures, { figures: [...new Set(figures)].join("; ") });
}
