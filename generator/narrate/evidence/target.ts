import type { Catalogue, Series, Subject } from "../../publication/catalogue.ts";
import { subjectsFor, type BoundNames } from "../rules/bound.ts";
import type { Narrative } from "../narrative.ts";

/**
 * The series on which a narrative's record is measured for one binding: what its target names, or the adjusted prices of a
 * subject that has them, as every return is. Undefined without a target, or where the subject has no such series.
 */
export function targetOf(
  { evidence }: Narrative,
  bound: BoundNames,
  catalogue: Catalogue,
): Series | undefined {
  const [binding = "", quantity = ""] = evidence?.target.split(".") ?? [];
  const holder = bound.get(binding);
  return holder?.as === "subject" ? seriesOf(holder.subject, quantity, catalogue) : undefined;
}

/** The series on which a narrative's record is measured, for every subject that its target may stand for. */
export function targetsOf({ evidence, bindings }: Narrative, catalogue: Catalogue): Series[] {
  const [name = "", quantity = ""] = evidence?.target.split(".") ?? [];
  const binding = bindings.get(name);
  if (binding?.as !== "subject") return [];
  return subjectsFor(binding, catalogue).flatMap(
    (subject) => seriesOf(subject, quantity, catalogue) ?? [],
  );
}

function seriesOf({ id }: Subject, quantity: string, { series }: Catalogue): Series | undefined {
  const named = series.get(`${id}.${quantity}`);
  const adjusted = quantity === "close" ? series.get(`${id}.adjusted`) : undefined;
  return named && (adjusted ?? named);
}

/** Ids of the subjects bound, in the order of `for:`, joined by commas; claims do not count. */
export function subjectsKey(bound: BoundNames): string {
  return [...bound.values()]
    .flatMap((each) => (each.as === "subject" ? [each.subject.id] : []))
    .join(",");
}

/** What the evidence of a finding is found by. */
export function evidenceKey(finding: {
  readonly narrative: { readonly id: string };
  readonly bound: BoundNames;
}): string {
  return `${finding.narrative.id}|${subjectsKey(finding.bound)}`;
}
