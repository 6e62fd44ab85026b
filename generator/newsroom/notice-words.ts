import { z } from "zod";
import type { World } from "../world/world.ts";
import type { Publication } from "../publication/publication.ts";
import { hasVocabulary, loadVocabulary } from "../publication/vocabulary.ts";

const text = z.string().trim().min(1);

const wordsSchema = z.strictObject({
  /** Of figures that came out otherwise; `{figures}` is filled in. */
  figures: text,
  /** One of them; `{name}`, `{is}` and `{was}` are filled in. */
  figure: text,
  /** Of a text that prints the same figures in other words, or other figures. */
  wording: text,
  /** Of two sources that disagreed: `{series}`, `{day}`, `{source}`, `{first}`, `{other}`, `{second}` and `{why}` are filled in. */
  settled: text,
});

/**
 * What readers are told of a text besides it: corrections, and what was decided where sources disagreed.
 * @throws Failure (2) with line and column of each mistake in `templates/vocabulary/<language>/notices.yaml`.
 */
export function loadNoticeWords(
  world: World,
  { home, language }: Publication,
): z.infer<typeof wordsSchema> {
  const code = hasVocabulary(world, home, language, "notices") ? language : "en";
  return loadVocabulary(world, home, code, "notices", wordsSchema).value;
}
