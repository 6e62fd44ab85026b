import type { Span } from "../reading/block.ts";
import type { Figure } from "../figures/figure.ts";
import type { Lexicon } from "../figures/lexicon.ts";
import { tokensOf, type Token } from "../figures/tokens.ts";
import type { Role, RoleFinder } from "./roles.ts";

/** A phrase of a text that says something for the binding of its figures. */
export interface Mark extends Span {
  readonly role: Role;
  readonly word: string;
}

/** What a text says besides its figures: its marks in order, and its names of what is not known. */
export interface Marks {
  readonly marks: readonly Mark[];
  /** Names with a capital that are of no known subject. */
  readonly strangers: readonly Span[];
  /** Words of nothing known that open a sentence: a name, or not. */
  readonly openers: readonly Span[];
  readonly tokens: readonly Token[];
}

/** Words with a capital that are no names, wherever they stand. */
const SENTENCE_START = /(?:^|[.!?:]["”’)]?\s+|["“(•|]\s*)$/u;

/** @param figures those of the text: what lies within one is no phrase. */
export function marksOf(
  text: string,
  figures: readonly Figure[],
  find: RoleFinder,
  lexicon: Lexicon,
): Marks {
  const tokens = tokensOf(text);
  const marks: Mark[] = [];
  const strangers: Span[] = [];
  const openers: Span[] = [];
  let figure = 0;
  for (let at = 0; at < tokens.length;) {
    const token = tokens[at]!;
    while (figure < figures.length && figures[figure]!.end <= token.start) figure++;
    const isInside = figures[figure] !== undefined && figures[figure]!.start < token.end;
    const found = isInside && token.kind !== "word" ? undefined : find(tokens, at);
    const end = found && tokens[found.next - 1]!.end;
    if (found && end !== undefined) {
      const word = text.slice(token.start, end);
      const roles = found.value.filter((role) => isWritten(role, word, isInside));
      for (const role of roles) marks.push({ start: token.start, end, word, role });
      if (roles.length > 0) {
        at = found.next;
        continue;
      }
    }
    if (!isInside && isCapital(token, lexicon)) {
      const opens = SENTENCE_START.test(text.slice(Math.max(0, token.start - 12), token.start));
      (opens ? openers : strangers).push({ start: token.start, end: token.end });
    }
    at++;
  }
  return { marks, strangers, openers, tokens };
}

/** A symbol is one in capitals only, and a name that is a common word as well keeps its capital: "Strategy", not "strategy". */
function isWritten(role: Role, word: string, isInside: boolean): boolean {
  if (role.kind !== "subject") return !isInside || role.kind === "ordinal";
  const { name } = role;
  if (name === name.toUpperCase()) return word === name || /[&/]/.test(name);
  if (name.includes(" ") || name[0] === name[0]!.toLowerCase()) return true;
  return word[0] === word[0]!.toUpperCase();
}

/** A word with a capital that is no month. */
function isCapital({ kind, text, key }: Token, { months }: Lexicon): boolean {
  return kind === "word" && text.length > 1 && text[0] !== key[0] && !months.has(key);
}
