import { z } from "zod";
import { isDay } from "../base/day.ts";
import { digest } from "../base/digest.ts";
import { refuseMergeConflict } from "../base/merge-conflict.ts";
import { mistake } from "../base/problem.ts";
import { loadYaml } from "../base/yaml.ts";

const text = z.string().trim().min(1);

/** The front matter of a draft or article; plain keys that Hugo, Eleventy and Astro read as they are. */
export const frontMatterSchema = z.strictObject({
  title: z.string().trim().min(1),
  description: z.string().trim().min(1),
  /** The edition's cut-off, ISO 8601 UTC. */
  date: z.iso.datetime(),
  edition: z.string().refine(isDay, "expected a date YYYY-MM-DD"),
  story: z.string().min(1),
  language: z.string().min(2),
  /** Subject ids. */
  subjects: z.array(z.string()),
  tags: z.array(z.string()),
  status: z.enum(["draft", "approved"]),
  /** Who reviewed it: `automatic` for `release: when-clean`, else a person's name; absent on a draft. */
  review: z.string().trim().min(1).optional(),
  /** Figures that an editor lets stand without a fact, and banned words that may stay, each with the reason. */
  waivers: z
    .array(
      z.union([
        z.strictObject({ figure: text, reason: text }),
        z.strictObject({ words: text, reason: text }),
      ]),
    )
    .optional(),
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
  /** Hash of the data and templates the article was made from. */
  inputs: z.string().min(1),
  /** Hash of the text as generated; an edited text no longer matches it. */
  text: z.string().min(1),
});
export type FrontMatter = z.infer<typeof frontMatterSchema>;

export interface Article {
  readonly frontMatter: FrontMatter;
  /** Markdown after the front matter. */
  readonly body: string;
  /** Lines of the file before the body's first line. */
  readonly bodyLine: number;
}

const FENCE = /^---\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;

/**
 * Reads a draft or article.
 * @throws Failure (2) with line and column where the front matter is missing or wrong, or a merge is unfinished.
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
  const frontMatter = loadYaml(match[1] ?? "", frontMatterSchema, { file, linesBefore: 1 }).value;
  return {
    frontMatter,
    body: text.slice(match[0].length),
    bodyLine: match[0].split("\n").length - 1,
  };
}

/** Writes front matter and body as the file's text. Keys stand in a fixed order; every text value is quoted. */
export function formatArticle(frontMatter: FrontMatter, body: string): string {
  const lines = Object.entries(frontMatter)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
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

/** True when someone changed the text after it was generated. */
export function isEdited(article: Article): boolean {
  return textHash(article.frontMatter, article.body) !== article.frontMatter.text;
}
