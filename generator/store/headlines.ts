import { DAY_MS, type Instant } from "../base/day.ts";
import type { Catalogue } from "../publication/catalogue.ts";
import type { Headline } from "../publication/feeds.ts";

/** Headlines of so many milliseconds before an instant are looked at. */
const BEFORE = 7 * DAY_MS;

/**
 * What feeds that are declared reported before an instant, each as it was worded by then, newest first.
 * @param arrived what came to us later is left out.
 */
export function headlinesSeenBy(
  instant: Instant,
  { feeds }: Catalogue,
  revisions: readonly Headline[],
  arrived = Infinity,
): Headline[] {
  if (feeds.size === 0) return [];
  const known = new Map<string, Headline>();
  for (const headline of revisions)
    if (feeds.has(headline.feed) && isKnown(headline, instant, arrived))
      known.set(headline.id, headline);
  return [...known.values()]
    .filter(({ at }) => Date.parse(at) > instant - BEFORE && Date.parse(at) <= instant)
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at) || (a.id < b.id ? -1 : 1));
}

function isKnown({ known, seen }: Headline, instant: Instant, arrived: Instant): boolean {
  return Date.parse(known) <= instant && Date.parse(seen) <= arrived;
}

/** When the last of them came to us that counts at an instant. */
export function lastHeadline(
  instant: Instant,
  { feeds }: Catalogue,
  revisions: readonly Headline[],
): Instant {
  return revisions
    .filter((each) => feeds.has(each.feed) && isKnown(each, instant, Infinity))
    .reduce((last, { seen }) => Math.max(last, Date.parse(seen)), -Infinity);
}
