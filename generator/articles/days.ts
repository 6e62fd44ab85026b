import type { Fact } from "./facts.ts";

/** What says of which day a fact is. */
export type DatedFact = Pick<Fact, "origin" | "ref" | "unit" | "value" | "day" | "late">;

/** Behind the reference of a signal: the day that its value describes, said of all that stands around it. */
export const ANNOUNCED = "@day";

/** The same, said in parentheses of the one figure before it. */
export const OWN_DAY = "@own";

/**
 * The facts of one sentence that are of another day than a reader takes them for, each with its day: those of a day that the sentence
 * does not print while it prints, or its list has announced, the day of others, and those that are late and undated. What one series
 * says, such as a value and the one before, is of its latest day.
 * @param announced the day that the list around the sentence has announced.
 */
export function undated<F extends DatedFact>(
  facts: readonly F[],
  announced?: string,
): Map<F, string> {
  if (areOfOneDay(facts, announced)) return new Map();
  const printed = new Set(facts.filter(({ unit }) => unit === "date").map(({ value }) => value));
  const said = new Set<string>(announcedDays(facts));
  if (said.size === 0 && announced !== undefined) said.add(announced);
  const bySeries = Map.groupBy(facts.filter(isOfDay), ({ ref }) => seriesOf(ref));
  const found = new Map<F, string>();
  for (const its of bySeries.values()) {
    const day = its
      .map((fact) => fact.day ?? "")
      .toSorted()
      .at(-1)!;
    const isElsewhere = said.size > 0 && !said.has(day);
    if (printed.has(day) || !(isElsewhere || its.some(({ late }) => late))) continue;
    for (const fact of its) found.set(fact, day);
  }
  return found;
}

/** Whether no day is told apart and nothing is late, so that every figure is of the day that a reader takes it for. */
export function areOfOneDay(
  facts: readonly Pick<DatedFact, "ref" | "late">[],
  announced?: string,
): boolean {
  return announced === undefined && !facts.some(({ ref, late }) => late || ref.endsWith(ANNOUNCED));
}

/** The days that a sentence announces for what it says. */
export function announcedDays(facts: readonly DatedFact[]): string[] {
  return facts.flatMap(({ ref, value }) => (ref.endsWith(ANNOUNCED) ? [String(value)] : []));
}

/** Whether it is a computed value, and neither a day nor part of a rule's record. */
function isOfDay({ origin, ref, unit, day }: DatedFact): boolean {
  return origin === "signal" && !ref.includes(":") && unit !== "date" && day !== undefined;
}

function seriesOf(ref: string): string {
  return ref.slice(0, ref.lastIndexOf("."));
}
