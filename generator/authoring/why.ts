import { matches } from "../base/text.ts";
import type { Day } from "../base/day.ts";
import { tableLines } from "../base/table.ts";
import type { Edition } from "../narrate/edition.ts";
import { boundIds, narrate } from "../narrate/narrate.ts";
import { groundOf, type Newsroom } from "../newsroom/newsroom.ts";
import { fatesOf, type Fate } from "./fates.ts";
import { rulingsOf, type Condition, type Lack } from "./rulings.ts";
import { boundText, conditionRows, lackText, valueText } from "./plain-text.ts";

/** One rule in one edition, for one way to bind its names. */
export interface Reason {
  readonly narrative: string;
  /** Ids of what is bound, by name. */
  readonly bindings: Readonly<Record<string, string>>;
  readonly label: string;
  readonly holds: boolean;
  /** Undefined where the rule does not hold. */
  readonly salience: number | undefined;
  /** What decided it: all conditions where it holds, else those that are false. */
  readonly conditions: readonly Condition[];
  readonly lacking: readonly Lack[];
  readonly fates: readonly Fate[];
}

/** Every rule of an edition and what became of it. */
export interface WhyReport {
  readonly day: Day;
  readonly reasons: readonly Reason[];
  /** Narratives with a name that nothing could be bound to, such as one that stands for what nobody has reported. */
  readonly unbound: readonly string[];
}

/** Why each rule held or did not, and why its findings were printed or were not. */
export function whyOf(newsroom: Newsroom, edition: Edition, glob: string): WhyReport {
  const { narratives, stories, desk } = newsroom;
  const ground = groundOf(newsroom);
  const findings = narrate(narratives, edition);
  const byKey = new Map(findings.map((each) => [each.key, each]));
  const fates = fatesOf(stories, findings, edition, desk);
  const chosen = narratives.filter(({ id }) => matches(glob, id));
  const ruled = chosen.map((narrative) => ({
    narrative,
    rulings: rulingsOf(narrative, edition, ground),
  }));
  return {
    day: edition.day,
    reasons: ruled.flatMap(({ narrative, rulings }) =>
      rulings.map(({ key, bound, ...ruling }) => {
        const finding = byKey.get(key);
        return {
          narrative: narrative.id,
          bindings: Object.fromEntries(boundIds(bound)),
          label: boundText(bound),
          ...ruling,
          fates: finding ? fates(finding) : [],
        };
      }),
    ),
    unbound: ruled.flatMap(({ narrative, rulings }) => (rulings.length === 0 ? narrative.id : [])),
  };
}

/** The report as a terminal shows it: narrative, then each binding with what decided it. */
export function whyLines({ day, reasons, unbound }: WhyReport): string[] {
  const held = reasons.filter(({ holds }) => holds);
  const printed = held.filter(({ fates }) => fates.some((fate) => fate.printed));
  const blocks = [...Map.groupBy(reasons, ({ narrative }) => narrative)].flatMap(
    ([narrative, its]) => ["", narrative, ...its.flatMap(reasonLines)],
  );
  return [
    `Edition of ${day}: ${reasons.length} rules and bindings, ${held.length} hold, ${printed.length} printed.`,
    ...blocks,
    ...unbound.flatMap((id) => ["", id, "  there is nothing that its names could stand for"]),
  ];
}

/** One binding of a rule: what it came to, what decided it, what became of it. */
export function reasonLines(reason: Omit<Reason, "narrative" | "bindings">): string[] {
  const { label, holds, salience, conditions, lacking, fates } = reason;
  const head = holds
    ? `holds, salience ${valueText(salience ?? 0)}`
    : lacking.length > 0
      ? `cannot be told: ${lackText(lacking)}`
      : "does not hold";
  const ends = fates.map(({ article, printed, why }) => [
    printed ? "printed in" : "not in",
    article,
    why,
  ]);
  return [
    `  ${label}  ${head}`,
    ...indented(tableLines(conditionRows(conditions))),
    ...indented(holds && ends.length === 0 ? ["no story has a section for it"] : tableLines(ends)),
  ];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `    ${line}`);
}
