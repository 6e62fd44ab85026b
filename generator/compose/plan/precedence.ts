import { weakMemoize } from "../../base/memo.ts";
import { boundIds, type Finding } from "../../narrate/narrate.ts";

/**
 * The findings without those that a more exact one replaces: where a narrative that `replaces` another holds, the other is
 * left out for the same subjects. Every story of an edition asks it of the same.
 */
export const withoutReplaced = weakMemoize((findings: readonly Finding[]): readonly Finding[] => {
  const ruling = rulingsOf(findings);
  return findings.filter((finding) => {
    const over = ruling.get(finding.narrative.id);
    return !over || !over(subjectsOf(finding));
  });
});

/** By id of a replaced narrative: whether a finding of it, about all of this, is replaced. */
function rulingsOf(
  findings: readonly Finding[],
): Map<string, (subjects: readonly string[]) => boolean> {
  const byReplaced = new Map<string, string[][]>();
  for (const finding of findings) {
    for (const id of finding.narrative.replaces) {
      const others = byReplaced.get(id);
      if (others) others.push(subjectsOf(finding));
      else byReplaced.set(id, [subjectsOf(finding)]);
    }
  }
  return new Map([...byReplaced].map(([id, rulings]) => [id, rulerOf(rulings)]));
}

/** One is about every subject that the other is about only where both share one, or one of them is about none. */
function rulerOf(rulings: readonly string[][]): (subjects: readonly string[]) => boolean {
  const bySubject = new Map<string, string[][]>();
  for (const ruling of rulings) {
    for (const id of ruling) bySubject.set(id, [...(bySubject.get(id) ?? []), ruling]);
  }
  const ofAll = rulings.some((ruling) => ruling.length === 0);
  return (subjects) =>
    ofAll ||
    subjects.length === 0 ||
    subjects.some((id) => bySubject.get(id)?.some((ruling) => concernsAll(ruling, subjects)));
}

/** Whether one is about everything that the other is about, or the other about every one of its own. */
function concernsAll(a: readonly string[], b: readonly string[]): boolean {
  return a.every((each) => b.includes(each)) || b.every((each) => a.includes(each));
}

function subjectsOf({ bound }: Finding): string[] {
  return boundIds(bound).map(([, id]) => id);
}
