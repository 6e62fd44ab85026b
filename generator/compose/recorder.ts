import { FIGURE_MARK, sentencesOf, skeletonDigest } from "../base/sentences.ts";
import type { Fact, FactSentence } from "./facts.ts";

/** A fact before it has its place in the text. */
export type FactDraft = Omit<Fact, "id">;

const OPEN = "\uE000";
const CLOSE = "\uE001";
const FIRST = 0xe100;
const MARKED = /\uE000([\s\S])([^\uE001]*)\uE001/g;
const LINK = /\[([^\]]*)\]\([^)\s]*\)/g;

/** Marks figures while templates render, and takes the marks out again where the text is finished. */
export class Recorder {
  readonly #drafts: FactDraft[] = [];
  readonly #places = new Map<FactDraft, number>();
  readonly #facts = new Map<string, Fact>();
  readonly #sentences: FactSentence[] = [];

  /** The figure's text, marked with its fact. */
  mark(draft: FactDraft): string {
    let place = this.#places.get(draft);
    if (place === undefined) {
      place = this.#drafts.push(draft) - 1;
      this.#places.set(draft, place);
    }
    return `${OPEN}${String.fromCharCode(FIRST + place)}${draft.text}${CLOSE}`;
  }

  /** The text without marks; the facts it prints are entered in order, sentence by sentence. */
  settle(marked: string): string {
    const plain = marked.replace(LINK, "$1").replace(/\s+/g, " ");
    for (const sentence of sentencesOf(plain)) {
      const facts: string[] = [];
      const blanked = sentence.replace(MARKED, (_whole, place: string) => {
        facts.push(this.#enter(place));
        return FIGURE_MARK;
      });
      if (facts.length > 0) this.#sentences.push({ skeleton: skeletonDigest(blanked), facts });
    }
    return marked.replace(MARKED, "$2");
  }

  facts(): Fact[] {
    return [...this.#facts.values()];
  }

  sentences(): FactSentence[] {
    return this.#sentences;
  }

  #enter(place: string): string {
    const draft = this.#drafts[place.charCodeAt(0) - FIRST] as FactDraft;
    const key = `${draft.ref}|${draft.text}|${draft.direction}`;
    let fact = this.#facts.get(key);
    if (!fact) this.#facts.set(key, (fact = { id: `f${this.#facts.size + 1}`, ...draft }));
    return fact.id;
  }
}

/** The text without marks, for what is rendered but not printed. */
export function unmarked(marked: string): string {
  return marked.replace(MARKED, "$2");
}
