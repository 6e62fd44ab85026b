import { join } from "node:path";
import { z } from "zod";
import { isDay, type Instant } from "../base/day.ts";
import { cutoffOf } from "../narrate/edition.ts";
import { readOwnText, type OwnText } from "./own-head.ts";

/** Where the articles lie that people wrote and no rule did. */
export const GUEST_FOLDER = join("content", "articles");

/** True for a file, by its path within the home, that a person wrote as an article. */
export function isGuest(file: string): boolean {
  return file.startsWith(`${GUEST_FOLDER}/`);
}

const text = z.string().trim().min(1);

const headSchema = z.strictObject({
  title: text,
  description: text,
  /** Who wrote it. */
  author: text,
  /** The day or the instant as of which it was written: not shown before, and held to what was known then. */
  date: z.union(
    [z.iso.date(), z.iso.datetime({ offset: true })],
    "expected a day such as 2025-05-09, or an instant such as 2025-05-09T08:30:00Z",
  ),
  tags: z.array(text).default([]),
  /** Figures that may stand though the data say otherwise, each with the reason. */
  waivers: z.array(z.strictObject({ figure: text, reason: text })).default([]),
});

export type GuestHead = z.output<typeof headSchema>;

/** Reads an article of `content/articles`. @throws Failure (2) with the line of a mistake in its head. */
export function readGuestArticle(source: string, file: string): OwnText<GuestHead> {
  return readOwnText(source, headSchema, file);
}

/**
 * As of when a guest article was written: its instant, or the cut-off of its day's edition.
 * @param cutoff of editions, `HH:MM` UTC.
 */
export function writtenAt({ date }: Pick<GuestHead, "date">, cutoff: string): Instant {
  return isDay(date) ? cutoffOf(date, cutoff) : Date.parse(date);
}
