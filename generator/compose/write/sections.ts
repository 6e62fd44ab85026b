import { sentencesOf } from "../../base/sentences.ts";
import { idOfMain, type Finding } from "../../narrate/narrate.ts";
import type { Group, PlannedSection } from "../plan/plan.ts";
import { isAmong } from "../../narrate/relations/related.ts";
import { hasOwnDays } from "../print/dated.ts";
import type { WrittenSection } from "./titled.ts";
import type { Writing } from "./writing.ts";

/** Sentences after which a paragraph takes no other finding; what is of another theme or of another kind begins one of its own. */
const MOST_TOGETHER = 3;

/** Writes the sections of an article, in order: what one of them tells, none of those after it tells again. */
export class Sections {
  readonly #writing: Writing;
  /** Keys of the findings that were read so far. */
  readonly read: string[] = [];
  readonly #told: Finding[] = [];
  /** Its sentences, as `phrasing.sentencesIn` has them: two findings may come to say the same, and it is said once. */
  readonly #said = new Set<string>();

  constructor(writing: Writing) {
    this.#writing = writing;
  }

  /** A section as it is told, below the narrowest title that says all that stands in it. */
  written(section: PlannedSection): WrittenSection {
    const before = this.#told.length;
    const paragraphs = this.#paragraphs(section);
    const [first, ...others] = this.#told.slice(before).map((each) => section.narrower.get(each));
    const title =
      first !== undefined && others.every((each) => each === first) ? first : section.title;
    return { section: { title, isSmall: section.isSmall }, paragraphs };
  }

  /** The paragraphs of a section: what is interpreted has its own, the others share theirs with their like. */
  #paragraphs(section: PlannedSection): string[] {
    const { joining, phrasing } = this.#writing;
    const paragraphs: Paragraph[] = [];
    let open: Paragraph = { sentences: [], follows: "new" };
    const close = (follows: Paragraph["follows"]): void => {
      if (open.sentences.length > 0) paragraphs.push(open);
      open = { sentences: [], follows };
    };
    const here: Finding[] = [];
    let last: Group | undefined;
    /** Whether the last sentence is the own one of the last group, and tells nothing of those before it. */
    let isWhole = true;
    for (const group of section.groups) {
      const { findings, read } = group;
      const facts = this.#facts(findings).filter((each) => !this.#isSaid(each));
      const [first] = findings;
      if (facts.length === 0 || !first) continue;
      if (this.#isOldHat(group, facts) || this.#isAside(section, first)) continue;
      const before = open.sentences.at(-1);
      const carried: string | undefined =
        last && !last.read && !read && before !== undefined
          ? this.#carried(last, before, findings, facts, isWhole)
          : undefined;
      let said = [carried ?? ""];
      if (carried !== undefined) open.sentences[open.sentences.length - 1] = carried;
      else {
        const related = joining.ledTo(first, this.#told, here.at(-1));
        const nearness = last ? nearnessOf(last, group, section) : "new";
        if (read || related?.relation.way === "opens" || nearness === "new") close("new");
        else if (nearness === "other" || open.sentences.length >= MOST_TOGETHER) close(nearness);
        said = related ? joining.linked(related, facts) : facts;
        open.sentences.push(...said);
      }
      isWhole = carried === undefined;
      phrasing.told.add(said);
      for (const sentence of facts.flatMap((each) => phrasing.sentencesIn(each)))
        this.#said.add(sentence);
      if (read) {
        if (findings.length === 1 || facts.length === 1)
          open.sentences.push(...this.#interpretation(first));
        close("new");
      }
      last = group;
      here.push(...findings);
      this.#told.push(...findings);
    }
    close("new");
    return withoutLone(paragraphs);
  }

  #isSaid(text: string): boolean {
    return this.#writing.phrasing.sentencesIn(text).every((each) => this.#said.has(each));
  }

  /** Whether a finding adds to what the article tells of its subject, and it tells nothing of that. */
  #isAside({ ifTold }: PlannedSection, finding: Finding): boolean {
    const about = idOfMain(finding.bound);
    return isAmong(ifTold, finding) && !this.#writing.phrasing.told.tellsOf(about);
  }

  /**
   * Whether an article beside this one tells all that a group would in the same words, or in any where the story is to be new to their
   * readers, and it can do without.
   */
  #isOldHat({ findings, stays, read }: Group, facts: readonly string[]): boolean {
    const { story, plan, phrasing } = this.#writing;
    const isRead = read && findings.some((each) => !phrasing.isReadBeside(each));
    const isNeeded = stays || isRead || findings.some((each) => each === plan.lead);
    const isOld = (each: string): boolean =>
      phrasing.isSaidBeside(each) || (story.onlyNew && phrasing.isToldBeside(each));
    return !isNeeded && facts.every(isOld);
  }

  /**
   * The text before, carried on by findings: one sentence for one of each, or the next put behind a word. Nothing where no relation does.
   * @param isWhole whether the text tells the group before and nothing else, so that one sentence may take its place.
   */
  #carried(
    { findings }: Group,
    text: string,
    next: readonly Finding[],
    facts: readonly string[],
    isWhole: boolean,
  ): string | undefined {
    const { joining } = this.#writing;
    const [[earlier], [finding]] = [findings, next];
    const isPair = isWhole && findings.length === 1 && next.length === 1 && facts.length === 1;
    return (
      (isPair ? this.#merged(earlier!, finding!) : undefined) ??
      joining.added(earlier!, text, finding!, facts)
    );
  }

  /**
   * Reading, record where it shows a tendency, and risk; nothing where one of the first and last is missing, the reading has no figure that
   * the article does not tell anyway, or an article beside this one reads it.
   */
  #interpretation(finding: Finding): string[] {
    const { phrasing, evidence } = this.#writing;
    if (phrasing.isReadBeside(finding)) return [];
    const elsewhere = this.#elsewhere(finding);
    const reading = phrasing.part(finding, "reading", elsewhere);
    if (reading === undefined || phrasing.told.isOld(reading, elsewhere)) return [];
    phrasing.told.add([reading]);
    const risk = phrasing.part(finding, "risk");
    if (risk === undefined) return [];
    phrasing.told.add([risk]);
    this.read.push(finding.key);
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
    const { phrasing, recorder } = this.#writing;
    const [first, second] = findings;
    const merged = second && findings.length === 2 ? this.#merged(first!, second) : undefined;
    if (merged !== undefined) return [merged];
    const shared = phrasing.together(findings);
    const isOwn = shared !== undefined && !phrasing.isSaidBeside(shared);
    if (isOwn && !hasOwnDays(shared, recorder)) return [shared];
    return findings.flatMap((finding) => phrasing.part(finding, "fact") ?? []);
  }

  /** One sentence in place of two findings' own, unless an article beside this one has it. */
  #merged(first: Finding, second: Finding): string | undefined {
    const { joining, phrasing } = this.#writing;
    const merged = joining.merged(first, second);
    return merged !== undefined && phrasing.isSaidBeside(merged) ? undefined : merged;
  }
}

/** A paragraph, and how it follows the one before: as more of its idea, as another that may share its paragraph, or as one of its own. */
interface Paragraph {
  readonly sentences: string[];
  readonly follows: "more" | "other" | "new";
}

/**
 * Whether what a group says goes on with the idea of the one before, is another that may stand in its paragraph, or has one of its own.
 * What the section names in no idea is told from its theme and its subjects.
 */
function nearnessOf(
  before: Group,
  group: Group,
  { ideas, apart, isMixed, isFlowing }: PlannedSection,
): Paragraph["follows"] {
  const ideaOf = ({ findings: [first] }: Group): number =>
    ideas.findIndex((themes) => isAmong(themes, first!));
  const [last, its] = [ideaOf(before), ideaOf(group)];
  const isApart = [before, group].some(({ findings: [first] }) => isAmong(apart, first!));
  if (isApart && last !== its) return "new";
  const isNear =
    last >= 0 && its >= 0
      ? last === its
      : isAlike(before, group) || (isMixed && isOfSame(before, group));
  if (isNear || (isFlowing && ideas.length === 0)) return "more";
  return isFlowing ? "other" : "new";
}

/** The paragraphs, of which one with a single sentence stands with the one before where it may, or takes in the one behind. */
function withoutLone(paragraphs: readonly Paragraph[]): string[] {
  const joined: string[][] = [];
  for (const { sentences, follows } of paragraphs) {
    const before = joined.at(-1);
    const most = follows === "more" || isLone(sentences) ? MOST_TOGETHER + 1 : MOST_TOGETHER;
    const fits = before && before.length + sentences.length <= most;
    if (fits && follows !== "new" && (isLone(sentences) || isLone(before)))
      before.push(...sentences);
    else joined.push([...sentences]);
  }
  return joined.map((sentences) => sentences.join(" "));
}

function isLone(sentences: readonly string[]): boolean {
  return sentencesOf(sentences.join(" ")).length === 1;
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
