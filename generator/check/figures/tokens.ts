/** A piece of text: a word, a run of digits, another numeral such as ½ or ², white space, or a mark. */
export interface Token {
  readonly kind: "word" | "digits" | "numeral" | "space" | "mark";
  readonly text: string;
  /** Lower case, for words; the text itself otherwise. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN = /(\p{L}[\p{L}\p{M}]*)|(\p{Nd}+)|(\p{No})|(\s+)|./gsu;

/** Cuts a text into tokens without a gap, in one pass. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const [piece, word, digits, numeral, space] = match;
    const kind = word ? "word" : digits ? "digits" : numeral ? "numeral" : space ? "space" : "mark";
    const start = match.index;
    const key = kind === "word" ? piece.toLowerCase() : piece;
    tokens.push({ kind, text: piece, key, start, end: start + piece.length });
  }
  return tokens;
}

/** The token at a place is this mark. */
export function isMark(token: Token | undefined, text: string): boolean {
  return token?.kind === "mark" && token.text === text;
}

/** Where the next token begins behind one space or hyphen; the place itself where neither stands there. */
export function behindGap(tokens: readonly Token[], at: number): number {
  const token = tokens[at];
  return token?.kind === "space" || isMark(token, "-") ? at + 1 : at;
}
