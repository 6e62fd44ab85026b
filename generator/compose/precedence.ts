import type { Bound } from "../narrate/bound.ts";
import type { Finding } from "../narrate/narrate.ts";

/**
 * The findings without those that a more exact one replaces: where a narrative that `replaces` another holds, the other is
 * left out for the same subjects.
 */
export function withoutReplaced(findings: readonly Finding[]): Finding[] {
  const ruling = findings.filter((each) => each.narrative.replaces.length > 0);
  return findings.filter(
    (finding) =>
      !ruling.some(
        (other) =>
          other.narrative.replaces.includes(finding.narrative.id) && concernsAll(other, finding),
      ),
  );
}

/** Whether one finding is about every subject and claim that the other is about, or the other about every one of its own. */
function concernsAll(one: Finding, other: Finding): boolean {
  const [a, b] = [subjectsOf(one), subjectsOf(other)];
  return a.every((each) => b.includes(each)) || b.every((each) => a.includes(each));
}

function subjectsOf({ bound }: Finding): string[] {
  return [...bound.values()].flatMap((each: Bound): string[] => {
    if (each.as === "pair") return [];
    return [each.as === "subject" ? each.subject.id : each.claim.id];
  });
}
