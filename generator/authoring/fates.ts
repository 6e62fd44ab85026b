import { concerning } from "../compose/plan/cast.ts";
import { attemptsAt, whyPassedOver, type Attempt } from "../compose/attempts.ts";
import type { Desk } from "../compose/desk.ts";
import { saidOf } from "../compose/plan/occasion.ts";
import { type Group, type Plan } from "../compose/plan/plan.ts";
import { withoutReplaced } from "../compose/plan/precedence.ts";
import { isAmong } from "../narrate/relations/related.ts";
import type { Story } from "../compose/plan/story.ts";
import type { Edition } from "../narrate/edition.ts";
import type { Finding } from "../narrate/narrate.ts";
import { lackingOf } from "./rulings.ts";
import { boundText, lackText, valueText } from "./plain-text.ts";

/** What became of a finding in one article, or in a story that could have printed it. */
export interface Fate {
  /** The article's slug; the story's id where it is not due. */
  readonly article: string;
  readonly printed: boolean;
  /** Where it is printed, or why it is not. */
  readonly why: string;
}

/**
 * What became of an edition's findings: for each, every article whose sections take its theme.
 * @returns a function from a finding to its fates; none where no story takes it.
 */
export function fatesOf(
  stories: readonly Story[],
  findings: readonly Finding[],
  edition: Edition,
  desk: Desk,
): (finding: Finding) => Fate[] {
  const about = concerning(findings);
  const attempted = attemptsAt(stories, findings, edition, desk);
  const tried = stories
    .filter(({ lead }) => lead)
    .map((story) => ({
      story,
      attempts: attempted
        .get(story)
        ?.map((attempt) => ({ ...attempt, about: new Set(about(attempt.cast)) })),
    }));
  return (finding) =>
    tried.flatMap(({ story, attempts }): Fate[] => {
      const themes = [...story.sections, ...(story.watch ? [story.watch] : [])];
      if (!themes.some((each) => isAmong(each.themes, finding))) return [];
      if (attempts === undefined) {
        const why = `not due: it runs ${saidOf(story.runs)}`;
        return [{ article: story.id, printed: false, why }];
      }
      return attempts
        .filter((attempt) => attempt.about.has(finding))
        .map((attempt) => ({
          article: attempt.cast.slug,
          ...fateIn(story, attempt, finding, findings, edition),
        }));
    });
}

type Told = Pick<Fate, "printed" | "why">;

const not = (why: string): Told => ({ printed: false, why });

function fateIn(
  story: Story,
  { plan, fitting, findings, isDue }: Attempt,
  finding: Finding,
  all: readonly Finding[],
  edition: Edition,
): Told {
  if (!findings.includes(finding)) return not(notTaken(story, finding, all, edition));
  if (!isDue && !fitting.ok) return not(`the article is not due: ${fitting.why}`);
  if (!plan) return not(notRun(story, findings));
  if (plan.watched.includes(finding))
    return fitting.ok
      ? { printed: true, why: `under "${story.watch?.title}"` }
      : not(`the article is not written: ${fitting.why}`);
  const placed = placeIn(plan, finding);
  if (!placed) return not(noRoom(story, plan, finding));
  const [, most] = story.words;
  if (!fitting.ok) return not(`the article is not written: ${fitting.why}`);
  const final = placeIn(fitting.plan, finding);
  if (!final) return not(`left out for length: the article has at most ${most} words`);
  const facts = finding.narrative.parts.fact ?? [];
  const lacking = facts.map(({ reads }) =>
    lackingOf(
      reads.map(({ named }) => named),
      finding.bound,
      edition,
    ),
  );
  if (lacking.length > 0 && lacking.every((each) => each.length > 0))
    return not(`no phrasing of "# fact" has its values: ${lackText(lacking[0] ?? [])}`);
  const section = `section "${final.title}"`;
  const role = fitting.plan.lead === finding ? ", as the lead" : "";
  return { printed: true, why: `${section}${role}, ${reading(story, placed.group, final.group)}` };
}

/** Why a story does not take a finding that its article is about. */
function notTaken(
  story: Story,
  finding: Finding,
  all: readonly Finding[],
  edition: Edition,
): string {
  const by = all.find((other) => {
    const isOver = other.narrative.replaces.includes(finding.narrative.id);
    return isOver && !withoutReplaced([other, finding]).includes(finding);
  });
  if (by) return `${by.narrative.id} says it more exactly and replaces it`;
  return whyPassedOver(story, finding, edition) ?? "the story is about other kinds of subjects";
}

interface Placed {
  readonly title: string;
  readonly group: Group;
}

function placeIn(plan: Plan, finding: Finding): Placed | undefined {
  for (const { title, groups } of plan.sections) {
    const group = groups.find(({ findings }) => findings.includes(finding));
    if (group) return { title, group };
  }
  return undefined;
}

function reading(story: Story, planned: Group, final: Group): string {
  if (final.read) return "with its reading";
  if (planned.read) return "without its reading, for length";
  const [first] = final.findings;
  return (first?.salience ?? 0) < story.interpret
    ? `without a reading: its salience is below ${story.interpret}`
    : "without a reading: its section gives them to others";
}

function notRun({ lead, needs, sections }: Story, findings: readonly Finding[]): string {
  const first = lead && findings.find((each) => isAmong(lead.themes, each));
  if (!lead || !first || first.salience < lead.least) {
    const best = first ? `; the most salient is ${named(first)}` : "";
    return `the story does not run: nothing that may lead it reaches ${lead?.least}${best}`;
  }
  return sections.some(({ themes }) => isAmong(themes, first))
    ? `the story does not run: fewer than ${needs} other narratives beside its lead`
    : `the story does not run: no section takes its lead, ${named(first)}`;
}

function noRoom(story: Story, plan: Plan, finding: Finding): string {
  const alike = plan.printed.find(({ narrative }) => narrative === finding.narrative);
  if (alike) return `only ${finding.narrative.most} of this narrative are printed`;
  const full = story.sections.filter(({ themes }) => isAmong(themes, finding));
  const told = full.map(({ title, most }) => {
    const took = plan.sections.find((section) => section.title === title)?.groups ?? [];
    const names = took.flatMap(({ findings: [first] }) => (first ? [named(first)] : []));
    return `no room in section "${title}" of ${most}: ${names.join(", ")}`;
  });
  return told.join("; ");
}

function named({ narrative, bound, salience }: Finding): string {
  return `${narrative.id} ${boundText(bound)} (${valueText(Number(salience.toFixed(1)))})`;
}
