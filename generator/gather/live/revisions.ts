import type { Observation } from "../../store/observation.ts";
import type { Known } from "../guards/history.ts";

/** Revisions that are listed one by one. */
const LISTED = 5;

/** Says which known values an answer changes; earlier editions keep what was known at their cut-off. */
export function revisionNotes(
  series: string,
  known: Known,
  accepted: readonly Observation[],
): string[] {
  const before = new Map(known.days.map((day, at) => [day, known.values[at]!]));
  const changed = accepted.filter(({ day, value }) => (before.get(day) ?? value) !== value);
  const listed = changed
    .slice(-LISTED)
    .map(
      ({ day, value }) => `${series}: ${day} was ${before.get(day)} and is ${value} from now on`,
    );
  const more = changed.length - listed.length;
  return more > 0 ? [...listed, `${series}: ${more} earlier values were revised as well`] : listed;
}
