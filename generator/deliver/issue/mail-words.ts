import { z } from "zod";
import { loadVocabulary } from "../../publication/vocabulary.ts";
import type { World } from "../../world/world.ts";

const text = z.string().trim().min(1);
const byFormat = z.strictObject({ daily: text, weekly: text, alert: text });

const wordsSchema = z.strictObject({
  /** What an inbox shows, of `{title}`, `{description}` or the week's `{moves}`. */
  subject: byFormat,
  preview: byFormat,
  /** One move in the subject of a digest. */
  moved: z.strictObject({ up: text, down: text, flat: text }),
  /** What a format is called. */
  format: byFormat,
  dateline: byFormat,
  figures: z.strictObject({
    title: byFormat,
    about: byFormat,
    subject: text,
    last: text,
    change: byFormat,
    line: text,
    unchanged: text,
    asOf: text,
    day: text,
  }),
  /** How a change is written, by its unit. */
  changes: z.record(text, text),
  /** What a picture shows, for those who do not see it. */
  chart: z.strictObject({ valued: text, alone: text }),
  sources: text,
  nonCommercial: text,
  labels: z.strictObject({
    more: byFormat,
    onTheWeb: text,
    continue: text,
    read: text,
    corrections: text,
    correctionsAbout: text,
    sources: text,
    disclosure: text,
    why: text,
    unsubscribe: text,
    preferences: text,
  }),
});

/** What the newsletter says in a language, besides its articles. */
export type MailWords = z.infer<typeof wordsSchema>;

/**
 * Reads `templates/vocabulary/<language>/mail.yaml`.
 * @throws Failure (2) with line and column of each mistake.
 */
export function loadMailWords(world: World, home: string, language: string): MailWords {
  return loadVocabulary(world, home, language, "mail", wordsSchema).value;
}
