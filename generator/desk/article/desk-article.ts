import { join } from "node:path";
import { standingOf, type Standing } from "../../articles/approval.ts";
import { isEdited } from "../../articles/article.ts";
import { readOnDisk, type OnDisk } from "../../articles/on-disk.ts";
import { readPublished, type Version } from "../../articles/published.ts";
import type { Day } from "../../base/day.ts";
import { mistake } from "../../base/problem.ts";
import type { CheckReport } from "../../check/report.ts";
import type { Edition } from "../../narrate/edition.ts";
import { checkOnDisk } from "../../review/review.ts";
import { hashOf } from "../../store/trail.ts";
import { EDITIONS } from "../index/entry.ts";
import type { DeskRoom } from "../room.ts";
import { markedText, type MarkedText } from "./marked-figures.ts";

/** One article with all that its pages are made from. */
export interface DeskArticle extends OnDisk {
  readonly day: Day;
  readonly slug: string;
  /** Hash of the file: an act names the text that it is for. */
  readonly textHash: string;
  readonly standing: Standing;
  readonly isEdited: boolean;
  /** Texts that readers may have seen, oldest first. */
  readonly published: readonly Version[];
  readonly report: CheckReport;
  readonly marked: MarkedText;
  /** What was known at its cut-off. */
  readonly edition: Edition;
}

/** A name that an article can have: no path leads out of its edition. */
const SLUG = /^(?=.{1,200}$)[a-z0-9]+(-[a-z0-9]+)*$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Where an article lies within the home. @throws Failure (2) for a name that none can have. */
export function fileOf(day: string, slug: string): string {
  if (DAY.test(day) && SLUG.test(slug)) return join(EDITIONS, day, `${slug}.md`);
  throw mistake({ code: "missing-file", message: "There is no such article." });
}

/**
 * Reads an article and checks it.
 * @param text in place of what is saved.
 * @throws Failure (2) where there is none, or it is broken.
 */
export async function openArticle(
  room: DeskRoom,
  day: Day,
  slug: string,
  text?: string,
): Promise<DeskArticle> {
  const { newsroom, store } = room;
  const { world, publication, vocabulary } = newsroom;
  const file = fileOf(day, slug);
  const onDisk = readOnDisk(world, publication.home, file, text);
  const { article, facts } = onDisk;
  const published = readPublished(world, publication.home, day)[slug] ?? [];
  const { report } = await checkOnDisk(newsroom, store, onDisk);
  return {
    ...onDisk,
    day,
    slug,
    textHash: hashOf(onDisk.text),
    standing: standingOf(article, facts),
    isEdited: isEdited(article),
    published,
    report,
    marked: markedText(onDisk, facts, vocabulary, report),
    edition: (await room.known()).editionOf(article.frontMatter, published),
  };
}
