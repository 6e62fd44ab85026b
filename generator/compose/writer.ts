import { sentencesOf } from "../base/sentences.ts";
import { capitalised, countWords } from "../base/text.ts";
import type { BoundNames } from "../narrate/bindable/bindable.ts";
import type { Finding } from "../narrate/narrate.ts";
import { isAmong, relationsBetween, type Related } from "../narrate/relations/related.ts";
import type { Relation } from "../narrate/relations/relation.ts";
import type { Template } from "../narrate/templates/template.ts";
import type { Cast } from "./plan/cast.ts";
import type { Drafter } from "./print/drafting.ts";
import type { EvidenceWriter } from "./evidence/evidence-writer.ts";
import type { Fact } from "../articles/facts.ts";
import type { Group, Plan, PlannedSection } from "./plan/plan.ts";
import { dated, daysAnnounced, hasOwnDays } from "./print/dated.ts";
import type { ArticlePrinter } from "./print/printer.ts";
import type { Recorder } from "./print/recorder.ts";
import type { Story } from "./plan/story.ts";

/** Sentences after which a paragraph takes no other finding; what is of another theme or of another kind begins one of its own. */
const MOST_TOGETHER = 3;

/** Renders a planned story; figures and names are still marked. */
export class Writer {
  readonly #story: Story;
  readonly #plan: Plan;
  readonly #drafter: Drafter;
  readonly #printer: ArticlePrinter;
  readonly #cast: Cast;
  readonly #evidence: EvidenceWriter;
  readonly #recorder: Recorder;
  readonly #relations: readonly Relation[];
  readonly #told: Finding[] = [];
  readonly #used = new Set<Relation>();

  constructor(
    story: Story,
    cast: Cast,
    plan: Plan,
    drafter: Drafter,
    printer: ArticlePrinter,
    evidence: EvidenceWriter,
    recorder: Recorder,
    relations: readonly Relation[],
  ) {
    this.#story = story;
    this.#cast = cast;
    this.#plan = plan;
    this.#drafter = drafter;
    this.#printer = printer;
    this.#evidence = evidence;
    this.#recorder = recorder;
    this.#relations = relations;
  }

  /** The story's own headline, else that of the lead. */
  headline(): string {
    const { lead } = this.#plan;
    const own = this.#own(this.#story.headline);
    return own ?? (lead && (this.#sharedHeadline(lead) ?? this.part(lead, "headline"))) ?? "";
  }

  /** A headline of the lead and another finding, where a relation gives one. */
  #sharedHeadline(lead: Finding): string | undefined {
    for (const other of this.#plan.printed.slice(1)) {
      for (const { relation, bound } of this.#related(lead, other)) {
        const text = relation.way === "heads" && this.#printer.render(relation.text, bound);
        if (text) return text;
      }
    }
    return undefined;
  }

  /**
   * The story's own summary, else the lead's with the story's opening where it does not say the same, and that of a
   * finding of another theme (the first of those that the story wants there), told by its relation to the lead.
   */
  summaries(): string[] {
    const { lead, printed } = this.#plan;
    const own = this.#own(this.#story.summary);
    if (own !== undefined) return [own];
    if (!lead) return [];
    const first = this.part(lead, "summary") ?? "";
    const opening = this.#opening(first);
    const wanted = this.#story.lead?.second;
    const others = printed.filter((each) => each.narrative.theme !== lead.narrative.theme);
    const second =
      wanted?.flatMap((theme) => others.filter((each) => isAmong([theme], each))) ?? others;
    if (opening !== undefined)
      return this.#isAbout(lead, opening) ? [opening, first] : [first, opening];
    const said = this.#refsIn(first);
    for (const finding of second) {
      const more = this.#summaryOf(finding, lead);
      if (more !== undefined && said.isDisjointFrom(this.#refsIn(more))) return [first, more];
    }
    return [first];
  }

  #refsIn(text: string): ReadonlySet<string> {
    return new Set(this.#recorder.figuresIn(text).map(({ ref }) => ref));
  }

  /** The story's opening in the first phrasing that repeats no figure of a text. */
  #opening(beside: string): string | undefined {
    const said = this.#refsIn(beside);
    return this.#story.opening
      .flatMap((template) => this.#printer.render(template, this.#cast.bound) ?? [])
      .find((text) => said.isDisjointFrom(this.#refsIn(text)));
  }

  /** Whether a figure of a text is about what a finding is about first of all. */
  #isAbout({ bound }: Finding, text: string): boolean {
    const main = bound.values().next().value?.subjects ?? [];
    return this.#recorder
      .figuresIn(text)
      .some(({ subjects }) => main.some((id) => subjects.includes(id)));
  }

  #summaryOf(finding: Finding, lead: Finding): string | undefined {
    const summary = this.part(finding, "summary");
    const related = this.#related(lead, finding).find(({ relation: { way } }) => way === "joins");
    return summary && related ? (this.#joined(related, summary) ?? summary) : summary;
  }

  /** The story's lines of figures as a list; a line whose values are not all available is left out. */
  lines(): string[] {
    const lines = this.#story.lines.flatMap((phrasings) => this.#own(phrasings) ?? []);
    const list = this.#listOf(lines);
    return list === "" ? [] : [list];
  }

  /** The paragraphs of a section: what is interpreted has its own, the others share theirs with their like. */
  paragraphs({ groups, isMixed }: PlannedSection): string[] {
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
      const carried =
        last && !last.read && !read ? this.#carried(last, first, open.at(-1), facts) : undefined;
      if (carried !== undefined) open[open.length - 1] = carried;
      else {
        const related = this.#ledTo(first, here);
        const isNear = last && (isAlike(last, group) || (isMixed && isOfSame(last, group)));
        if (read || related?.relation.way === "opens" || !isNear || open.length >= MOST_TOGETHER)
          close();
        open.push(...(related ? this.#linked(related, facts) : facts));
        if (read) {
          if (findings.length === 1 || facts.length === 1)
            open.push(...this.#interpretation(first));
          close();
        }
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
    before: Group,
    finding: Finding,
    text: string | undefined,
    facts: readonly string[],
  ): string | undefined {
    if (text === undefined) return undefined;
    const [earlier] = before.findings;
    if (before.findings.length === 1 && facts.length === 1) {
      const merged = this.#merged(earlier!, finding);
      if (merged !== undefined) return merged;
    }
    const related = this.#related(earlier!, finding).find(
      ({ relation }) => relation.way === "adds" && !this.#used.has(relation),
    );
    const added = related && this.#added(related, text, facts);
    if (added !== undefined) this.#used.add(related!.relation);
    return added;
  }

  /** Reading, record where it shows a tendency, and risk; nothing where one of the first and last is missing. */
  #interpretation(finding: Finding): string[] {
    const reading = this.part(finding, "reading");
    const risk = reading && this.part(finding, "risk");
    if (reading === undefined || risk === undefined) return [];
    return [reading, ...(this.#evidence.sentence(finding) ?? []), risk];
  }

  /** The relation by which a finding follows one that was told: in its section, or anywhere before where the relation reaches so far. */
  #ledTo(finding: Finding, here: readonly Finding[]): Related | undefined {
    for (const earlier of this.#told.toReversed()) {
      const found = this.#related(earlier, finding).find(
        ({ relation }) =>
          (relation.way === "joins" || relation.way === "opens") &&
          !this.#used.has(relation) &&
          (relation.reach === "article" || here.at(-1) === earlier),
      );
      if (!found) continue;
      this.#used.add(found.relation);
      return found;
    }
    return undefined;
  }

  #linked(related: Related, facts: readonly string[]): string[] {
    const [first = "", ...rest] = facts;
    if (related.relation.way === "joins") return [this.#joined(related, first) ?? first, ...rest];
    const opening = this.#printer.render(related.relation.text, related.bound);
    return opening === undefined ? [...facts] : [opening, ...facts];
  }

  /** A sentence with the relation's word before it. */
  #joined({ relation, bound }: Related, sentence: string): string | undefined {
    const word = this.#printer.render(relation.text, bound);
    return word === undefined ? undefined : `${word} ${lowered(sentence)}`;
  }

  /** A text whose last sentence is carried on by the next; nothing where that would make it too long. */
  #added(
    related: Related,
    text: string,
    [next = "", ...rest]: readonly string[],
  ): string | undefined {
    const sentence = sentencesOf(text).at(-1) ?? "";
    if (!sentence.endsWith(".") || countWords(`${sentence} ${next}`) > MOST_WORDS) return undefined;
    const more = this.#joined(related, next);
    return more && [`${text.slice(0, -1)}, ${more}`, ...rest].join(" ");
  }

  /** One sentence in place of two findings' own. */
  #merged(first: Finding, second: Finding): string | undefined {
    for (const { relation, bound } of this.#related(first, second)) {
      if (relation.way !== "says") continue;
      const text = this.#printer.render(relation.text, bound);
      if (text !== undefined && !hasOwnDays(text, this.#recorder)) return text;
    }
    return undefined;
  }

  #related(first: Finding, second: Finding): Related[] {
    return relationsBetween(this.#relations, first, second, this.#drafter.edition);
  }

  /** One sentence for two that are related, or the shared one of the narrative where the findings are of one day, else one a finding. */
  #facts(findings: readonly Finding[]): string[] {
    const [first, second] = findings;
    if (!first) return [];
    const merged = second && findings.length === 2 ? this.#merged(first, second) : undefined;
    if (merged !== undefined) return [merged];
    if (findings.length > 1 && first.narrative.parts.together) {
      const all = findings.map((each) => each.bound);
      const shared = this.#first(first.narrative.parts.together, first.bound, all);
      if (shared !== undefined && !hasOwnDays(shared, this.#recorder)) return [shared];
    }
    return findings.flatMap((finding) => this.part(finding, "fact") ?? []);
  }

  /** The heading and the list of what to watch. */
  watch(): string[] {
    const { watch } = this.#story;
    if (!watch) return [];
    const seen = new Set<string>();
    const sentences = this.#plan.printed.flatMap((finding) => {
      const sentence = this.part(finding, "watch");
      const [level] = sentence === undefined ? [] : this.#recorder.figuresIn(sentence);
      const what = level?.ref ?? finding.narrative.id;
      if (sentence === undefined || seen.has(what)) return [];
      seen.add(what);
      return sentence;
    });
    const list = this.#listOf(sentences.slice(0, watch.most));
    return list === "" ? [] : [`## ${watch.title}`, list];
  }

  /** Items as a list; after the first that announces a day, a figure of another day carries its own. */
  #listOf(items: readonly string[]): string {
    let announced: string | undefined;
    const lines = items.flatMap((item) => {
      const line = dated(item, this.#recorder, this.#drafter, announced);
      announced ??= line === undefined ? undefined : daysAnnounced(line, this.#recorder)[0];
      return line === undefined ? [] : `- ${line}`;
    });
    return lines.join("\n");
  }

  /** Questions and answers under their heading; none where there would be fewer than the story needs. */
  questions(): string[] {
    const wanted = this.#story.questions;
    if (!wanted) return [];
    const { lead, printed } = this.#plan;
    const most =
      2 * (lead && this.#story.lead?.brief[lead.narrative.id] ? wanted.least : wanted.most);
    const blocks: string[] = [];
    const asked = new Set<string>();
    const topics = new Set<string>();
    for (const { narrative, bound } of printed) {
      const questions = narrative.questions.slice(0, narrative === lead?.narrative ? OF_LEAD : 1);
      for (const each of asked.has(narrative.id) ? [] : questions) {
        const question = this.#printer.render(each.question, bound);
        const answer = this.#first(each.answers, bound);
        if (blocks.length === most || question === undefined || answer === undefined) continue;
        const topic = `${each.question.source.split(" ", TOPIC_WORDS).join(" ")}|${idOfMain(bound)}`;
        if (!topics.has(topic)) blocks.push(`### ${question}`, answer);
        topics.add(topic);
      }
      asked.add(narrative.id);
    }
    return blocks.length < wanted.least * 2
      ? []
      : [`## ${this.#drafter.language.headings.questions}`, ...blocks];
  }

  /** A part of a finding: the first phrasing whose values are all available. */
  part(
    { narrative, bound }: Finding,
    name: "headline" | "summary" | "fact" | "reading" | "risk" | "watch",
  ): string | undefined {
    return this.#first(narrative.parts[name] ?? [], bound);
  }

  #first(
    templates: readonly Template[],
    bound: BoundNames,
    all: readonly BoundNames[] = [],
  ): string | undefined {
    for (const template of templates) {
      const text = this.#printer.render(template, bound, all);
      if (text) return capitalised(text);
    }
    return undefined;
  }

  /** The story's closing and opening texts, which may name the publishers of the facts. */
  about(templates: readonly Template[], facts: readonly Fact[]): string | undefined {
    return this.#own(templates, { publishers: this.#drafter.publishersOf(facts) });
  }

  /** One of the story's own texts: the first phrasing whose values are all available. */
  #own(templates: readonly Template[], extra: object = {}): string | undefined {
    for (const template of templates) {
      const text = this.#printer.render(template, this.#cast.bound, [], extra);
      if (text) return text;
    }
    return undefined;
  }
}

/** Questions that the lead answers, at most; every other finding answers one. */
const OF_LEAD = 2;

/** By so many of its first words a question is told from another about the same. */
const TOPIC_WORDS = 2;

/** Words of a sentence that was put together of two, at most. */
const MOST_WORDS = 36;

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

function idOfMain(bound: BoundNames): string | undefined {
  return bound.values().next().value?.id;
}

/** A sentence behind a word: a common first word loses its capital; a name, a figure and an abbreviation keep theirs. */
function lowered(sentence: string): string {
  return /^\p{Lu}(?:\p{Ll}|\s)/u.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence;
}
