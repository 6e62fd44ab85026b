import { idOfMain, type Finding } from "../../narrate/narrate.ts";
import { isAmong } from "../../narrate/relations/related.ts";
import type { Story } from "./story.ts";

/** Findings of one narrative that share their sentences. */
export interface Group {
  readonly findings: readonly Finding[];
  /** Whether its reading and risk are printed too. */
  readonly read: boolean;
  /** Whether the article is not written without it: the day of what its headline, or the story, is about. */
  readonly stays: boolean;
}

/** A section with what it prints. */
export interface PlannedSection {
  readonly title: string;
  /** By finding the title that is enough where all that is told has the same; none where only the section's own says it. */
  readonly narrower: ReadonlyMap<Finding, string>;
  /** Whether findings of several themes about one subject share a paragraph. */
  readonly isMixed: boolean;
  /** Whether findings of any theme share a paragraph; where it has ideas, those alone that would stand in one by themselves. */
  readonly isFlowing: boolean;
  /** Themes and narratives that share a paragraph, idea by idea. */
  readonly ideas: Section["ideas"];
  /** Themes and narratives that share no paragraph with others. */
  readonly apart: Section["apart"];
  /** Themes and narratives of which it prints what is about a subject that the article tells a figure of before. */
  readonly ifTold: Section["ifTold"];
  /** Whether it changes places with the other ranked ones, and whether it stands first where it holds the lead. */
  readonly isRanked: boolean;
  readonly mayLead: boolean;
  /** Whether it has no title of its own where it has a single sentence. */
  readonly isSmall: boolean;
  readonly groups: readonly Group[];
}

/** Which findings an article prints, and where. */
export interface Plan {
  /** The finding that gives the headline; none in a story of lines. */
  readonly lead: Finding | undefined;
  readonly sections: readonly PlannedSection[];
  /** Every finding printed, the lead first, then by salience. */
  readonly printed: readonly Finding[];
  /** Findings that only the list of what to watch tells, and a question that it raises. */
  readonly watched: readonly Finding[];
  /** Findings that only that list tells, where it has room for them. */
  readonly spare: readonly Finding[];
}

/** What a plan asks of findings that the edition alone can tell. */
export interface Telling {
  /** Whether a finding is of an earlier day than the one before the edition. */
  isEarlier(finding: Finding): boolean;
  /** Whether it is about one of these kinds or subjects; any where there are none. */
  isOf(only: readonly string[] | undefined, finding: Finding): boolean;
}

const EVERYTHING: Telling = { isEarlier: () => false, isOf: () => true };

/**
 * Plans a story from the edition's findings, which come by salience.
 * @returns undefined when no finding is salient enough to lead it, or too few stand beside the lead.
 */
export function planStory(
  story: Story,
  findings: readonly Finding[],
  { isEarlier, isOf }: Telling = EVERYTHING,
): Plan | undefined {
  const wanted = story.lead;
  if (!wanted) return { lead: undefined, sections: [], printed: [], watched: [], spare: [] };
  const isIn = (section: Section, each: Finding): boolean =>
    isAmong(section.themes, each) && isOf(section.only, each);
  const lead = leadOf(story, wanted, findings, { isEarlier, isIn });
  if (!lead) return undefined;
  const taken = new Set<Finding>();
  const sections = story.sections.map((section) => {
    const groups: Finding[][] = [];
    const its = findings.filter((each) => isIn(section, each));
    const due = dueIn(section, findings, lead, story);
    // The lead has its place before all else: no other finding of its narrative, and no full section, leaves a headline without its text.
    for (const finding of [lead, due, ...its]) {
      if (groups.length === section.most) break;
      if (!finding || taken.has(finding) || !isIn(section, finding)) continue;
      const least = section.leastOf[finding.narrative.id] ?? Number.NEGATIVE_INFINITY;
      const isTold = (each: Finding): boolean => each === lead || each.salience >= least;
      if (!isTold(finding)) continue;
      const alike = its.filter((each) => each.narrative === finding.narrative);
      for (const each of alike) taken.add(each);
      const told = mostOf(alike.filter(isTold), finding.narrative.most, lead);
      groups.push(finding.narrative.largestFirst ? told : inOrder(told));
    }
    const read = new Set(
      groups
        .toSorted((a, b) => b[0]!.salience - a[0]!.salience)
        .filter(([first]) => first!.salience >= story.interpret && first!.narrative.parts.reading)
        .slice(0, section.readings),
    );
    const main = mainOf(groups, lead, story);
    const first = Math.min(...section.mainFirst.map((each) => section.themes.indexOf(each)));
    const placeOf = (group: readonly Finding[]): number => {
      if (group.includes(lead) && isAmong(section.opens, lead)) return -1;
      return isMain(group, section, main) ? first - 0.5 : placeIn(section, group);
    };
    const placed = apartFrom(main, groups, section).toSorted(
      (a, b) => placeOf(a) - placeOf(b) || placeIn(section, a) - placeIn(section, b),
    );
    const narrowerOf = (finding: Finding): string | undefined =>
      Object.entries(section.titles).find(
        ([, words]) =>
          isAmong(words, finding) || (subjectOf(finding) !== undefined && isOf(words, finding)),
      )?.[0];
    return {
      title: section.title,
      narrower: new Map(
        placed.flat().flatMap((each) => {
          const narrower = narrowerOf(each);
          return narrower === undefined ? [] : [[each, narrower] as const];
        }),
      ),
      isMixed: section.mixed,
      isFlowing: section.flowing,
      ideas: section.ideas,
      apart: section.apart,
      ifTold: section.ifTold,
      isRanked: section.ranked,
      mayLead: section.leads,
      isSmall: section.small,
      groups: placed.map((each) => ({
        findings: each,
        read: read.has(each),
        stays: due !== undefined && each.includes(due),
      })),
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
    sections: leadFirst(ranked(sections.filter((section) => section.groups.length > 0)), lead),
    printed: [lead, ...rest.toSorted((a, b) => b.salience - a.salience)],
    watched: watchedBy(story.watch?.themes, findings).filter((each) => !printed.includes(each)),
    spare: watchedBy(story.watch?.fill, findings).filter((each) => !printed.includes(each)),
  };
}

interface LeadTelling extends Pick<Telling, "isEarlier"> {
  /** Whether a section has a place for a finding. */
  isIn(section: Section, finding: Finding): boolean;
}

/** The finding that matters most of those that may lead and have a section; the first of several that matter as much. */
function leadOf(
  { bindings, sections }: Story,
  { themes, least, leastOf, mainBy, earlierBy }: NonNullable<Story["lead"]>,
  findings: readonly Finding[],
  { isEarlier, isIn }: LeadTelling,
): Finding | undefined {
  const main = bindings.values().next().value?.key;
  const weightOf = (each: Finding): number =>
    each.salience +
    (isAbout([each], main) ? mainBy : 0) -
    (earlierBy > 0 && isEarlier(each) ? earlierBy : 0);
  return findings
    .filter(
      (each) =>
        isAmong(themes, each) &&
        each.salience >= (leastOf[each.narrative.id] ?? least) &&
        sections.some((section) => isIn(section, each)),
    )
    .toSorted((a, b) => weightOf(b) - weightOf(a))[0];
}

/** The first findings of one narrative, by salience, the lead among them where it is one of these. */
function mostOf(alike: readonly Finding[], most: number, lead: Finding): Finding[] {
  const first = alike.slice(0, most);
  return first.includes(lead) || !alike.includes(lead) ? first : [...first.slice(0, -1), lead];
}

/** Of each narrative among those that a story watches, its first findings, by salience. */
function watchedBy(themes: readonly string[] = [], findings: readonly Finding[]): Finding[] {
  const among = findings.filter((each) => isAmong(themes, each));
  return [...Map.groupBy(among, ({ narrative }) => narrative)]
    .flatMap(([narrative, each]) => each.slice(0, narrative.most))
    .toSorted((a, b) => b.salience - a.salience);
}

/** The sections with those that are ranked in the order of their news, in the places that these have together. */
function ranked(sections: readonly PlannedSection[]): PlannedSection[] {
  const byNews = sections
    .filter((each) => each.isRanked)
    .toSorted((a, b) => mostSalient(b) - mostSalient(a))
    .values();
  return sections.map((each) => (each.isRanked ? byNews.next().value! : each));
}

function mostSalient({ groups }: PlannedSection): number {
  return Math.max(...groups.flatMap(({ findings }) => findings.map((each) => each.salience)));
}

function leadFirst(sections: readonly PlannedSection[], lead: Finding): PlannedSection[] {
  const isFirst = ({ mayLead, groups }: PlannedSection): boolean =>
    mayLead && groups.some(({ findings }) => findings.includes(lead));
  return [...sections.filter(isFirst), ...sections.filter((each) => !isFirst(each))];
}

type Section = Story["sections"][number];

/** Where a section's list places what a group says: by its narrative where that is named, else by its theme. */
function placeIn({ themes }: Section, [first]: readonly Finding[]): number {
  const { id, theme } = first!.narrative;
  const own = themes.indexOf(id);
  return own < 0 ? themes.indexOf(theme) : own;
}

/** Whether a group stands before the others for what it is about. */
function isMain(
  group: readonly Finding[],
  { mainFirst }: Section,
  main: string | undefined,
): boolean {
  return isAmong(mainFirst, group[0]!) && isAbout(group, main);
}

/** The groups, those that would stand first without their findings about other subjects of which another group has more to tell. */
function apartFrom(
  main: string | undefined,
  groups: readonly Finding[][],
  section: Section,
): readonly Finding[][] {
  return groups.flatMap((group) => {
    if (!isMain(group, section, main)) return [group];
    const others = group.filter(({ bound }) => idOfMain(bound) !== main);
    const isToldElsewhere = others.some(({ bound }) =>
      groups.some(
        (each) =>
          each !== group && isAmong(section.mainFirst, each[0]!) && isAbout(each, idOfMain(bound)),
      ),
    );
    return isToldElsewhere ? [group.filter((each) => !others.includes(each)), others] : [group];
  });
}

/**
 * What a section tells in any case, where its list has something of the kind to come first: the day of the lead's subject, or else of the
 * story's first. So a headline's figures stand in the text, however much else there is to say.
 */
function dueIn(
  { mainFirst }: Section,
  findings: readonly Finding[],
  lead: Finding,
  { bindings }: Story,
): Finding | undefined {
  return [subjectOf(lead), bindings.values().next().value?.key]
    .values()
    .map((id) => findings.find((each) => isAmong(mainFirst, each) && isAbout([each], id)))
    .find((each) => each !== undefined);
}

/** What a finding is about; nothing for what happened on a day, as a decision of a central bank, which has no price to stand first. */
function subjectOf({ bound }: Finding): string | undefined {
  const its = bound.values().next().value;
  return its && its.subjects.length > 0 ? its.id : undefined;
}

/** The subject that the lead is about, where groups are, else the first that the story names. */
function mainOf(
  groups: readonly (readonly Finding[])[],
  lead: Finding,
  { bindings }: Story,
): string | undefined {
  const ofLead = subjectOf(lead);
  if (groups.some((group) => isAbout(group, ofLead))) return ofLead;
  return bindings.values().next().value?.key;
}

function isAbout(group: readonly Finding[], id: string | undefined): boolean {
  return id !== undefined && group.some(({ bound }) => idOfMain(bound) === id);
}

/** Findings of one narrative in the order in which the publication declares their subjects. */
function inOrder(findings: readonly Finding[]): Finding[] {
  return findings.toSorted((a, b) => a.rank - b.rank);
}
