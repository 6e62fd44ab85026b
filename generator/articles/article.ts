import { z } from "zod";
import { isDay } from "../base/day.ts";
import { canonicalJson, digest } from "../base/digest.ts";
import { refuseMergeConflict } from "../base/merge-conflict.ts";
import { mistake } from "../base/problem.ts";
import { loadYaml } from "../base/yaml.ts";
import type { FactsFile } from "./facts.ts";
import { refuseNesting } from "./nesting.ts";
import { STATES, type State } from "./states.ts";

const text = z.string().trim().min(1);

const instant = z.iso.datetime({
  offset: true,
  error: "expected an instant such as 2025-05-09T08:30:00Z",
});

/** What calendars, sitemaps and archives can hold; 9999 stands for no day. */
const OF_OUR_TIME = /^(?:19|2[01])\d\d-/;

/** The front matter of a draft or article, in the order in which it is written; plain keys that Hugo, Eleventy and Astro read as they are. */
export const frontMatterSchema = z.strictObject({
  title: z.string().trim().min(1),
  description: z.string().trim().min(1),
  /** The edition's cut-off, ISO 8601 UTC. */
  date: z.iso.datetime().regex(OF_OUR_TIME, "expected an instant of the years 1900 to 2199"),
  /** Of what was public at the cut-off, only what had come by this instant counts; left out where all of it does. */
  arrived: z.iso.datetime().optional(),
  edition: z
    .string()
    .refine(
      (day) => isDay(day) && OF_OUR_TIME.test(day),
      "expected a date YYYY-MM-DD of the years 1900 to 2199",
    ),
  story: z.string().min(1),
  language: z.string().min(2),
  /** Subject ids. */
  subjects: z.array(z.string()),
  tags: z.array(z.string()),
  status: z.enum(STATES),
  /** Hash of the data and templates the article was made from. */
  inputs: z.string().min(1),
  /** Hash of the text as generated; an edited text no longer matches it. */
  text: z.string().min(1),
  /** Who reviewed it: `automatic` for `release: when-clean`, else a person's name; absent on a draft. */
  review: z.string().trim().min(1).optional(),
  /** `contentDigest` of the text that was approved; absent on a draft. */
  approved: z.string().min(1).optional(),
  /** Figures that an editor lets stand without a fact, and banned words that may stay, each with the reason. */
  waivers: z
    .array(
      z.union([
        z.strictObject({ figure: text, reason: text }),
        z.strictObject({ words: text, reason: text }),
      ]),
    )
    .optional(),
  /** What a person decided where two sources disagreed on what the article rests on, for readers. */
  decisions: z.array(z.strictObject({ date: instant, text })).optional(),
  /** Paths at which the article was before, such as `/2025/05/08/old-slug/`; they lead to it. */
  aliases: z.array(text).optional(),
  /** What was mended after it was published: the day or the instant, and what was wrong. */
  corrections: z
    .array(
      z.strictObject({
        date: z.union(
          [z.iso.date(), z.iso.datetime()],
          "expected a day such as 2025-05-09, or an instant such as 2025-05-09T08:30:00Z",
        ),
        text: z.string().trim().min(1),
      }),
    )
    .optional(),
  /** Not shown before, whoever approves it. */
  embargo: instant.optional(),
  /** When a scheduled article goes out. */
  scheduled: instant.optional(),
  /** Since when readers no longer find it, and what they are told. */
  withdrawn: z.strictObject({ date: instant, text }).optional(),
});
export type FrontMatter = z.infer<typeof frontMatterSchema>;

export interface Article {
  readonly frontMatter: FrontMatter;
  /** Markdown after the front matter. */
  readonly body: string;
  /** Where the value of a key is written. */
  written(key: keyof FrontMatter): Written;
}

/** A value as it stands in a file, quotes included. */
export interface Written {
  /** Characters of the file before it. */
  readonly offset: number;
  readonly source: string;
}

const FENCE = /^\uFEFF?---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/**
 * Reads a draft or article.
 * @throws Failure (2) with line and column where the front matter is missing or wrong, a merge is unfinished, or the text is nested too deeply.
 */
export function parseArticle(text: string, file: string): Article {
  refuseMergeConflict(text, file);
  const match = FENCE.exec(text);
  if (!match) {
    throw mistake({
      code: "front-matter",
      file,
      line: 1,
      column: 1,
      message: "Expected front matter between two lines of ---, found none.",
      advice: "An article starts with ---, its YAML keys, and ---.",
    });
  }
  const [head, yaml = ""] = match;
  const { value, range } = loadYaml(yaml, frontMatterSchema, { file, linesBefore: 1 });
  const before = head.indexOf("\n") + 1;
  const body = text.slice(head.length);
  refuseNesting(body, file, head.split("\n").length - 1);
  return {
    frontMatter: value,
    body,
    written(key) {
      const [start, end] = range([key]);
      return { offset: before + start, source: yaml.slice(start, end) };
    },
  };
}

/** The Markdown of an article that was read before, of the very same text. */
export function bodyIn(text: string): string {
  return text.slice(FENCE.exec(text)![0].length);
}

const KEYS = Object.keys(frontMatterSchema.shape) as (keyof FrontMatter)[];

/** Writes front matter and body as the file's text. Keys stand in a fixed order; every text value is quoted. */
export function formatArticle(frontMatter: FrontMatter, body: string): string {
  const lines = KEYS.filter((key) => frontMatter[key] !== undefined).map(
    (key) => `${key}: ${JSON.stringify(frontMatter[key])}`,
  );
  return `---\n${lines.join("\n")}\n---\n${body}`;
}

/** Hash of what a reader sees of an article: headline, summary, tags and body. Review and status do not count. */
export function textHash(
  frontMatter: Pick<FrontMatter, "title" | "description" | "tags">,
  body: string,
): string {
  return digest(
    JSON.stringify([frontMatter.title, frontMatter.description, frontMatter.tags, body]),
  );
}

/** Keys that say who reviewed a text and how far it has come. */
const PROGRESS = ["status", "review", "approved", "scheduled", "withdrawn"] as const;

/**
 * Hash of one text: all that stands in an article and in its facts, save who reviewed it and how far it has come. An approval that
 * names it is of this text and of no other.
 */
export function contentDigest(
  { frontMatter, body }: Pick<Article, "frontMatter" | "body">,
  facts: FactsFile,
): string {
  const head = withoutKeys(frontMatter, PROGRESS);
  return digest(canonicalJson([head, body, facts]), 64);
}

/** A head without some of its keys. */
export function withoutKeys<K extends keyof FrontMatter>(
  head: FrontMatter,
  keys: readonly K[],
): Omit<FrontMatter, K> {
  const rest = { ...head };
  for (const key of keys) delete rest[key];
  return rest;
}

/** A head that nobody answers for any longer. */
export function reopened(head: FrontMatter, status: State): FrontMatter {
  return { ...withoutKeys(head, ["review", "approved", "scheduled"]), status };
}

/** True when someone changed the text after it was generated. */
export function isEdited(article: Pick<Article, "frontMatter" | "body">): boolean {
  return textHash(article.frontMatter, article.body) !== article.frontMatter.text;
}
