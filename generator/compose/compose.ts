import { digest } from "../base/digest.ts";
import type { Edition } from "../narrate/bound.ts";
import type { Finding } from "../narrate/narrate.ts";
import type { Scale } from "../narrate/scale.ts";
import type { Template } from "../narrate/template.ts";
import { formatArticle, textHash, type FrontMatter } from "./article.ts";
import { Drafter, instantText } from "./drafting.ts";
import type { FactsFile } from "./facts.ts";
import type { Language } from "./language.ts";
import { namesOf, subjectNamesOf } from "./naming.ts";
import { planStory, type Group, type Plan } from "./plan.ts";
import { ArticlePrinter } from "./printer.ts";
import { Recorder } from "./recorder.ts";
import { choose, turns } from "./rotation.ts";
import { publishersOf, sourcesSection } from "./sources.ts";
import type { Story } from "./story.ts";

/** A draft as it is written: `<slug>.md` and `<slug>.facts.json`. */
export interface Draft {
  readonly slug: string;
  readonly frontMatter: FrontMatter;
  readonly body: string;
  /** Front matter and body as the file's text. */
  readonly markdown: string;
  readonly facts: FactsFile;
}

/** Tags of one article; those of the most salient findings come first. */
const MOST_TAGS = 8;

/** What does not change from edition to edition. */
export interface Desk {
  readonly language: Language;
  readonly languageCode: string;
  readonly scales: ReadonlyMap<string, Scale>;
}

/**
 * Writes a story about the edition's findings.
 * @returns undefined when the story does not run today.
 */
export function compose(
  story: Story,
  findings: readonly Finding[],
  edition: Edition,
  desk: Desk,
): Draft | undefined {
  const plan = planStory(story, findings, edition.day);
  return plan && new Composition(story, plan, edition, desk).draft();
}

class Composition {
  readonly #story: Story;
  readonly #plan: Plan;
  readonly #edition: Edition;
  readonly #desk: Desk;
  readonly #recorder = new Recorder();
  readonly #drafter: Drafter;
  readonly #printer: ArticlePrinter;
  readonly #blocks: string[] = [];

  constructor(story: Story, plan: Plan, edition: Edition, desk: Desk) {
    this.#story = story;
    this.#plan = plan;
    this.#edition = edition;
    this.#desk = desk;
    this.#drafter = new Drafter(edition, desk.language);
    this.#printer = new ArticlePrinter(this.#drafter, this.#recorder, desk.scales);
  }

  draft(): Draft {
    const { lead } = this.#plan;
    const title = unescape(this.#recorder.settle(this.#part(lead, "headline") ?? ""));
    const description = unescape(this.#recorder.settle(this.#summaries().join(" ")));
    const body: string[] = this.#blocks;
    const settle = (block: string): void => void body.push(this.#recorder.settle(block));
    for (const section of this.#plan.sections) {
      const paragraphs = this.#paragraphs(section.groups);
      if (paragraphs.length === 0) continue;
      settle(`## ${choose(section.titles, this.#edition.day, section.titles[0] as string)}`);
      paragraphs.forEach(settle);
    }
    this.#watch().forEach(settle);
    this.#questions().forEach(settle);
    const { headings } = this.#desk.language;
    const closing = sourcesSection(this.#recorder.facts(), this.#drafter, this.#recorder);
    const sourceLine = this.#own(this.#story.sourceLine);
    if (sourceLine) body.unshift(this.#recorder.settle(`*${sourceLine}*`));
    settle(`## ${headings.sources}`);
    settle(closing);
    settle(`## ${headings.disclosure}`);
    settle(this.#own(this.#story.disclosure) ?? "");
    return this.#file(title, description, `\n${body.join("\n\n")}\n`);
  }

  #file(title: string, description: string, body: string): Draft {
    const { printed } = this.#plan;
    const facts = this.#recorder.facts();
    const tags = [
      ...new Set([...this.#story.tags, ...printed.flatMap((each) => each.narrative.tags)]),
    ].slice(0, MOST_TAGS);
    const subjects = [...new Set(facts.flatMap((fact) => fact.subjects))];
    const inputs = this.#inputs();
    const cutoff = instantText(this.#edition.view.instant);
    const frontMatter: FrontMatter = {
      title,
      description,
      date: cutoff,
      edition: this.#edition.day,
      story: this.#story.id,
      language: this.#desk.languageCode,
      subjects,
      tags,
      status: "draft",
      inputs,
      text: textHash({ title, description, tags }, body),
    };
    const { catalogue } = this.#edition.view;
    return {
      slug: this.#story.id,
      frontMatter,
      body,
      markdown: formatArticle(frontMatter, body),
      facts: {
        version: 1,
        edition: this.#edition.day,
        cutoff,
        story: this.#story.id,
        inputs,
        names: namesOf(catalogue, `${title} ${description} ${body}`),
        subjects: subjectNamesOf(catalogue, subjects),
        facts,
        sentences: this.#recorder.sentences(),
        findings: printed.map((each) => ({
          narrative: each.narrative.id,
          bindings: Object.fromEntries(boundEntries(each)),
          salience: Number(each.salience.toFixed(2)),
        })),
      },
    };
  }

  /** The data read for the edition's rules and for this article's figures, the claims seen, and the templates used. */
  #inputs(): string {
    const data = [
      ...this.#edition.signals.inputs(),
      ...this.#recorder.facts().flatMap((fact) => fact.inputs),
    ];
    const stretches = data.map(
      (input) => `${input.series}|${input.from}|${input.to}|${input.digest}`,
    );
    const narratives = new Set(this.#plan.printed.map((each) => each.narrative.source));
    return digest(
      JSON.stringify([
        [...new Set(stretches)].sort(),
        this.#edition.view.claims(),
        this.#story.source,
        [...narratives],
        this.#desk.language.source,
      ]),
    );
  }

  /** The lead's summary, then that of the most salient finding of another theme, of the story's own choice where there is one. */
  #summaries(): string[] {
    const { lead, printed } = this.#plan;
    const { then } = this.#story.lead;
    const others = printed.filter((each) => each.narrative.theme !== lead.narrative.theme);
    const second = others.find((each) => then.includes(each.narrative.theme)) ?? others[0];
    return [lead, ...(second ? [second] : [])].flatMap(
      (finding) => this.#part(finding, "summary") ?? [],
    );
  }

  #paragraphs(groups: readonly Group[]): string[] {
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
      const reading = group.read ? this.#part(first, "reading") : undefined;
      const risk = reading === undefined ? undefined : this.#part(first, "risk");
      if (reading === undefined || risk === undefined) {
        open.push(...facts);
        continue;
      }
      close();
      paragraphs.push([...facts, reading, risk].join(" "));
    }
    close();
    return paragraphs;
  }

  /** One shared sentence where the narrative offers it, else a sentence a finding, each in another phrasing. */
  #facts(findings: readonly Finding[]): string[] {
    const [first] = findings;
    if (!first) return [];
    if (findings.length > 1 && first.narrative.parts.together) {
      const all = findings.map((each) => each.bound);
      const shared = this.#first(first.narrative.parts.together, first, (template) =>
        this.#printer.render(template, first.bound, all),
      );
      if (shared !== undefined) return [shared];
    }
    return findings.flatMap((finding, index) => this.#part(finding, "fact", index) ?? []);
  }

  #watch(): string[] {
    const { watch } = this.#story;
    if (!watch) return [];
    const sentences: string[] = [];
    const seen = new Set<string>();
    for (const finding of this.#plan.inTurn) {
      if (sentences.length === watch.most || seen.has(finding.narrative.id)) continue;
      const sentence = this.#part(finding, "watch");
      if (sentence === undefined) continue;
      seen.add(finding.narrative.id);
      sentences.push(sentence);
    }
    if (sentences.length === 0) return [];
    return [
      `## ${choose(watch.titles, this.#edition.day, "watch")}`,
      sentences.map((each) => `- ${each}`).join("\n"),
    ];
  }

  #questions(): string[] {
    const { most } = this.#story.questions;
    const blocks: string[] = [];
    const seen = new Set<string>();
    for (const finding of this.#plan.inTurn) {
      if (blocks.length === most * 2) break;
      if (seen.has(finding.narrative.id) || finding.narrative.questions.length === 0) continue;
      seen.add(finding.narrative.id);
      const asked = choose(finding.narrative.questions, this.#edition.day, finding.key);
      const question = this.#printer.render(asked.question, finding.bound);
      const answer = this.#first(asked.answers, finding, (template) =>
        this.#printer.render(template, finding.bound),
      );
      if (question === undefined || answer === undefined) continue;
      blocks.push(`### ${question}`, answer);
    }
    return blocks.length < 4 ? [] : [`## ${this.#desk.language.headings.questions}`, ...blocks];
  }

  /** A part of a finding in the day's phrasing, or the next one whose values are all available. */
  #part(
    finding: Finding,
    name: "headline" | "summary" | "fact" | "reading" | "risk" | "watch",
    shift = 0,
  ): string | undefined {
    const templates = finding.narrative.parts[name] ?? [];
    return this.#first(
      templates,
      finding,
      (template) => this.#printer.render(template, finding.bound),
      shift,
    );
  }

  #first(
    templates: readonly Template[],
    finding: Finding,
    render: (template: Template) => string | undefined,
    shift = 0,
  ): string | undefined {
    const inTurn = turns(templates, this.#edition.day, `${finding.narrative.id} ${this.#story.id}`);
    for (const template of [...inTurn.slice(shift), ...inTurn.slice(0, shift)]) {
      const text = render(template);
      if (text) return text.replace(/\s+/g, " ");
    }
    return undefined;
  }

  #own(templates: readonly Template[]): string | undefined {
    const template = choose(templates, this.#edition.day, this.#story.id);
    const publishers = publishersOf(this.#recorder.facts(), this.#drafter);
    return this.#printer.render(template, new Map(), [], { publishers });
  }
}

function boundEntries(finding: Finding): [string, string][] {
  return [...finding.bound].flatMap(([name, bound]): [string, string][] => {
    if (bound.as === "pair") return [];
    return [[name, bound.as === "subject" ? bound.subject.id : bound.claim.id]];
  });
}

/** Front matter is plain text: what Markdown needed escaped stands bare. */
function unescape(text: string): string {
  return text.replace(/\\([\\`*_{}[\]<>#|~&])/g, "$1");
}
