import type { Recorder } from "./recorder.ts";

/** So many words in a row are a turn of phrase, and tell the reader that he has read it before. */
const PHRASE = 4;

/** How much of a marked text another has said before: each figure of the data that both print, and each phrase that both have. */
export function overlap(text: string, said: string, recorder: Recorder): number {
  const figures = new Set(recorder.figuresIn(said));
  const phrases = new Set(phrasesOf(recorder.wordsIn(said)));
  return (
    recorder.figuresIn(text).filter((each) => figures.has(each)).length +
    phrasesOf(recorder.wordsIn(text)).filter((each) => phrases.has(each)).length
  );
}

function phrasesOf(words: readonly string[]): string[] {
  return words.slice(PHRASE - 1).map((_, at) => words.slice(at, at + PHRASE).join(" "));
}
