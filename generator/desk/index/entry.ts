import { join } from "node:path";
import { parseArticle } from "../../articles/article.ts";
import type { State } from "../../articles/states.ts";
import type { Day } from "../../base/day.ts";
import { digest } from "../../base/digest.ts";
import { Failure, formatProblem } from "../../base/problem.ts";
import type { World } from "../../world/world.ts";

/** One article as lists show it. */
export interface Entry {
  readonly day: Day;
  readonly slug: string;
  /** Path within the home. */
  readonly file: string;
  readonly title: string;
  readonly story: string;
  readonly state: State;
  readonly review: string | undefined;
  /** When it goes out, ISO 8601. */
  readonly scheduled: string | undefined;
  /** Readers may have seen it. */
  readonly isPublished: boolean;
  /** Of the file as it was read. */
  readonly digest: string;
  /** Why it cannot be read; the rest is empty then. */
  readonly broken?: string;
}

/** Folder of the editions, within the home. */
export const EDITIONS = join("content", "editions");

/** What an article is found by. */
export function entryKey({ day, slug }: Pick<Entry, "day" | "slug">): string {
  return `${day}/${slug}`;
}

/** Reads the head of an article. One that is broken is listed with what is wrong: it must not vanish from the queue. */
export function readEntry(
  { files }: World,
  home: string,
  day: Day,
  slug: string,
  isPublished: boolean,
): Entry {
  const file = join(EDITIONS, day, `${slug}.md`);
  const text = files.read(join(home, file));
  const common = { day, slug, file, isPublished, digest: digest(text) };
  try {
    const article = parseArticle(text, file);
    const { title, story, status, review, scheduled } = article.frontMatter;
    return {
      ...common,
      title,
      story,
      state: status,
      review,
      scheduled,
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const broken = error.problems.map(formatProblem).join(" ");
    const none = { review: undefined, scheduled: undefined };
    return { ...common, ...none, title: slug, story: "", state: "draft", broken };
  }
}
