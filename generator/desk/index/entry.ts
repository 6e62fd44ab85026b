import { join } from "node:path";
import { standingOf, type Standing } from "../../articles/approval.ts";
import { readFacts } from "../../articles/on-disk.ts";
import { parseArticle } from "../../articles/article.ts";
import { isShown } from "../../articles/states.ts";
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
  /** What its state is worth: an approval of another text is none. */
  readonly standing: Standing;
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
  world: World,
  home: string,
  day: Day,
  slug: string,
  isPublished: boolean,
): Entry {
  const file = join(EDITIONS, day, `${slug}.md`);
  const text = world.files.read(join(home, file));
  const common = { day, slug, file, isPublished, digest: digest(text) };
  try {
    const article = parseArticle(text, file);
    const { title, story, status, review, scheduled } = article.frontMatter;
    const standing = isShown(status) ? standingOf(article, readFacts(world, home, file)) : status;
    return { ...common, title, story, standing, review, scheduled };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const broken = error.problems.map(formatProblem).join(" ");
    const none = { review: undefined, scheduled: undefined };
    return { ...common, ...none, title: slug, story: "", standing: "draft", broken };
  }
}
