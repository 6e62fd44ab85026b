import type { Edition } from "../narrate/edition.ts";
import type { Fact, FactsFile } from "../articles/facts.ts";

/** The series behind the facts whose newest values their second source contests, beyond the tolerance. */
export function disputesOf(
  facts: readonly Fact[],
  { view, signals }: Edition,
): Pick<FactsFile, "disputes"> {
  const used = new Set(facts.flatMap(({ inputs }) => inputs.map(({ series }) => series)));
  const disputes = [...used].filter((id) => {
    if (view.catalogue.series.get(id)?.second === undefined) return false;
    const [subject = "", quantity = ""] = id.split(".");
    const apart = signals.read(subject, quantity, "sourcesApart");
    const tolerance = signals.read(subject, quantity, "sourcesTolerance");
    return apart.ok && tolerance.ok && apart.signal.value > tolerance.signal.value;
  });
  return disputes.length === 0 ? {} : { disputes };
}
