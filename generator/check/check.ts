import { FIGURE_MARK, sentencesOf, skeletonDigest } from "../base/sentences.ts";
import { parseArticle, type Article } from "../compose/article.ts";
import type { Fact, FactSentence, FactsFile } from "../compose/facts.ts";
import type { AsOfView } from "../gather/asof.ts";
import { blocksOf, type Block } from "./blocks.ts";
import { contradiction, pointerReader, type PointerReader } from "./direction.ts";
import { changedFacts } from "./changed.ts";
import { figureFinder, type Figure, type FigureFinder } from "./figures.ts";
import { fitsSubjects, nearestFact, sameKind, sameValue, subjectsNamed } from "./match.ts";
import { linesOf, type CheckMessage, type CheckReport } from "./report.ts";
import type { FigureVocabulary } from "./vocabulary.ts";

/**
 * Holds a finished article to its facts. Finds every figure in the Markdown on its own and compares: a figure without a fact,
 * a changed figure, a wrong unit, sign, subject or direction word is an error. With a view of the data, facts whose
 * observations have changed are errors too.
 * @throws Failure (2) when the file is no article.
 */
export function check(
  file: { readonly text: string; readonly file: string },
  facts: FactsFile,
  vocabulary: FigureVocabulary,
  view?: AsOfView,
): CheckReport {
  const article = parseArticle(file.text, file.file);
  const checking = new Checking(file.text, article, facts, toolsOf(vocabulary));
  for (const block of blocksOf(article, file.text)) checking.block(block);
  if (article.frontMatter.inputs !== facts.inputs) checking.belongsElsewhere();
  if (view) checking.add(changedFacts(facts, view));
  return checking.report(file.file);
}

/** A figure of an article and the fact it is held to. */
export interface Pairing {
  readonly figure: Figure;
  readonly fact: Fact | undefined;
  /** 1-based. */
  readonly line: number;
  readonly column: number;
}

/** Every figure of an article with the fact that stands for it. */
export function pairings(
  text: string,
  article: Article,
  facts: FactsFile,
  vocabulary: FigureVocabulary,
): Pairing[] {
  const checking = new Checking(text, article, facts, toolsOf(vocabulary));
  for (const block of blocksOf(article, text)) checking.block(block);
  return checking.pairs;
}

interface Tools {
  readonly find: FigureFinder;
  readonly pointers: PointerReader;
}

const tools = new WeakMap<FigureVocabulary, Tools>();

function toolsOf(vocabulary: FigureVocabulary): Tools {
  let found = tools.get(vocabulary);
  if (!found)
    tools.set(
      vocabulary,
      (found = { find: figureFinder(vocabulary), pointers: pointerReader(vocabulary) }),
    );
  return found;
}

class Checking {
  readonly pairs: Pairing[] = [];
  readonly #messages: CheckMessage[] = [];
  readonly #facts: FactsFile;
  readonly #article: Article;
  readonly #tools: Tools;
  readonly #byId: ReadonlyMap<string, Fact>;
  readonly #known = new Map<string, FactSentence[]>();
  readonly #placeOf: (offset: number) => { line: number; column: number };

  constructor(text: string, article: Article, facts: FactsFile, its: Tools) {
    this.#article = article;
    this.#facts = facts;
    this.#tools = its;
    this.#byId = new Map(facts.facts.map((fact) => [fact.id, fact]));
    for (const sentence of facts.sentences) {
      this.#known.set(sentence.skeleton, [...(this.#known.get(sentence.skeleton) ?? []), sentence]);
    }
    this.#placeOf = linesOf(text);
  }

  block(block: Block): void {
    const figures = this.#tools.find(block.text, this.#facts.names);
    if (figures.length === 0) return;
    let from = 0;
    for (const sentence of sentencesOf(block.text)) {
      const start = block.text.indexOf(sentence, from);
      from = start + sentence.length;
      const within = figures.filter((figure) => figure.start >= start && figure.end <= from);
      if (within.length > 0) this.#sentence(block, sentence, start, within);
    }
  }

  add(messages: readonly CheckMessage[]): void {
    this.#messages.push(...messages);
  }

  belongsElsewhere(): void {
    this.#messages.push({
      code: "facts-of-another-text",
      severity: "error",
      line: 1,
      column: 1,
      message: `The facts beside this article belong to another text: inputs ${this.#facts.inputs}, expected ${this.#article.frontMatter.inputs}. Make the edition again.`,
    });
  }

  report(file: string): CheckReport {
    const messages = this.#messages.toSorted((a, b) => a.line - b.line || a.column - b.column);
    const errors = messages.filter((message) => message.severity === "error").length;
    return {
      file,
      figures: this.pairs.length,
      errors,
      notices: messages.length - errors,
      messages,
    };
  }

  #sentence(block: Block, sentence: string, start: number, figures: readonly Figure[]): void {
    const blanked = figures.reduceRight(
      (text, figure) =>
        text.slice(0, figure.start - start) + FIGURE_MARK + text.slice(figure.end - start),
      sentence,
    );
    const expected = this.#expected(skeletonDigest(blanked), figures);
    const named = subjectsNamed(sentence, this.#facts);
    for (const [index, figure] of figures.entries()) {
      const bounds = {
        before: figures[index - 1]?.end ?? start,
        after: figures[index + 1]?.start ?? start + sentence.length,
      };
      const fact = expected
        ? this.#asWritten(block, figure, expected[index] as Fact)
        : this.#anyFact(block, figure, named);
      this.pairs.push({ figure, fact, ...this.#place(block, figure) });
      if (!fact) continue;
      const against = contradiction(
        fact,
        figure,
        this.#tools.pointers(block.text, figure, bounds.before, bounds.after),
      );
      if (against) this.#direction(block, figure, fact, against.word);
    }
  }

  /** The facts of the generated sentence of this wording, the one with the very same figures first. */
  #expected(skeleton: string, figures: readonly Figure[]): readonly Fact[] | undefined {
    const known = this.#known.get(skeleton);
    if (!known) return undefined;
    const facts = known.map((sentence) => sentence.facts.flatMap((id) => this.#byId.get(id) ?? []));
    const fitting = facts.filter((each) => each.length === figures.length);
    const exact = fitting.findIndex((each) =>
      each.every((fact, index) => samePrint(fact.text, figures[index]?.text ?? "")),
    );
    const chosen = fitting[Math.max(exact, 0)];
    if (chosen && known.length > 1) {
      const at = facts.indexOf(chosen);
      this.#known.set(skeleton, [
        ...known.slice(0, at),
        ...known.slice(at + 1),
        known[at] as FactSentence,
      ]);
    }
    return chosen;
  }

  #asWritten(block: Block, figure: Figure, fact: Fact): Fact | undefined {
    if (samePrint(fact.text, figure.text)) return fact;
    if (this.#excused(block, figure)) return undefined;
    this.#error(
      block,
      figure,
      "figure-changed",
      `"${figure.text}" is not the figure of this sentence; expected "${fact.text}" (${fact.ref}).`,
      fact,
    );
    return undefined;
  }

  #anyFact(block: Block, figure: Figure, named: ReadonlySet<string>): Fact | undefined {
    const same = this.#facts.facts.filter(
      (fact) => sameKind(figure, fact) && sameValue(figure, fact),
    );
    const fitting = same.filter((fact) => fitsSubjects(fact, named));
    const about = fitting.find((fact) => fact.subjects.some((subject) => named.has(subject)));
    if (about ?? fitting[0]) return about ?? fitting[0];
    if (this.#excused(block, figure)) return undefined;
    const [other] = same;
    if (other) {
      const whose = other.subjects
        .map((subject) => this.#facts.subjects[subject]?.[0] ?? subject)
        .join(" and ");
      this.#error(
        block,
        figure,
        "figure-of-another-subject",
        `"${figure.text}" is the figure of ${whose} (${other.ref}), which this sentence does not name.`,
        other,
      );
      return undefined;
    }
    const near = nearestFact(figure, this.#facts.facts);
    const hint = near ? `; the nearest fact is "${near.text}" (${near.ref})` : "";
    this.#error(
      block,
      figure,
      "figure-without-fact",
      `"${figure.text}" matches no fact${hint}.`,
      near,
    );
    return undefined;
  }

  /** A figure that is sourced by a link or waived is noted, not blocked. */
  #excused(block: Block, figure: Figure): boolean {
    const waiver = this.#article.frontMatter.waivers?.find((each) =>
      samePrint(each.figure, figure.text),
    );
    if (waiver) {
      this.#notice(block, figure, "waived", `"${figure.text}" is waived: ${waiver.reason}.`);
      return true;
    }
    if (!block.links.some((link) => this.#sameSentence(block, link.start, figure.start)))
      return false;
    this.#notice(
      block,
      figure,
      "sourced-by-link",
      `"${figure.text}" matches no fact; a link in its sentence sources it.`,
    );
    return true;
  }

  #sameSentence(block: Block, one: number, other: number): boolean {
    const [from, to] = one < other ? [one, other] : [other, one];
    return sentencesOf(block.text.slice(from, to)).length < 2;
  }

  #direction(block: Block, figure: Figure, fact: Fact, word: string): void {
    const moved = fact.direction === "flat" ? "prints as no move" : `points ${fact.direction}`;
    this.#error(
      block,
      figure,
      "wrong-direction",
      `"${word}" beside "${figure.text}" contradicts the fact, which ${moved} (${fact.ref}).`,
      fact,
    );
  }

  #error(
    block: Block,
    figure: Figure,
    code: string,
    message: string,
    fact: Fact | undefined,
  ): void {
    const place = this.#place(block, figure);
    this.#messages.push({
      code,
      severity: "error",
      ...place,
      figure: figure.text,
      message,
      ...(fact ? { expected: fact.text, fact: fact.id } : {}),
    });
  }

  #notice(block: Block, figure: Figure, code: string, message: string): void {
    this.#messages.push({
      code,
      severity: "notice",
      ...this.#place(block, figure),
      figure: figure.text,
      message,
    });
  }

  #place(block: Block, figure: Figure): { line: number; column: number } {
    return this.#placeOf(block.offsets[figure.start] ?? 0);
  }
}

/** The same figure but for typography: minus signs and kinds of space. */
function samePrint(one: string, other: string): boolean {
  return one === other || plainPrint(one) === plainPrint(other);
}

function plainPrint(text: string): string {
  return text.replace(/−/g, "-").replace(/\s/g, " ").toLowerCase();
}
