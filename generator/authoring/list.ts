import type { Day } from "../base/day.ts";
import type { Language } from "../compose/language.ts";
import { tableLines } from "../base/table.ts";
import type { Evidence, HorizonEvidence, Verdict } from "../narrate/evidence/evidence.ts";
import type { Finding } from "../narrate/narrate.ts";
import type { Narrative } from "../narrate/narrative.ts";
import type { Range, RuleHistory } from "./history.ts";
import { boundText } from "./plain-text.ts";

/** One narrative in the list of all. */
export interface Listed extends RuleHistory {
  readonly id: string;
  readonly theme: string;
  /** For what it holds in the edition; empty where it does not hold. */
  readonly holds: readonly string[];
  /** The best of its records; undefined where it has no target, or nothing to measure it on. */
  readonly evidence: { readonly verdict: Verdict; readonly episodes: number } | undefined;
}

/** The narratives, for an edition and a range of days. */
export interface NarrativeList extends Range {
  readonly day: Day;
  readonly narratives: readonly Listed[];
}

const WEAKEST_FIRST: readonly Verdict[] = ["none", "few", "small", "no-difference", "tendency"];

/** What the list says of one narrative. */
export function listed(
  { id, theme }: Narrative,
  findings: readonly Finding[],
  history: RuleHistory,
  records: readonly Evidence[],
): Listed {
  return {
    id,
    theme,
    holds: findings
      .filter(({ narrative }) => narrative.id === id)
      .map(({ bound }) => boundText(bound)),
    ...history,
    evidence: bestOf(
      records.filter(({ narrative }) => narrative === id).flatMap(({ horizons }) => horizons),
    ),
  };
}

/** The strongest result, by the number of episodes where results are alike. */
function bestOf(results: readonly HorizonEvidence[]): Listed["evidence"] {
  const [best] = results.toSorted((a, b) => rank(b) - rank(a) || b.episodes - a.episodes);
  return best && { verdict: best.verdict, episodes: best.episodes };
}

function rank({ verdict }: HorizonEvidence): number {
  return WEAKEST_FIRST.indexOf(verdict);
}

/** The list as a terminal shows it. */
export function listLines(
  { day, from, to, narratives }: NarrativeList,
  language: Language,
): string[] {
  const { verdicts } = language.evidence.table;
  const rows = narratives.map((each) => [
    each.id,
    each.theme,
    each.holds.length === 0 ? "no" : `yes, ${each.holds.length}`,
    each.told === 0 ? "never known" : `${each.held} of ${each.told}`,
    each.last ?? "never",
    each.evidence ? `${verdicts[each.evidence.verdict]} (${each.evidence.episodes})` : "",
  ]);
  const heads = ["narrative", "theme", "holds", "days held", "last held", "evidence (episodes)"];
  return [
    `Edition of ${day}: ${narratives.filter(({ holds }) => holds.length > 0).length} of ${narratives.length} hold. Days held are those of ${from} to ${to} on which the rule could be told.`,
    "",
    ...tableLines([heads, ...rows]),
  ];
}
