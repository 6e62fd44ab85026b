import { isDay, type Instant } from "../base/day.ts";
import { mistake } from "../base/problem.ts";
import { isBound } from "../check/binding/roles.ts";
import { textCheckerOf } from "../check/text/check-text.ts";
import type { TextChecker } from "../check/text/text-report.ts";
import { cutoffOf } from "../narrate/edition.ts";
import type { CheckRoom } from "../newsroom/newsroom.ts";
import type { AsOfView } from "../store/asof.ts";
import type { Store } from "../store/store.ts";

/**
 * What holds texts to the data as known at one instant; the store is read once, and not asked again.
 * @param asOf a day, for its cut-off, or an instant in ISO 8601; now when left out.
 * @throws Failure (2) where it is neither, and for a language without words for binding.
 */
export async function textCheckerFor(
  room: CheckRoom,
  store: Store,
  asOf?: string,
): Promise<TextChecker> {
  const archive = await store.load(room.publication.catalogue);
  return textCheckerBy(room, archive.view(instantOf(room, asOf)));
}

/** The same by what is known already. @throws Failure (2) for a language without words for binding. */
export function textCheckerBy(
  { publication, vocabulary, scales }: CheckRoom,
  view: AsOfView,
): TextChecker {
  if (!isBound(vocabulary)) throw unbindable(publication.language);
  return textCheckerOf({ vocabulary, scales }, view);
}

/** When `asOf` is: the cut-off of a day, an instant in ISO 8601, or now. @throws Failure (2) where it is neither. */
export function instantOf({ world, publication }: CheckRoom, asOf: string | undefined): Instant {
  if (asOf === undefined) return world.now();
  const instant = isDay(asOf) ? cutoffOf(asOf, publication.cutoff) : Date.parse(asOf);
  if (!Number.isNaN(instant)) return instant;
  throw mistake({
    code: "call",
    message: `Expected a day such as 2025-05-08 or an instant in ISO 8601, found "${asOf}".`,
  });
}

function unbindable(language: string): Error {
  return mistake({
    code: "unknown-name",
    message: `The words by which figures are bound are not there for the language "${language}": templates/vocabulary/${language}/binding.yaml is missing.`,
    advice: "Write it after templates/vocabulary/en/binding.yaml.",
  });
}
