import { sentencesOf } from "../../base/sentences.ts";
import { countWords } from "../../base/text.ts";
import type { Edition } from "../../narrate/edition.ts";
import type { Finding } from "../../narrate/narrate.ts";
import { relationsBetween, type Related } from "../../narrate/relations/related.ts";
import type { Relation } from "../../narrate/relations/relation.ts";
import { hasOwnDays } from "../print/dated.ts";
import type { ArticlePrinter } from "../print/printer.ts";
import type { Recorder } from "../print/recorder.ts";

/** Words of a sentence that was put together of two, at most. */
const MOST_WORDS = 36;

/** Tells findings by what they have to do with each other; in its paragraphs an article uses each relation once. */
export class Joining {
  readonly #relations: readonly Relation[];
  readonly #edition: Edition;
  readonly #printer: ArticlePrinter;
  readonly #recorder: Recorder;
  readonly #used = new Set<Relation>();

  constructor(
    relations: readonly Relation[],
    edition: Edition,
    printer: ArticlePrinter,
    recorder: Recorder,
  ) {
    this.#relations = relations;
    this.#edition = edition;
    this.#printer = printer;
    this.#recorder = recorder;
  }

  /** The relations of two findings that are told in one of the ways. */
  related(first: Finding, second: Finding, ...ways: readonly Relation["way"][]): Related[] {
    return relationsBetween(this.#relations, first, second, this.#edition).filter(({ relation }) =>
      ways.includes(relation.way),
    );
  }

  /** A headline of two findings. */
  headline(lead: Finding, other: Finding): string | undefined {
    return this.related(lead, other, "heads")
      .values()
      .map(({ relation, bound }) => this.#printer.render(relation.text, bound))
      .find((text) => text !== undefined && text !== "");
  }

  /** One sentence in place of two findings' own; none where one of them has words for what the edition before told. */
  merged(first: Finding, second: Finding): string | undefined {
    if (isToldAgain(first) || isToldAgain(second)) return undefined;
    return this.related(first, second, "says")
      .values()
      .map(({ relation, bound }) => this.#printer.render(relation.text, bound))
      .find((text) => text !== undefined && !hasOwnDays(text, this.#recorder));
  }

  /** A text carried on by the next finding behind a word; nothing where no relation does, or the sentence would be too long. */
  added(
    before: Finding,
    text: string,
    finding: Finding,
    [next = "", ...rest]: readonly string[],
  ): string | undefined {
    const [related] = this.#unused(before, finding, "adds");
    const sentence = sentencesOf(text).at(-1) ?? "";
    if (!related || !sentence.endsWith(".") || countWords(`${sentence} ${next}`) > MOST_WORDS)
      return undefined;
    const more = this.joined(related, next);
    if (more === undefined || this.#isCarriedOn(sentence)) return undefined;
    this.#used.add(related.relation);
    return [`${text.slice(0, -1)}, ${more}`, ...rest].join(" ");
  }

  /** Whether a sentence goes on behind such a word already: "while …, but …" says no more what has to do with what. */
  #isCarriedOn(sentence: string): boolean {
    const words = new Set(sentence.split(/[\s,;]+/));
    return this.#relations.some(({ way, text }) => way === "adds" && words.has(text.source));
  }

  /**
   * The relation by which a finding follows one that was told: the last of its section, or any where the relation reaches so far.
   * @param told every finding told before, the latest last.
   * @param last the latest of its section.
   */
  ledTo(
    finding: Finding,
    told: readonly Finding[],
    last: Finding | undefined,
  ): Related | undefined {
    for (const earlier of told.toReversed()) {
      const found = this.#unused(earlier, finding, "joins", "opens").find(
        ({ relation }) => relation.reach === "article" || earlier === last,
      );
      if (!found) continue;
      this.#used.add(found.relation);
      return found;
    }
    return undefined;
  }

  /** Sentences with the relation's word before the first, or its own sentence, which goes on with the first behind a colon. */
  linked(related: Related, sentences: readonly string[]): string[] {
    const [first = "", ...rest] = sentences;
    if (related.relation.way === "joins") return [this.joined(related, first) ?? first, ...rest];
    const opening = this.#printer.render(related.relation.text, related.bound);
    if (opening === undefined) return [...sentences];
    return opening.endsWith(":")
      ? [`${opening} ${lowered(first)}`, ...rest]
      : [opening, ...sentences];
  }

  /** A sentence with the relation's word before it. */
  joined({ relation, bound }: Related, sentence: string): string | undefined {
    const word = this.#printer.render(relation.text, bound);
    return word === undefined ? undefined : `${word} ${lowered(sentence)}`;
  }

  #unused(first: Finding, second: Finding, ...ways: readonly Relation["way"][]): Related[] {
    return this.related(first, second, ...ways).filter(({ relation }) => !this.#used.has(relation));
  }
}

function isToldAgain({ isAgain, narrative }: Finding): boolean {
  return isAgain && narrative.parts["fact-again"] !== undefined;
}

/** A sentence behind a word: a common first word loses its capital; a name, a figure and an abbreviation keep theirs. */
function lowered(sentence: string): string {
  return /^\p{Lu}(?:\p{Ll}|\s)/u.test(sentence)
    ? sentence.charAt(0).toLowerCase() + sentence.slice(1)
    : sentence;
}
