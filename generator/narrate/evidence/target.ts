import type { Catalogue, Series, Subject } from "../../publication/catalogue.ts";
import type { BoundNames } from "../bindable/bindable.ts";
import type { Narrative } from "../narrative.ts";
import { isRead, poolIdOf } from "./pool.ts";

/**
 * The series on which a narrative's record is measured where its names stand for these subjects, as `subjectsKey` lists them: what
 * its target names, or the adjusted prices of a subject that has them, as every return is. Undefined without a target, or where the
 * subject has no such series.
 */
export function targetAmong(
  { evidence, bindings }: Narrative,
  subjects: readonly string[],
  catalogue: Catalogue,
): Series | undefined {
  const [name = "", quantity = ""] = evidence?.target.split(".") ?? [];
  const single = [...bindings].flatMap(([each, binding]) => (binding.subjects ? [each] : []));
  const subject = subjects[single.indexOf(name)];
  return subject === undefined ? undefined : seriesOf(subject, quantity, catalogue);
}

/** The series on which a narrative's record is measured, for every subject that its target may stand for and whose past is read. */
export function targetsOf(
  { evidence, bindings }: Pick<Narrative, "evidence" | "bindings">,
  catalogue: Catalogue,
): Series[] {
  const [name = "", quantity = ""] = evidence?.target.split(".") ?? [];
  const subjects = bindings.get(name)?.subjects?.(catalogue) ?? [];
  return subjects
    .filter((subject) => isRead(subject, catalogue))
    .flatMap(({ id }) => seriesOf(id, quantity, catalogue) ?? []);
}

function seriesOf(subject: string, quantity: string, { series }: Catalogue): Series | undefined {
  const named = series.get(`${subject}.${quantity}`);
  const adjusted = quantity === "close" ? series.get(`${subject}.adjusted`) : undefined;
  return named && (adjusted ?? named);
}

/** Ids of the subjects bound, in the order of `for:`, joined by commas; what is no single subject does not count. */
export function subjectsKey(bound: BoundNames): string {
  return [...bound.values()].flatMap(({ subject }) => subject?.id ?? []).join(",");
}

/** The same with the pool in the place of each subject of a list. */
export function pooledKey(subjects: readonly string[], catalogue: Catalogue): string {
  return subjects.map((id) => pooled(catalogue.subjects.get(id)) ?? id).join(",");
}

function pooled(subject: Subject | undefined): string | undefined {
  return subject && poolIdOf(subject);
}

/** What the evidence of a finding is found by. */
export function evidenceKey(finding: {
  readonly narrative: { readonly id: string };
  readonly bound: BoundNames;
}): string {
  const subjects = [...finding.bound.values()].flatMap(({ subject }) => subject ?? []);
  return `${finding.narrative.id}|${subjects.map((each) => poolIdOf(each) ?? each.id).join(",")}`;
}
