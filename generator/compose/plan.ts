import type { Finding } from "../narrate/narrate.ts";
import type { Story } from "./story.ts";

/** Findings of one narrative that share their sentences. */
export interface Group {
  readonly findings: readonly Finding[];
  /** Whether its reading and risk are printed too. */
  readonly read: boolean;
}

export interface PlannedSection {
  readonly titles: readonly string[];
  readonly groups: readonly Group[];
}

/** Which findings an article prints, and where. */
export interface Plan {
  readonly lead: Finding;
  readonly sections: readonly PlannedSection[];
  /** Every finding printed, the lead first, then by salience. */
  readonly printed: readonly Finding[];
}

/**
 * Plans a story from the edition's findings, which come by salience.
 * @returns undefined when no finding is salient enough to lead it, or too few stand beside the lead.
 */
export function planStory(story: Story, findings: readonly Finding[]): Plan | undefined {
  const lead = findings.find(
    (each) => story.lead.themes.includes(each.narrative.theme) && each.salience >= story.lead.least,
  );
  if (!lead) return undefined;
  const taken = new Set<Finding>();
  const sections = story.sections.map((section) => {
    const groups: Group[] = [];
    for (const finding of findings) {
      if (groups.length === section.most) break;
      if (taken.has(finding) || !section.themes.includes(finding.narrative.theme)) continue;
      const together = findings
        .filter((each) => each.narrative === finding.narrative && !taken.has(each))
        .slice(0, finding.narrative.most);
      for (const each of findings) if (each.narrative === finding.narrative) taken.add(each);
      groups.push({
        findings: together,
        read: groups.filter((group) => group.read).length < section.readings,
      });
    }
    return { titles: section.titles, groups };
  });
  const printed = sections.flatMap((section) => section.groups.flatMap((group) => group.findings));
  const others = new Set(
    printed.filter((each) => each.narrative !== lead.narrative).map((each) => each.narrative),
  );
  if (!printed.includes(lead) || others.size < story.needs) return undefined;
  return {
    lead,
    sections: sections.filter((section) => section.groups.length > 0),
    printed: [
      lead,
      ...printed.filter((each) => each !== lead).sort((a, b) => b.salience - a.salience),
    ],
  };
}
