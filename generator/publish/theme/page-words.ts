import { z } from "zod";
import type { World } from "../../world/world.ts";
import { fill } from "../../base/text.ts";
import { PERIOD_KINDS } from "../../publication/calendars/entry.ts";
import { wordsOfUnits, type Units } from "../../publication/units.ts";
import { loadVocabulary } from "../../publication/vocabulary.ts";

/** Pages that are titled by words of the theme; an article bears its own title. */
const KINDS = [
  "archive",
  "archive-year",
  "archive-month",
  "tags",
  "tag",
  "tag-year",
  "guest-articles",
  "subjects",
  "subject",
  "subject-year",
  "series-list",
  "series",
  "narratives",
  "narrative",
  "paged",
  "methodology",
  "sources",
  "calendar",
  "corrections",
  "about",
  "subscribe",
  "search",
  "not-found",
  "moved",
  "withdrawn",
] as const;

export type PageKind = (typeof KINDS)[number];

const text = z.string().trim().min(1);

const wordsSchema = (units: Units) =>
  z.strictObject({
    /** Title and description of each kind of page; `{name}` is filled in. */
    pages: z.record(z.enum(KINDS), z.strictObject({ title: text, description: text })),
    /** Names of what the catalogue counts; what is not named here is called by its id. */
    units: wordsOfUnits(units, text),
    /** What a series has a value for, by the periods of its calendar; `{calendar}` and `{zone}` are filled in. */
    periods: z.record(z.enum(PERIOD_KINDS), text),
    /** Names of calendars; what is not named here has its title. */
    calendars: z.record(text, text).default({}),
    derivations: z.record(text, text),
    kinds: z.record(text, text),
    stances: z.record(z.enum(["bullish", "bearish", "neutral"]), text),
    /** What the record of a rule amounts to. */
    verdicts: z.record(z.enum(["none", "few", "small", "no-difference", "tendency"]), text),
    /** What `llms.txt` says of the site, and its headings. */
    llms: z.strictObject({ about: text, articles: text, pages: text }),
    /** Words of a rule's id that are written otherwise than in small letters. */
    names: z.record(text, text),
    /** What the parts of a narrative are called; a part without a name here is called by its own. */
    parts: z.record(text, text),
    /** What stretches of time are called above a chart. */
    ranges: z.record(z.enum(["d1", "m1", "m3", "y1", "all"]), text),
    /** Names of the feeds of one topic. */
    feeds: z.strictObject({ atom: text, rss: text, json: text, markdown: text, data: text }),
  });

export interface PageWords extends z.infer<ReturnType<typeof wordsSchema>> {
  /** Title and description of a page. */
  head(
    kind: PageKind,
    values?: Readonly<Record<string, string>>,
  ): { readonly title: string; readonly description: string };
}

/**
 * Reads `templates/vocabulary/<language>/pages.yaml`: what pages say that no layout holds.
 * @throws Failure (2) with line and column of each mistake.
 */
export function loadPageWords(
  world: World,
  home: string,
  language: string,
  units: Units,
): PageWords {
  const words = loadVocabulary(world, home, language, "pages", wordsSchema(units)).value;
  return {
    ...words,
    head(kind, values = {}) {
      const { title, description } = words.pages[kind];
      return { title: fill(title, values), description: fill(description, values) };
    },
  };
}

/** What a rule is called, by its id: `flows/etf-inflow` is "Flows: ETF inflow". */
export function ruleTitle(id: string, words: Pick<PageWords, "names">): string {
  return titleOfId(id.replace("/", ": "), words);
}

/** The words of an id as a title. */
export function titleOfId(id: string, { names }: Pick<PageWords, "names">): string {
  const named = id.replaceAll("-", " ").replaceAll(/\p{L}+/gu, (word) => names[word] ?? word);
  return named.charAt(0).toUpperCase() + named.slice(1);
}
