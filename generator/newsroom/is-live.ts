import type { Day } from "../base/day.ts";
import { isMadeLive } from "../articles/editions.ts";
import { cutoffOf } from "../narrate/edition.ts";
import type { Newsroom } from "./newsroom.ts";

/** An edition is news for so long after its cut-off, in milliseconds. */
const NEWS_MS = 48 * 3_600_000;

/**
 * Whether an edition is made while it is news, or was before: its articles then say by when their data had come. An older day is made
 * as if all that was public at its cut-off had come, so that it gives the same bytes whenever the store was filled.
 */
export function isLive(
  { world, publication: { cutoff, home } }: Pick<Newsroom, "world" | "publication">,
  day: Day,
): boolean {
  return world.now() - cutoffOf(day, cutoff) < NEWS_MS || isMadeLive(world, home, day);
}
