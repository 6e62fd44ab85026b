import { alignment } from "./alignment.ts";

/** A stretch of a text: from `start` to before `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A stretch that links to another site. */
export interface Link extends Span {
  readonly to: string;
}

/** The text of one paragraph, heading, table row or front-matter value as a reader sees it. */
export interface Block {
  /** Without markup and invisible characters; runs of white space are one space. */
  readonly text: string;
  readonly links: readonly Link[];
  /** It stands in a block quote. */
  readonly isQuote: boolean;
  readonly isHeading?: boolean;
  /** Number of the list that it is an item of. */
  readonly list?: number;
  /** Of a row in a table: its cells, each behind the names of its row and column. */
  readonly cells?: readonly Block[];
  /** Of a row in a table: what its cells hold, as they stand there. */
  readonly row?: readonly string[];
  /** Offset in the file of a character of the text. */
  offsetOf(index: number): number;
}

/** A stretch of the file that a piece of text was parsed from. */
export interface Origin {
  readonly offset: number;
  readonly source: string;
}

interface Run extends Span {
  readonly origin: () => Origin;
  places: Uint32Array | undefined;
}

/**
 * Characters that no reader sees and that would tear a figure apart: soft hyphens, joiners, zero-width spaces, and accents on
 * what is no letter.
 */
const INVISIBLE = /\p{DI}+|(?<=[\p{N}\p{P}\p{S}\p{DI}])\p{M}+/gu;
const BEYOND_ASCII = /[^\0-\x7F]/;
const SPACES = /[ \t\r\n\f\v]+/g;

/** Puts a block together from the runs of text within it. */
export class BlockBuilder {
  readonly #runs: Run[] = [];
  readonly #links: Link[] = [];
  #text = "";

  /**
   * Adds a run; `origin` is asked for only where a place within it is.
   * @param link the site that it leads to, if any.
   */
  add(value: string, origin: () => Origin, link?: string): void {
    const visible = BEYOND_ASCII.test(value) ? value.replace(INVISIBLE, "") : value;
    let shown = visible.replace(SPACES, " ");
    if (this.#text.endsWith(" ") && shown.startsWith(" ")) shown = shown.slice(1);
    const start = this.#text.length;
    this.#text += shown;
    const end = this.#text.length;
    if (end === start) return;
    this.#runs.push({ start, end, origin, places: undefined });
    if (link !== undefined) this.#links.push({ start, end, to: link });
  }

  build(isQuote = false, list?: number, isHeading = false): Block {
    const text = this.#text;
    const runs = this.#runs;
    return {
      text,
      links: this.#links,
      isQuote,
      ...(list === undefined ? {} : { list }),
      ...(isHeading ? { isHeading } : {}),
      offsetOf: (index) => offsetIn(runs, text, index),
    };
  }
}

function offsetIn(runs: readonly Run[], text: string, index: number): number {
  const run = runs.findLast((each) => each.start <= index);
  if (!run) return 0;
  const { offset, source } = run.origin();
  run.places ??= alignment(text.slice(run.start, run.end), source);
  return offset + (run.places[Math.min(index, run.end - 1) - run.start] ?? 0);
}
