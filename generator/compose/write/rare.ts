import { daysBetween, type Day } from "../../base/day.ts";
import { idOfMain, type Finding } from "../../narrate/narrate.ts";
import { isAmong } from "../../narrate/relations/related.ts";
import type { Writing } from "./writing.ts";

const DAYS_A_YEAR = 365.25;

/** So many times as long without its like is what stands before the lead's own. */
const RARER = 4;

/** Up to so many times as long is about as long. */
const ALIKE = 1.5;

/** A finding that stands in the headline beside the lead's. */
export interface Companion {
  readonly finding: Finding;
  /** The headline of both. */
  readonly text: string;
  /** Whether it stands there since it is the rarest of the day. */
  readonly isRare: boolean;
}

/**
 * The rarest finding of an article that the edition before had not, behind what the story says of the lead's subject, by the years since the day that
 * its `# rare` names; none where the lead's headline tells something nearly as rare, or a relation something of the themes that come before it.
 * @param own the lead's own headline.
 * @param shared what a relation tells beside it.
 */
export function rarestCompanion(
  lead: Finding,
  own: string | undefined,
  shared: Companion | undefined,
  writing: Writing,
): Companion | undefined {
  const { story, plan, phrasing, cast } = writing;
  const wanted = story.lead?.rare;
  if (!wanted || !isAmong(wanted.leads, lead)) return undefined;
  if (shared && isAmong(wanted.after, shared.finding)) return undefined;
  const least = Math.max(
    wanted.years,
    ...[own, shared?.text].map((each) => RARER * yearsIn(each ?? "", writing)),
  );
  const rare = plan.printed
    .filter((each) => each !== lead && !each.isAgain)
    .flatMap((finding) => {
      const said = phrasing.own(finding.narrative.parts.rare ?? [], finding.bound);
      return said === undefined ? [] : [{ finding, said, years: yearsIn(said, writing) }];
    })
    .filter(({ years }) => years >= least);
  const longest = Math.max(...rare.map(({ years }) => years));
  // Printed by salience: of those that are about as rare, the first is the greater news.
  const rarest = rare.find(({ years }) => years * ALIKE >= longest);
  if (!rarest) return undefined;
  const subject = idOfMain(lead.bound);
  const move = phrasing
    .owns(story.headlineRare, cast.bound)
    .find((text) => writing.recorder.figuresIn(text).every(isOf(subject)));
  if (move === undefined) return undefined;
  return { finding: rarest.finding, text: `${move}; ${rarest.said}`, isRare: true };
}

const isOf =
  (subject: string | undefined) =>
  ({ subjects }: { readonly subjects: readonly string[] }): boolean =>
    subjects.every((each) => each === subject);

/** For how many years there was no like of what a marked text tells, by the earliest day since which it says so. */
function yearsIn(text: string, { recorder, drafter }: Writing): number {
  const days = recorder
    .marksIn(text)
    .filter(({ draft }) => draft.ref.endsWith("Since"))
    .map(({ draft }) => daysBetween(String(draft.value) as Day, drafter.edition.day));
  return Math.max(0, ...days) / DAYS_A_YEAR;
}
