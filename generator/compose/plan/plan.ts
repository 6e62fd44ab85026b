import type { Day } from "../../base/day.ts";
import type { Finding } from "../../narrate/narrate.ts";
import { turns } from "./rotation.ts";
import type { Story } from "./story.ts";

/** Findings of one narrative that share their sentences. */
export interface Group {
  readonly findings: readonly Finding[];
  /** Whether its reading and risk are printed too. */
  readonly read: boolean;
}

interface PlannedSection {
  readonly titles: readonly string[];
  readonly groups: readonly Group[];
}

/** Which findings an article prints, and where. */
export interface Plan {
  /** The finding that gives the headline; none in a story of lines. */
  readonly lead: Finding | undefined;
  readonly sections: readonly PlannedSection[];
  /** Every finding printed, the lead first, then by salience. */
  readonly printed: readonly Finding[];
  /** The same in the day's turn, a salient lead first: which are watched and asked about changes from day to day. */
  readonly inTurn: readonly Finding[];
}

/** Among groups whose salience lies so close, the day decides which is interpreted. */
const CLOSE_SALIENCE = 10;

/**
 * Plans a story from the edition's findings, which come by salience.
 * @returns undefined when no finding is salient enough to lead it, or too few stand beside the lead.
 */
export function planStory(story: Story, findings: readonly Finding[], day: Day): Plan | undefined {
  const wanted = story.lead;
  if (!wanted) return { lead: undefined, sections: [], printed: [], inTurn: [] };
  const lead = findings.find(
    (each) => isAmong(wanted.themes, each) && each.salience >= wanted.least,
  );
  if (!lead) return undefined;
  const taken = new Set<Finding>();
  const sections = story.sections.map((section) => {
    const groups: Finding[][] = [];
    for (const finding of findings) {
      if (groups.length === section.most) break;
      if (taken.has(finding) || !isAmong(section.themes, finding)) continue;
      const alike = findings.filter((each) => each.narrative === finding.narrative);
      for (const each of alike) taken.add(each);
      groups.push(alike.slice(0, finding.narrative.most));
    }
    const salient = groups.filter((group) => (group[0]?.salience ?? 0) >= story.interpret);
    const read = interpreted(salient, section.readings, day, section.titles[0] as string);
    return {
      titles: section.titles,
      groups: groups.map((each) => ({ findings: each, read: read.has(each) })),
    };
  });
  const printed = sections.flatMap((section) => section.groups.flatMap((group) => group.findings));
  const others = new Set(
    printed.filter((each) => each.narrative !== lead.narrative).map((each) => each.narrative),
  );
  if (!printed.includes(lead) || others.size < story.needs) return undefined;
  const rest = printed.filter((each) => each !== lead);
  return {
    lead,
    sections: sections.filter((section) => section.groups.length > 0),
    printed: [lead, ...rest.toSorted((a, b) => b.salience - a.salience)],
    inTurn:
      lead.salience >= story.interpret
        ? [lead, ...turns(rest, day, story.id)]
        : turns([lead, ...rest], day, story.id),
  };
}

/** Whether a list of themes and narratives names what the finding says. */
export function isAmong(named: readonly string[], { narrative }: Finding): boolean {
  return named.includes(narrative.theme) || named.includes(narrative.id);
}

/** The groups that get a reading: the most salient ones, in the day's turn where they are close. */
function interpreted(
  groups: readonly Finding[][],
  readings: number,
  day: Day,
  key: string,
): Set<Finding[]> {
  const top = groups[0]?.[0]?.salience ?? 0;
  const isClose = (group: readonly Finding[]): boolean =>
    top - (group[0]?.salience ?? 0) <= CLOSE_SALIENCE;
  const close = groups.filter(isClose);
  const inOrder = [...turns(close, day, key), ...groups.filter((group) => !isClose(group))];
  return new Set(inOrder.slice(0, readings));
}
