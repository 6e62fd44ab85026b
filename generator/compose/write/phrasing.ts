import { memoize } from "../../base/memo.ts";
import { sentencesOf } from "../../base/sentences.ts";
import { capitalised } from "../../base/text.ts";
import type { BoundNames } from "../../narrate/bindable/bindable.ts";
import type { AgainPart, BesidePart, Question, ToldPart } from "../../narrate/narrative.ts";
import type { Finding } from "../../narrate/narrate.ts";
import type { Template } from "../../narrate/templates/template.ts";
import type { EvidenceWriter } from "../evidence/evidence-writer.ts";
import type { ArticlePrinter } from "../print/printer.ts";
import type { ToldBeside } from "../plan/told-elsewhere.ts";
import type { Recorder } from "../print/recorder.ts";
import type { Told } from "../print/told.ts";

/** Chooses, of a part's phrasings, the one that is printed. */
export class Phrasing {
  readonly told: Told;
  readonly #printer: ArticlePrinter;
  readonly #evidence: EvidenceWriter;
  readonly #recorder: Recorder;
  readonly #beside: ToldBeside;
  readonly #sentencesIn = memoize((text: string): readonly string[] =>
    sentencesOf(text).map((each) => this.#recorder.headOf(each)),
  );

  /** @param beside what articles tell that stand beside this one. */
  constructor(
    printer: ArticlePrinter,
    evidence: EvidenceWriter,
    recorder: Recorder,
    told: Told,
    beside: ToldBeside,
  ) {
    this.#printer = printer;
    this.#evidence = evidence;
    this.#recorder = recorder;
    this.told = told;
    this.#beside = beside;
  }

  /**
   * A part of a finding, in its words for a finding that an article beside this one tells, or that the edition before had too, where it has
   * such words.
   * @param elsewhere keys of figures that another sentence of the article tells.
   */
  part(finding: Finding, name: ToldPart, elsewhere?: ReadonlySet<string>): string | undefined {
    const { fit, stale } = templatesOf(finding, name, this.#beside.findings.has(finding.key));
    return this.#fresh(this.#all(fit, finding), elsewhere, this.#all(stale, finding));
  }

  /** Every phrasing of a part whose values are all available, in order. */
  parts(finding: Finding, name: ToldPart): Generator<string> {
    const { fit, stale } = templatesOf(finding, name, this.#beside.findings.has(finding.key));
    return this.#all([...fit, ...stale], finding);
  }

  /** Headlines of a finding: those that tell it as what it is today, and those that would tell as news what the edition before had too. */
  headlines(finding: Finding): Readonly<Record<"fit" | "stale", Generator<string>>> {
    const { parts } = finding.narrative;
    const plain = parts.headline ?? [];
    const again = (finding.isAgain && parts["headline-again"]) || [];
    const [fit, stale] = again.length > 0 ? [again, plain] : [plain, []];
    return { fit: this.#all(fit, finding), stale: this.#all(stale, finding) };
  }

  /** Whether an article beside this one answers a question, or gives an answer, as it is printed. */
  isBeside(question: string, answer: string): boolean {
    return this.#beside.questions.has(question) || this.#beside.answers.has(answer);
  }

  /** Whether articles beside this one tell every figure of a text: it is nothing new to their readers. */
  isToldBeside(text: string): boolean {
    const figures = this.told.figuresIn(text);
    return figures.size > 0 && figures.isSubsetOf(this.#beside.figures);
  }

  /** Whether an article beside this one has a sentence of a text word for word. */
  isSaidBeside(text: string): boolean {
    const { sentences } = this.#beside;
    return sentences.size > 0 && this.sentencesIn(text).some((each) => sentences.has(each));
  }

  /** The sentences of a marked text, each with the names that a headline gives, whatever stands before it. */
  sentencesIn(text: string): readonly string[] {
    return this.#sentencesIn(text);
  }

  /** Whether an article beside this one reads a finding: a reader has no use for the same again. */
  isReadBeside(finding: Finding): boolean {
    return this.#beside.read.has(finding.key);
  }

  /** Several findings of one narrative in one sentence. */
  together(findings: readonly Finding[]): string | undefined {
    const [first] = findings;
    if (!first || findings.length === 1) return undefined;
    const tellsNews = first.narrative.parts["fact-again"] !== undefined;
    if (tellsNews && findings.some(({ isAgain }) => isAgain !== first.isAgain)) return undefined;
    const all = findings.map(({ bound }) => bound);
    const { fit, stale } = templatesOf(first, "together");
    return this.#fresh(this.#all([...fit, ...stale], first, all));
  }

  /** One line of what to watch for all that it holds of one narrative, which may be a single finding. */
  watchTogether(findings: readonly Finding[]): string | undefined {
    const [first] = findings;
    if (!first) return undefined;
    const all = findings.map(({ bound }) => bound);
    const { fit } = templatesOf(first, "watch-together");
    return this.#fresh(this.#all(fit, first, all));
  }

  /** The answers to one of a finding's questions whose values are all available, in order. */
  answers(finding: Finding, { answers }: Question): Generator<string> {
    return this.#all(answers, finding);
  }

  /** A text of the story's own: the first phrasing whose values are all available. */
  own(
    templates: readonly Template[],
    about: BoundNames,
    extra: Readonly<Record<string, unknown>> = {},
  ): string | undefined {
    return this.#rendered(templates, about, extra).next().value;
  }

  /** A row of a table: the first phrasing whose values are all available, its figures without days of their own. */
  row(templates: readonly Template[], about: BoundNames): string | undefined {
    for (const template of templates) {
      const text = this.#printer.renderRow(template, about);
      if (text) return text;
    }
    return undefined;
  }

  /** Every phrasing of a text of the story's own whose values are all available, in order. */
  owns(templates: readonly Template[], about: BoundNames): Generator<string> {
    return this.#rendered(templates, about, {});
  }

  /**
   * The first text that tells nothing told before and is not word for word beside this article; else the first of the one kind, else any.
   * @param stale texts that come after these, such as those that would tell as news what the edition before had: none of them stands in for one that an
   * article beside this one has.
   */
  #fresh(
    texts: Iterable<string>,
    elsewhere?: ReadonlySet<string>,
    stale: Iterable<string> = [],
  ): string | undefined {
    let [untold, any]: (string | undefined)[] = [];
    for (const text of texts) {
      any ??= text;
      if (this.told.repeats(text, elsewhere)) continue;
      if (!this.isSaidBeside(text)) return text;
      untold ??= text;
    }
    if (untold !== undefined) return untold;
    for (const text of stale) {
      any ??= text;
      if (!this.told.repeats(text, elsewhere)) return text;
    }
    return any;
  }

  *#all(
    templates: readonly Template[],
    finding: Finding,
    all: readonly BoundNames[] = [],
  ): Generator<string> {
    for (const template of templates) {
      const extra = this.#evidence.texts(finding, template);
      const text = this.#printer.render(template, finding.bound, all, extra);
      if (text) yield capitalised(text);
    }
  }

  *#rendered(
    templates: readonly Template[],
    bound: BoundNames,
    extra: Readonly<Record<string, unknown>>,
  ): Generator<string> {
    for (const template of templates) {
      const text = this.#printer.render(template, bound, [], extra);
      if (text) yield text;
    }
  }
}

/** The phrasings of a part that tell a finding as what it is today and here, and those that would tell as news what was told before. */
function templatesOf(
  { narrative: { parts }, isAgain }: Finding,
  name: ToldPart,
  isBeside = false,
): Readonly<Record<"fit" | "stale", readonly Template[]>> {
  const beside = (isBeside ? parts[`${name}-beside` as BesidePart] : undefined) ?? [];
  const again = (isAgain ? parts[`${name}-again` as AgainPart] : undefined) ?? [];
  const plain = parts[name] ?? [];
  return again.length > 0
    ? { fit: [...beside, ...again], stale: plain }
    : { fit: [...beside, ...plain], stale: [] };
}
