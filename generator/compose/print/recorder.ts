import { lruCache } from "../../base/memo.ts";
import { FIGURE_MARK, sentencesOf, skeletonDigest } from "../../base/sentences.ts";
import { isOfData, type Fact, type FactSentence } from "../../articles/facts.ts";

/** A fact before it has its place in the text: its id is still empty. */
export type FactDraft = Omit<Fact, "id"> & { id: string };

/** A figure of a marked text, with its place. */
export interface MarkedFigure {
  readonly start: number;
  readonly end: number;
  readonly draft: FactDraft;
}

const OPEN = "\uE000";
const CLOSE = "\uE001";
/** The character after `OPEN` counts drafts from here, in a private-use area that no text holds. */
const FIRST = 0xe100;
/** What makes a line a heading or a list item is not part of its sentence. */
const BLOCK_MARK = /^(?:#{1,6}|-) /;
const LINK = /\[([^\]]*)\]\([^)\s]*\)/g;

/** Marks figures while templates render, and takes the marks out again where the text is finished. */
export class Recorder {
  readonly #drafts: FactDraft[] = [];
  readonly #marked = new Map<FactDraft, string>();
  readonly #facts: Fact[] = [];
  readonly #sentences: FactSentence[] = [];
  readonly #plain = new Set<string>();

  /** The figure's text, marked with its fact. */
  mark(draft: FactDraft): string {
    let marked = this.#marked.get(draft);
    if (marked === undefined) {
      const place = this.#drafts.push(draft) - 1;
      marked = `${OPEN}${String.fromCharCode(FIRST + place)}${draft.text}${CLOSE}`;
      this.#marked.set(draft, marked);
    }
    return marked;
  }

  /**
   * The text without marks; the facts it prints are entered in order, sentence by sentence. Each line of the text is
   * taken as a block of its own, as list items are.
   */
  settle(marked: string): string {
    for (const line of marked.includes("\n") ? marked.split("\n") : [marked]) this.#enterLine(line);
    if (!marked.includes(OPEN)) return marked;
    return replaceMarks(marked, (draft) => draft.text, this.#drafts);
  }

  /** The marked figures of a text that are computed or stated: constants of a method are none. */
  figuresIn(marked: string): readonly FactDraft[] {
    return this.marksIn(marked).flatMap(({ draft }) => (isOfData(draft) ? [draft] : []));
  }

  /** Every marked figure of a text, in order. */
  marksIn(marked: string): MarkedFigure[] {
    const found: MarkedFigure[] = [];
    for (let at = marked.indexOf(OPEN); at >= 0; at = marked.indexOf(OPEN, at)) {
      const draft = this.#drafts[marked.charCodeAt(at + 1) - FIRST] as FactDraft;
      const end = marked.indexOf(CLOSE, at) + 1;
      found.push({ start: at, end, draft });
      at = end;
    }
    return found;
  }

  /** A marked text's words, a figure as `FIGURE_MARK`. */
  wordsIn(marked: string): readonly string[] {
    const blanked = replaceMarks(marked, () => FIGURE_MARK, this.#drafts);
    return blanked.toLowerCase().match(/[\p{L}#]+/gu) ?? [];
  }

  facts(): readonly Fact[] {
    return this.#facts;
  }

  sentences(): readonly FactSentence[] {
    return this.#sentences;
  }

  /** Digests of the sentences that print no fact. */
  plainSentences(): readonly string[] {
    return [...this.#plain];
  }

  #enterLine(line: string): void {
    const bare = line.replace(BLOCK_MARK, "");
    for (const sentence of sentencesOf(bare.includes("](") ? bare.replace(LINK, "$1") : bare)) {
      const facts: string[] = [];
      const enter = (draft: FactDraft): string => {
        if (draft.id === "") {
          draft.id = `f${this.#facts.length + 1}`;
          this.#facts.push(draft);
        }
        facts.push(draft.id);
        return FIGURE_MARK;
      };
      const blanked = replaceMarks(sentence, enter, this.#drafts);
      if (facts.length > 0) this.#sentences.push({ skeleton: skeletonDigest(blanked), facts });
      else this.#plain.add(digestOf(sentence, () => skeletonDigest(sentence)));
    }
  }
}

/** Sentences without figures come again from article to article. */
const MOST_DIGESTS = 5000;
const digestOf = lruCache<string>(MOST_DIGESTS);

function replaceMarks(
  marked: string,
  by: (draft: FactDraft) => string,
  drafts: readonly FactDraft[],
): string {
  let text = "";
  let from = 0;
  for (let at = marked.indexOf(OPEN); at >= 0; at = marked.indexOf(OPEN, from)) {
    text += marked.slice(from, at) + by(drafts[marked.charCodeAt(at + 1) - FIRST] as FactDraft);
    from = marked.indexOf(CLOSE, at) + 1;
  }
  return text + marked.slice(from);
}
