import { capitalised } from "../../base/text.ts";
import { lruCache, memoize } from "../../base/memo.ts";
import { FIGURE_MARK, MARK, sentencesOf, skeletonDigest } from "../../base/sentences.ts";
import { isOfData, type Fact, type FactSentence } from "../../articles/facts.ts";

/** A fact before it has its place in the text: its id is still empty. */
export type FactDraft = Omit<Fact, "id"> & { id: string };

/** What a subject is called in a text: in headline and summary, the first time in the body, after that, and as a pronoun. */
export interface Mention {
  readonly subject: string;
  readonly head: string;
  /** In a headline, where that is not `head`: without its article. */
  readonly bare?: string;
  readonly first: string;
  readonly later: string;
  /** Where the sentence before spoke of this subject alone, and its own sentence of no other yet. */
  readonly pronoun?: string;
}

/** A figure of a marked text, with its place. */
export interface MarkedFigure {
  readonly start: number;
  readonly end: number;
  readonly draft: FactDraft;
}

const { open: OPEN, close: CLOSE } = MARK;
/** The character after `OPEN` counts drafts from here, in a private-use area that no text holds. */
const FIRST = 0xe100;
/** Where a text stands: it is the headline, the summary, or below them. */
type Place = "title" | "head" | "body";

/** What makes a line a heading, a list item or a quotation is not part of its sentence, nor is bold type. */
const BLOCK_MARK = /^(?:#{1,6}|-|>) /;
const BOLD = "**";
/** A row of a table is read cell by cell, as one sentence. */
const TABLE_ROW = /^\| (.*) \|$/;
const TABLE_RULE = /^\|[ |:-]+\|$/;
const CELL = "; ";
const LINK = /\[([^\]]*)\]\([^)\s]*\)/g;

/** Marks figures and names while templates render, and takes the marks out again where the text is finished. */
export class Recorder {
  readonly #marks: (FactDraft | Mention)[] = [];
  readonly #marked = new Map<FactDraft | Mention, string>();
  readonly #introduced = new Set<string>();
  readonly #facts: Fact[] = [];
  readonly #sentences: FactSentence[] = [];
  readonly #unmarked = new Set<string>();
  readonly #respell: (text: string) => string;
  /** A phrasing is looked at again and again before one is printed; its marks stay what they are. */
  readonly #marksIn = memoize((marked: string): readonly MarkedFigure[] => {
    const found: MarkedFigure[] = [];
    for (let at = marked.indexOf(OPEN); at >= 0; at = marked.indexOf(OPEN, at)) {
      const what = markAt(marked, at, this.#marks);
      const end = endOfMark(marked, at);
      if (isFact(what)) found.push({ start: at, end, draft: what });
      at = end;
    }
    return found;
  });
  readonly #heads = {
    title: memoize((marked: string) => this.#headOf(marked, "title")),
    head: memoize((marked: string) => this.#headOf(marked, "head")),
  };

  readonly #isNamed: (name: string) => boolean;

  /**
   * @param respell puts the words of a text into the house style.
   * @param isNamed whether what is written stands behind a text that calls a subject by its full name.
   */
  constructor(
    respell: (text: string) => string = (text) => text,
    isNamed: (name: string) => boolean = () => false,
  ) {
    this.#respell = respell;
    this.#isNamed = isNamed;
  }

  /** The figure's text, marked with its fact. */
  mark(draft: FactDraft): string {
    return this.#mark(draft, draft.text);
  }

  /** A subject's name, marked: how it is called is settled by what stands before it. */
  name(mention: Mention): string {
    return this.#mark(mention, mention.later);
  }

  #mark(what: FactDraft | Mention, text: string): string {
    let marked = this.#marked.get(what);
    if (marked === undefined) {
      const place = this.#marks.push(what) - 1;
      marked = `${OPEN}${String.fromCharCode(FIRST + place)}${text}${CLOSE}`;
      this.#marked.set(what, marked);
    }
    return marked;
  }

  /**
   * The text without marks; the facts it prints are entered in order, sentence by sentence. Each line of the text is
   * taken as a block of its own, as list items are.
   * @param place names are introduced in the body, not in headline and summary.
   */
  settle(marked: string, place: Place = "body"): string {
    return marked
      .split("\n")
      .map((line) => {
        const called = this.#respell(line.includes(OPEN) ? this.#called(line, place) : line);
        this.#enterLine(called);
        return this.#plain(called);
      })
      .join("\n");
  }

  /** A summary, or a headline, without marks, as it would be settled; nothing of it is entered. */
  headOf(marked: string, place: "title" | "head" = "head"): string {
    return this.#heads[place](marked);
  }

  #headOf(marked: string, place: "title" | "head"): string {
    return this.#plain(this.#respell(this.#called(marked, place)));
  }

  #plain(called: string): string {
    return replaceMarks(called, ({ text }) => text, this.#marks);
  }

  /** A line in which every subject is called as its place asks. */
  #called(line: string, place: Place): string {
    if (!this.#isAnyoneNamed(line)) return line;
    let text = "";
    let at = 0;
    let topic: string | undefined;
    for (const sentence of sentencesOf(line)) {
      const start = line.indexOf(sentence, at);
      const named = new Set<string>();
      const opens = BLOCK_MARK.exec(sentence)?.[0].length ?? 0;
      const settled = replaceNames(sentence, this.#marks, (mention, begins) => {
        const called = this.#callOf(mention, place, topic, named);
        named.add(mention.subject);
        return begins === opens ? capitalised(called) : called;
      });
      text += line.slice(at, start) + settled;
      at = start + sentence.length;
      topic = named.size === 1 ? [...named][0] : undefined;
    }
    return text + line.slice(at);
  }

  #isAnyoneNamed(marked: string): boolean {
    for (let at = marked.indexOf(OPEN); at >= 0; at = marked.indexOf(OPEN, at + 1)) {
      const what = markAt(marked, at, this.#marks);
      if (what !== undefined && !isFact(what)) return true;
    }
    return false;
  }

  #callOf(
    { subject, bare, head, first, later, pronoun }: Mention,
    place: Place,
    topic: string | undefined,
    named: ReadonlySet<string>,
  ): string {
    const isClear = named.size === 0 ? topic === subject : named.size === 1 && named.has(subject);
    if (pronoun !== undefined && isClear) return pronoun;
    if (place === "title") return bare ?? head;
    if (place === "head") return head;
    if (first === later || this.#introduced.has(subject) || this.#isNamed(first)) return later;
    this.#introduced.add(subject);
    return first;
  }

  /** The marked figures of a text that are computed or stated: constants of a method are none. */
  figuresIn(marked: string): readonly FactDraft[] {
    return this.marksIn(marked).flatMap(({ draft }) => (isOfData(draft) ? [draft] : []));
  }

  /** Every marked figure of a text, in order. */
  marksIn(marked: string): readonly MarkedFigure[] {
    return this.#marksIn(marked);
  }

  facts(): readonly Fact[] {
    return this.#facts;
  }

  sentences(): readonly FactSentence[] {
    return this.#sentences;
  }

  /** Digests of the sentences that print no fact. */
  plainSentences(): readonly string[] {
    return [...this.#unmarked];
  }

  #enterLine(line: string): void {
    const isOfTable = line.startsWith("|");
    if (isOfTable && TABLE_RULE.test(line)) return;
    const row = isOfTable ? TABLE_ROW.exec(line)?.[1] : undefined;
    const bare = (row?.replaceAll(" | ", CELL) ?? line)
      .replace(BLOCK_MARK, "")
      .replaceAll(BOLD, "");
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
      const blanked = replaceMarks(sentence, enter, this.#marks);
      if (facts.length > 0) this.#sentences.push({ skeleton: skeletonDigest(blanked), facts });
      else this.#unmarked.add(digestOf(sentence, () => skeletonDigest(sentence)));
    }
  }
}

/** Sentences without figures come again from article to article. */
const MOST_DIGESTS = 5000;
const digestOf = lruCache<string>(MOST_DIGESTS);

function isFact(what: FactDraft | Mention | undefined): what is FactDraft {
  return what !== undefined && "origin" in what;
}

function markAt(
  marked: string,
  at: number,
  marks: readonly (FactDraft | Mention)[],
): FactDraft | Mention | undefined {
  return marks[marked.charCodeAt(at + 1) - FIRST];
}

/** Behind the mark that begins at a place; the end of the text for one that was cut off, so that whoever walks along the marks gets on. */
function endOfMark(marked: string, at: number): number {
  const close = marked.indexOf(CLOSE, at);
  return close < 0 ? marked.length : close + 1;
}

/** The text with its marks replaced, each by what is made of it and its place; what gives nothing stays marked. */
function replaced(
  marked: string,
  marks: readonly (FactDraft | Mention)[],
  by: (what: FactDraft | Mention, at: number) => string | undefined,
): string {
  let text = "";
  let from = 0;
  for (let at = marked.indexOf(OPEN); at >= 0; at = marked.indexOf(OPEN, from)) {
    const end = endOfMark(marked, at);
    const what = markAt(marked, at, marks);
    text += marked.slice(from, at) + ((what && by(what, at)) ?? marked.slice(at, end));
    from = end;
  }
  return text + marked.slice(from);
}

function replaceNames(
  marked: string,
  marks: readonly (FactDraft | Mention)[],
  by: (mention: Mention, at: number) => string,
): string {
  return replaced(marked, marks, (what, at) => (isFact(what) ? undefined : by(what, at)));
}

function replaceMarks(
  marked: string,
  by: (draft: FactDraft) => string,
  marks: readonly (FactDraft | Mention)[],
): string {
  return replaced(marked, marks, (what) => (isFact(what) ? by(what) : what.later));
}
