import type { Problem } from "../base/problem.ts";
import type { Edition } from "../narrate/edition.ts";
import type { Narrative } from "../narrate/narrative.ts";
import type { Range, RuleHistory } from "./history.ts";
import type { RuleGround } from "../narrate/rules/rule.ts";
import { rulingsOf } from "./rulings.ts";
import type { NarrativeSource } from "./source.ts";
import { lackText } from "./plain-text.ts";

/** Under so many days nothing is said of never and always. */
const LEAST_DAYS = 30;

/** A rule that held on no day of a range, on every one, or that could never be told. */
export function historyRemarks(
  narrative: Narrative,
  source: NarrativeSource,
  { told, held, last }: RuleHistory,
  { from, to }: Range,
  edition: Edition,
  ground: RuleGround,
): Problem[] {
  const at = source.place(["when"]);
  if (told === 0) {
    const rulings = rulingsOf(narrative, edition, ground);
    const lacking = rulings.find((each) => each.lacking.length > 0)?.lacking ?? [];
    const message =
      rulings.length === 0
        ? "The rule could not be told on any day: there is nothing that its names could stand for."
        : `The rule could not be told on any day up to ${to}: ${lackText(lacking)}.`;
    return [{ code: "never-known", ...at, message }];
  }
  if (told < LEAST_DAYS) return [];
  if (held === 0) {
    const before = last === undefined ? "nor on any day before" : `the last time was ${last}`;
    const message = `The rule held on none of ${told} days from ${from} to ${to}, ${before}.`;
    const advice = `See how far it was: bellwether narratives why --date ${to} --only ${narrative.id}`;
    return [{ code: "never-holds", ...at, message, advice }];
  }
  const isWeighed = narrative.salience.reads.some(({ kind }) => kind === "signal");
  if (held < told || isWeighed) return [];
  const message = `The rule held on each of ${told} days from ${from} to ${to}, so it tells no day from another.`;
  const advice = "Where that is meant, let its salience say how much a day matters.";
  return [{ code: "always-holds", ...at, message, advice }];
}
