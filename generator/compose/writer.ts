import type { Edition } from "../narrate/edition.ts";
import type { Finding } from "../narrate/narrate.ts";
import type { Template } from "../narrate/templates/template.ts";
import type { Cast } from "./plan/cast.ts";
import type { Drafter } from "./print/drafting.ts";
import type { EvidenceWriter } from "./evidence/evidence-writer.ts";
import type { Fact } from "../articles/facts.ts";
import { Said } from "./plan/overlap.ts";
import { isAmong, type Group, type Plan } from "./plan/plan.ts";
import { dated, daysAnnounced, hasOwnDays } from "./print/dated.ts";
import type { ArticlePrinter } from "./print/printer.ts";
import type { Recorder } from "./print/recorder.ts";
import { choose, dayTurn, inTurn, turnOf, weekTurn } from "./plan/rotation.ts";
import type { Story } from "./plan/story.ts";

/** Chooses the phrasings of a planned story and renders them; figures are still marked. */
export class Writer {
  readonly #story: Story;
  readonly #plan: Plan;
  readonly #edition: Edition;
  readonly #drafter: Drafter;
  readonly #printer: ArticlePrinter;
  readonly #cast: Cast;
  readonly #evidence: EvidenceWriter;
  readonly #recorder: Recorder;

  constructor(
    story: Story,
    cast: Cast,
    plan: Plan,
    drafter: Drafter,
    printer: ArticlePrinter,
    evidence: EvidenceWriter,
    recorder: Recorder,
  ) {
    this.#story = story;
    this.#cast = cast;
    this.#plan = plan;
    this.#edition = drafter.edition;
    this.#drafter = drafter;
    this.#printer = printer;
    this.#evidence = evidence;
    this.#recorder = recorder;
  }

  /** The story's own headline, else that of the lead. */
  headline(): string {
    const { lead } = this.#plan;
    const own = this.#own(this.#story.headline);
    return own ?? (lead && this.part(lead, "headline")) ?? "";
  }

  /** The story's own summary, else the lead's summary, then that of the most salient finding of another theme, of the story's own choice where there is one. */
  summaries(): string[] {
    const { lead, printed } = this.#plan;
    const own = this.#own(this.#story.summary);
    if (own !== undefined) return [own];
    if (!lead) return [];
    const wanted = this.#story.lead?.second ?? [];
    const others = printed.filter((each) => each.narrative.theme !== lead.narrative.theme);
    const second = others.find((each) => isAmong(wanted, each)) ?? others[0];
    return [lead, ...(second ? [second] : [])].flatMap(
      (finding) => this.part(finding, "summary") ?? [],
    );
  }

  /** The story's lines of figures as a list; a line whose values are not all available is left out. */
  lines(): string[] {
    const lines = this.#story.lines.flatMap((phrasings) => this.#own(phrasings) ?? []);
    const list = this.#listOf(lines);
    return list === "" ? [] : [list];
  }

  /** The paragraphs of a section: a finding that is interpreted has its own, the others share theirs. */
  paragraphs(groups: readonly Group[]): string[] {
    const paragraphs: string[] = [];
    let open: string[] = [];
    const close = (): void => {
      if (open.length > 0) paragraphs.push(open.join(" "));
      open = [];
    };
    for (const group of groups) {
      const facts = this.#facts(group.findings);
      const [first] = group.findings;
      if (facts.length === 0 || !first) continue;
      const said = new Said(this.#recorder, group.read ? facts : []);
      const reading = group.read ? this.#unsaid(first, "reading", said) : undefined;
      if (reading !== undefined) said.add(reading);
      const risk = reading && this.#unsaid(first, "risk", said);
      if (reading === undefined || risk === undefined) {
        open.push(...facts);
        continue;
      }
      close();
      const evidence = this.#evidence.sentence(first);
      paragraphs.push([...facts, reading, ...(evidence ? [evidence] : []), risk].join(" "));
    }
    close();
    return paragraphs;
  }

  /** One shared sentence where the narrative offers it and the findings are of one day, else a sentence a finding, each in another phrasing. */
  #facts(findings: readonly Finding[]): string[] {
    const [first] = findings;
    if (!first) return [];
    if (findings.length > 1 && first.narrative.parts.together) {
      const all = findings.map((each) => each.bound);
      const shared = this.#first(first.narrative.parts.together, first, (template, round) =>
        this.#printer.render(template, first.bound, round, all),
      );
      if (shared !== undefined && !hasOwnDays(shared, this.#recorder)) return [shared];
    }
    return findings.flatMap((finding, index) => this.part(finding, "fact", index) ?? []);
  }

  /** The heading and the list of what to watch. */
  watch(): string[] {
    const { watch } = this.#story;
    if (!watch) return [];
    const sentences: string[] = [];
    const seen = new Set<string>();
    for (const finding of this.#plan.inTurn) {
      if (sentences.length === watch.most || seen.has(finding.narrative.id)) continue;
      const sentence = this.part(finding, "watch");
      if (sentence === undefined) continue;
      seen.add(finding.narrative.id);
      sentences.push(sentence);
    }
    const list = this.#listOf(sentences);
    return list === "" ? [] : [`## ${choose(watch.titles, this.#edition.day, "watch")}`, list];
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
    const blocks: string[] = [];
    const seen = new Set<string>();
    for (const finding of this.#plan.inTurn) {
      if (blocks.length === wanted.most * 2) break;
      if (seen.has(finding.narrative.id) || finding.narrative.questions.length === 0) continue;
      seen.add(finding.narrative.id);
      const turn = this.#turnOf(finding, finding.key);
      const [asked] = inTurn(finding.narrative.questions, turn);
      if (!asked) continue;
      const { choice, round: asking } = asked;
      const question = this.#printer.render(choice.question, finding.bound, asking);
      const answer = this.#first(choice.answers, finding, (template, round) =>
        this.#printer.render(template, finding.bound, round),
      );
      if (question === undefined || answer === undefined) continue;
      blocks.push(`### ${question}`, answer);
    }
    return blocks.length < wanted.least * 2
      ? []
      : [`## ${this.#drafter.language.headings.questions}`, ...blocks];
  }

  /** A part of a finding in the day's phrasing, or the next one whose values are all available. */
  part(
    finding: Finding,
    name: "headline" | "summary" | "fact" | "watch",
    shift = 0,
  ): string | undefined {
    const templates = finding.narrative.parts[name] ?? [];
    return this.#first(
      templates,
      finding,
      (template, round) => this.#printer.render(template, finding.bound, round),
      shift,
    );
  }

  /** A part in the phrasing, of those in turn, that repeats the least of what its paragraph has said. */
  #unsaid(finding: Finding, name: "reading" | "risk", said: Said): string | undefined {
    const turn = this.#turnOf(finding, finding.narrative.id);
    let best: { readonly text: string; readonly repeated: number } | undefined;
    for (const { choice, round } of inTurn(finding.narrative.parts[name] ?? [], turn)) {
      const text = this.#printer.render(choice, finding.bound, round);
      if (!text) continue;
      const repeated = said.overlap(text);
      if (!best || repeated < best.repeated) best = { text, repeated };
      if (repeated === 0) break;
    }
    return best?.text;
  }

  #first(
    templates: readonly Template[],
    finding: Finding,
    render: (template: Template, round: number) => string | undefined,
    shift = 0,
  ): string | undefined {
    const turn = this.#turnOf(finding, finding.narrative.id) + shift;
    for (const { choice, round } of inTurn(templates, turn)) {
      const text = render(choice, round);
      if (text) return text;
    }
    return undefined;
  }

  /** The story's closing and opening texts, which may name the publishers of the facts. */
  about(templates: readonly Template[], facts: readonly Fact[]): string | undefined {
    return this.#own(templates, { publishers: this.#drafter.publishersOf(facts) });
  }

  /** One of the story's own texts in the day's phrasing, or the next one whose values are all available. */
  #own(templates: readonly Template[], extra: object = {}): string | undefined {
    const turn = turnOf(this.#number(), this.#cast.slug, this.#cast.voice);
    for (const { choice, round } of inTurn(templates, turn)) {
      const text = this.#printer.render(choice, this.#cast.bound, round, [], extra);
      if (text) return text;
    }
    return undefined;
  }

  /** A rule that does not hold every day moves on by the days on which it did, so that no phrasing is passed over. */
  #turnOf({ narrative }: Finding, key: string): number {
    const held = this.#isDaily ? this.#edition.evidence?.daysHeld(narrative.id) : 0;
    return turnOf(held || this.#number(), key, this.#cast.voice);
  }

  #number(): number {
    return (this.#isDaily ? dayTurn : weekTurn)(this.#edition.day);
  }

  get #isDaily(): boolean {
    return this.#story.runs === "daily";
  }
}
