import type { Fact } from "../../articles/facts.ts";
import type { Figure } from "../figures/figure.ts";
import type { Statement } from "./statements.ts";
import { DIRECTIONS, type Direction, type FigureVocabulary } from "../figures/vocabulary.ts";
import type { Span } from "./block.ts";
import { wordFinder, type FoundWord, type WordFinder } from "./word-finder.ts";

/** A word that says which way a figure points. */
export interface Pointer {
  readonly word: string;
  readonly direction: Direction;
  /** Where it stands in the block. */
  readonly at: Span;
}

/**
 * The word that gives a figure its direction: the one directly before it ("up 2.1%"), else one within two words after it
 * ("a 2.1% rise", "3.0% below the close"), else the nearest before it in its clause. A negation before the word turns it.
 */
export type PointerReader = (statement: Statement, figure: Figure) => Pointer | undefined;

/** "did not rise" points down. */
const OPPOSITE = { up: "down", down: "up", flat: undefined } as const;
/** What may stand between a negation and the word that it turns: at most two words. */
const TURNED = /^(?:\s+\p{L}+){0,2}\s+$/u;
/** How far before a figure its verb is looked for, in characters. */
const REACH = 240;
/** What may stand between a figure and the word after it: a unit and one more word. */
const BETWEEN = /^(?:[\s-]+[\p{L}]+){0,2}[\s-]+$/u;
const CLAUSE_END = ";";
const MINUS = /^[-−]/;

export function pointerReader({ directions, negations }: FigureVocabulary): PointerReader {
  const negated = wordFinder(negations);
  const before = pointerFinder((direction) => directions[direction].before);
  const after = pointerFinder((direction) => directions[direction].after);
  return ({ block, start, end }, figure) => {
    const from = Math.max(start, figure.start - REACH);
    const lead = block.text.slice(from, figure.start);
    const clause = from + lead.lastIndexOf(CLAUSE_END) + 1;
    const within = block.text.slice(clause, figure.start);
    const found = before(within).at(-1);
    const ahead = found && turned(found, within, negated, clause);
    if (found && /^\s*(?:of\s+)?$/.test(within.slice(found.end))) return ahead;
    const rest = block.text.slice(figure.end, Math.min(end, figure.end + REACH));
    const [behind] = after(rest);
    if (!behind || !BETWEEN.test(rest.slice(0, behind.start))) return ahead;
    return { ...behind, at: { start: figure.end + behind.start, end: figure.end + behind.end } };
  };
}

type Pointing = Omit<Pointer, "at"> & FoundWord;

/** The word as it points with a negation before it; undefined where it then says nothing. */
function turned(
  found: Pointing,
  lead: string,
  negated: WordFinder,
  offset: number,
): Pointer | undefined {
  const negation = negated(lead.slice(0, found.start)).at(-1);
  const isTurned = negation && TURNED.test(lead.slice(negation.end, found.start));
  const start = isTurned ? negation.start : found.start;
  const direction = isTurned ? OPPOSITE[found.direction] : found.direction;
  const at = { start: offset + start, end: offset + found.end };
  return direction && { word: lead.slice(start, found.end), direction, at };
}

function pointerFinder(
  wordsOf: (direction: Direction) => readonly string[],
): (text: string) => Pointing[] {
  const directions = new Map(
    DIRECTIONS.flatMap((direction) =>
      wordsOf(direction).map((word): [string, Direction] => [word.toLowerCase(), direction]),
    ),
  );
  const find = wordFinder(directions.keys());
  return (text) =>
    find(text).map((found) => ({ ...found, direction: directions.get(found.key) as Direction }));
}

/**
 * Which way a figure has to point to stand for a fact; undefined where it points no way. A fact printed with its sign
 * points its way where the text leaves the sign out.
 */
export function directionOf(fact: Fact, figure: Figure): Direction | undefined {
  if (figure.sign !== 0) return undefined;
  if (fact.direction !== "none") return fact.direction;
  if (fact.text.startsWith("+")) return "up";
  return MINUS.test(fact.text) ? "down" : undefined;
}

/** Whether the minus of a fact is lost: the text prints neither it nor a word that points down. */
export function losesSign(fact: Fact, figure: Figure, pointer: Pointer | undefined): boolean {
  return figure.sign === 0 && MINUS.test(fact.text) && pointer?.direction !== "down";
}
