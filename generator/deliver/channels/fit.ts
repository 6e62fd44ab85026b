import type { Message, Post, Writing } from "../../newsroom/channel.ts";
import { sentencesOf } from "../../base/sentences.ts";

/** How a channel counts, and what it allows. */
export interface Limit {
  /** Most of it in one message. */
  readonly of: number;
  /** Length of a text as readers see it. */
  measure(text: string): number;
}

/** What a message is made of. */
interface Parts {
  readonly title: string;
  readonly rest: readonly string[];
  /** The address as it stands in the message. */
  readonly link: string;
}

/** What a post says: its title and summary; of a correction or a withdrawal the notice and the title. */
export function partsOf(
  { title, summary, notice, url }: Post,
  link = url,
  written = (text: string): string => text,
): Parts {
  const said = notice === undefined ? [title, summary] : [notice, title];
  const [first = "", ...rest] = said.map((text) => written(text.replace(/\s+/g, " ").trim()));
  return { title: first, rest, link };
}

/** Whether there is a card to go along with a post: corrections have none. */
export function bearsCard({ kind, card }: Post): boolean {
  return kind === "post" && card !== undefined;
}

type FiguresOf = Writing["figuresOf"];

const segments = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Characters as people count them. */
export function graphemes(text: string): number {
  let count = 0;
  for (const _ of segments.segment(text)) count++;
  return count;
}

/** Stands where a text goes on in the next message, or ends before its end. */
const CUT = "…";
const GAP = "\n\n";

/**
 * Puts title, summary and address into as few messages as hold them, no word of them left out: the first has the title and the address,
 * those after it what there was no room for. Sentences are kept whole where one fits a message, words else; a figure is never cut.
 * A limit below three times the length of the address cannot be kept.
 */
export function threadOf(
  { title, rest, link }: Parts,
  limit: Limit,
  figuresOf: FiguresOf,
): string[] {
  const fits = (text: string): boolean => limit.measure(text) <= limit.of;
  const whole = [title, ...rest, link].join(GAP);
  if (fits(whole)) return [whole];
  const [head = "", ...more] = piecesOf(title, (text) => fits(text + GAP + link), figuresOf);
  const messages: string[] = [];
  let body = head;
  const end = (): string => (messages.length === 0 ? GAP + link : "");
  const add = (piece: string, gap: string): void => {
    const joined = body === "" ? piece : body + gap + piece;
    if (fits(joined + end())) body = joined;
    else {
      messages.push(body + end());
      body = piece;
    }
  };
  for (const piece of more) add(piece, " ");
  for (const paragraph of rest)
    for (const [at, sentence] of sentencesOf(paragraph).entries())
      for (const [part, piece] of piecesOf(sentence, fits, figuresOf).entries())
        add(piece, at === 0 && part === 0 ? GAP : " ");
  messages.push(body + end());
  return messages;
}

/** The same as a single message: sentences for which there is no room are left to the page. */
export function messageOf(
  parts: Parts,
  limit: Limit,
  figuresOf: FiguresOf,
): Required<Pick<Message, "text" | "length">> {
  const text = threadOf(parts, limit, figuresOf)[0]!;
  return { text, length: { is: limit.measure(text), of: limit.of } };
}

/** A text in pieces that fit, each but the last ending, and each but the first beginning, with an ellipsis. */
function piecesOf(text: string, fits: (text: string) => boolean, figuresOf: FiguresOf): string[] {
  const pieces: string[] = [];
  let left = text;
  while (!fits(left)) {
    const at = cutOf(left, fits, figuresOf);
    // What is one figure from end to end, and too long, is left out rather than cut.
    pieces.push(left.slice(0, at).trimEnd() + CUT);
    const next = CUT + left.slice(at).trimStart();
    if (at === 0 || next.length >= left.length) return pieces;
    left = next;
  }
  return [...pieces, left];
}

/** The last place at which a text may be cut so that what stands before it fits: between words, or else between characters; 0 where there is none. */
function cutOf(text: string, fits: (text: string) => boolean, figuresOf: FiguresOf): number {
  const figures = figuresOf(text);
  const isFree = (at: number): boolean =>
    at > CUT.length && figures.every(({ start, end }) => at <= start || at >= end);
  const places: { readonly at: number; readonly isGap: boolean }[] = [];
  for (const { index, segment } of segments.segment(text)) {
    if (index > 0 && !fits(text.slice(0, index).trimEnd() + CUT)) break;
    if (isFree(index)) places.push({ at: index, isGap: /^\s/u.test(segment) });
  }
  return (places.findLast(({ isGap }) => isGap) ?? places.at(-1))?.at ?? 0;
}
