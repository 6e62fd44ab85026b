import { formatProblem, type Problem } from "../base/problem.ts";
import { matches } from "../base/text.ts";
import type { Edition } from "../narrate/edition.ts";
import type { Narrative } from "../narrate/narrative.ts";
import { groundOf, type Newsroom } from "../newsroom/newsroom.ts";
import type { Range, RuleHistory } from "./history.ts";
import { historyRemarks } from "./lint-history.ts";
import { phrasingRemarks } from "./lint-phrasings.ts";
import { unusedRemarks } from "./lint-unused.ts";
import { openSource, type NarrativeSource } from "./source.ts";
import { counted } from "./plain-text.ts";

/** What is to be said of the templates. */
export interface LintReport {
  readonly narratives: number;
  /** What keeps the program from running. */
  readonly mistakes: readonly Problem[];
  /** What runs and is likely not meant. */
  readonly remarks: readonly Problem[];
}

/** The past that rules are looked at over, and the edition at its end. */
export interface LintPast {
  readonly range: Range;
  readonly edition: Edition;
  readonly histories: ReadonlyMap<string, RuleHistory>;
}

/** What is likely not meant in templates that load; of narratives only those whose id matches. */
export function remarksOn(newsroom: Newsroom, past: LintPast, glob: string): Problem[] {
  const chosen = newsroom.narratives.filter(({ id }) => matches(glob, id));
  return [
    ...chosen.flatMap((narrative) => remarksOnOne(newsroom, narrative, past)),
    ...(glob === "*" ? unusedRemarks(newsroom) : []),
  ];
}

function remarksOnOne(
  newsroom: Newsroom,
  narrative: Narrative,
  { range, edition, histories }: LintPast,
): Problem[] {
  const source = openSource(newsroom.world, newsroom.publication.home, narrative);
  const history = histories.get(narrative.id);
  return [
    ...exampleRemarks(narrative, source),
    ...phrasingRemarks(narrative, source),
    ...(history
      ? historyRemarks(narrative, source, history, range, edition, groundOf(newsroom))
      : []),
  ];
}

function exampleRemarks({ examples }: Narrative, { place }: NarrativeSource): Problem[] {
  const [first] = examples;
  if (!first || examples.some(({ holds }) => holds !== first.holds)) return [];
  const wanted = first.holds ? "does not hold" : "holds";
  const message = `No example shows values for which the rule ${wanted}.`;
  return [{ code: "one-sided-examples", ...place(["examples"]), message }];
}

/** The report as a terminal shows it. */
export function lintLines({ narratives, mistakes, remarks }: LintReport): string[] {
  const looked =
    mistakes.length > 0 ? "what follows from the files as mended is not looked at yet" : "";
  const ends = [counted(mistakes.length, "mistake"), counted(remarks.length, "remark")].join(", ");
  return [
    ...[...mistakes, ...remarks].map(formatProblem),
    `${counted(narratives, "narrative")}: ${ends}${looked && `; ${looked}`}.`,
  ];
}
