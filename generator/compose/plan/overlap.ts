import type { FactDraft, Recorder } from "../print/recorder.ts";

/** So many words in a row are a turn of phrase, and tell the reader that he has read it before. */
const PHRASE = 4;

/** What a paragraph has said so far: its figures of the data, and its phrases. */
export class Said {
  readonly #recorder: Recorder;
  readonly #figures = new Set<FactDraft>();
  readonly #phrases = new Set<string>();

  constructor(recorder: Recorder, texts: readonly string[]) {
    this.#recorder = recorder;
    for (const text of texts) this.add(text);
  }

  /** Takes a marked text in. */
  add(text: string): void {
    for (const each of this.#recorder.figuresIn(text)) this.#figures.add(each);
    for (const each of phrasesOf(this.#recorder.wordsIn(text))) this.#phrases.add(each);
  }

  /** How much of a marked text was said before: each figure and each phrase counts as one. */
  overlap(text: string): number {
    return (
      this.#recorder.figuresIn(text).filter((each) => this.#figures.has(each)).length +
      phrasesOf(this.#recorder.wordsIn(text)).filter((each) => this.#phrases.has(each)).length
    );
  }
}

function phrasesOf(words: readonly string[]): string[] {
  return words.slice(PHRASE - 1).map((_, at) => words.slice(at, at + PHRASE).join(" "));
}
