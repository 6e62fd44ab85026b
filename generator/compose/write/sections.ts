import { idOfMain, type Finding } from "../../narrate/narrate.ts";
import type { Group, PlannedSection } from "../plan/plan.ts";
import { hasOwnDays } from "../print/dated.ts";
import type { Writing } from "./writing.ts";

/** Sentences after which a paragraph takes no other finding; what is of another theme or of another kind begins one of its own. */
const MOST_TOGETHER = 3;

/** Writes the sections of an article, in order: what one of them tells, none of those after it tells again. */
export class Sections {
  readonly #writing: Writing;
  readonly #told: Finding[] = [];

  constructor(writing: Writing) {
    this.#writing = writing;
  }

  /** The paragraphs of a section: what is interpreted has its own, the others share theirs with their like. */
  paragraphs({ groups, isMixed, isFlowing }: PlannedSection): string[] {
    const { joining, phrasing } = this.#writing;
    const paragraphs: string[] = [];
    let open: string[] = [];
    const close = (): void => {
      if (open.length > 0) paragraphs.push(open.join(" "));
      open = [];
    };
    const here: Finding[] = [];
    let last: Group | undefined;
    for (const group of groups) {
      const { findings, read } = group;
      const facts = this.#facts(findings);
      const [first] = findings;
      if (facts.length === 0 || !first) continue;
      const before = open.at(-1);
      const carried =
        last && !last.read && !read && before !== undefined
          ? this.#carried(last, before, first, facts)
          : undefined;
      let said = [carried ?? ""];
      if (carried !== undefined) open[open.length - 1] = carried;
      else {
        const related = joining.ledTo(first, this.#told, here.at(-1));
        const isNear =
          last && (isFlowing || isAlike(last, group) || (isMixed && isOfSame(last, group)));
        if (read || related?.relation.way === "opens" || !isNear || open.length >= MOST_TOGETHER)
          close();
        said = related ? joining.linked(related, facts) : facts;
        open.push(...said);
      }
      phrasing.told.add(said);
      if (read) {
        if (findings.length === 1 || facts.length === 1) open.push(...this.#interpretation(first));
        close();
      }
      last = group;
      here.push(...findings);
      this.#told.push(...findings);
    }
    close();
    return paragraphs;
  }

  /** The text before, carried on by a finding: one sentence for both, or the next put behind a word. Nothing where no relation does. */
  #carried(
    { findings }: Group,
    text: string,
    finding: Finding,
    facts: readonly string[],
  ): string | undefined {
    const { joining } = this.#writing;
    const [earlier] = findings;
    const isPair = findings.length === 1 && facts.length === 1;
    return (
      (isPair ? joining.merged(earlier!, finding) : undefined) ??
      joining.added(earlier!, text, finding, facts)
    );
  }

  /**
   * Reading, record where it shows a tendency, and risk; nothing where one of the first and last is missing, or the reading has no figure that
   * the article does not tell anyway.
   */
  #interpretation(finding: Finding): string[] {
    const { phrasing, evidence } = this.#writing;
    const elsewhere = this.#elsewhere(finding);
    const reading = phrasing.part(finding, "reading", elsewhere);
    if (reading === undefined || phrasing.told.isOld(reading, elsewhere)) return [];
    phrasing.told.add([reading]);
    const risk = phrasing.part(finding, "risk");
    if (risk === undefined) return [];
    phrasing.told.add([risk]);
    return [reading, ...evidence.sentence(finding), risk];
  }

  /** Keys of the figures that the facts of other findings tell, here or further down. */
  #elsewhere(finding: Finding): ReadonlySet<string> {
    const { plan, phrasing } = this.#writing;
    const others = plan.printed.filter((each) => each !== finding);
    return new Set(
      others.flatMap((each) => [...phrasing.told.figuresIn(phrasing.part(each, "fact") ?? "")]),
    );
  }

  /** One sentence for two that are related, or the shared one of the narrative where the findings are of one day, else one a finding. */
  #facts(findings: readonly Finding[]): string[] {
    const { joining, phrasing, recorder } = this.#writing;
    const [first, second] = findings;
    const merged = second && findings.length === 2 ? joining.merged(first!, second) : undefined;
    if (merged !== undefined) return [merged];
    const shared = phrasing.together(findings);
    if (shared !== undefined && !hasOwnDays(shared, recorder)) return [shared];
    return findings.flatMap((finding) => phrasing.part(finding, "fact") ?? []);
  }
}

/** Whether two groups are of one theme and about subjects of one kind. */
function isAlike({ findings: [one] }: Group, { findings: [other] }: Group): boolean {
  return one?.narrative.theme === other?.narrative.theme && kindOf(one) === kindOf(other);
}

function kindOf(finding: Finding | undefined): string | undefined {
  return finding?.bound.values().next().value?.subject?.kind;
}

/** Whether two groups are about the same subject first of all. */
function isOfSame({ findings: [one] }: Group, { findings: [other] }: Group): boolean {
  return one !== undefined && other !== undefined && idOfMain(one.bound) === idOfMain(other.bound);
}
