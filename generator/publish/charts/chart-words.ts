import { z } from "zod";
import { PERIOD_KINDS } from "../../publication/calendars/entry.ts";
import type { World } from "../../world/world.ts";
import { loadVocabulary } from "../../publication/vocabulary.ts";

const text = z.string().min(1);
/** A title, and a line below it. */
const heading = { title: text, about: text };

const wordsSchema = z.strictObject({
  table: z.strictObject({
    open: text,
    caption: text,
    day: text,
    value: text,
    zone: text,
    low: text,
    high: text,
  }),
  source: text,
  /** What leads to a chart where none can be drawn. */
  link: text,
  periods: z.record(z.enum(PERIOD_KINDS), text),
  span: text,
  course: text,
  price: z.strictObject({
    ...heading,
    aboutLevels: text,
    support: text,
    resistance: text,
    supportIs: text,
    resistanceIs: text,
  }),
  hours: z.strictObject({ ...heading, course: text, time: text }),
  rsi: z.strictObject({ ...heading, zones: text }),
  flow: z.strictObject(heading),
  correlation: z.strictObject({ ...heading, interval: text, intervalIs: text }),
  shortInterest: z.strictObject({ ...heading, aboutAlone: text, regimes: text }),
  level: z.strictObject({ ...heading, zones: text }),
  gauge: z.strictObject({ ...heading, description: text }),
  /** A zone by its word and the value at which it begins. */
  zone: text,
  figures: z.strictObject({
    title: text,
    caption: text,
    subject: text,
    course: text,
    last: text,
    change: text,
    rsi: text,
    asOf: text,
    spark: text,
    /** How a change is written, by its unit. */
    changes: z.record(text, text),
  }),
  card: z.strictObject({ alt: text, altFigure: text, change: text }),
});

/** What charts, the table of the day and cards say in a language. */
export type ChartWords = z.infer<typeof wordsSchema>;

/**
 * Reads `templates/vocabulary/<language>/charts.yaml`.
 * @throws Failure (2) with line and column of each mistake.
 */
export function loadChartWords(world: World, home: string, language: string): ChartWords {
  return loadVocabulary(world, home, language, "charts", wordsSchema).value;
}
