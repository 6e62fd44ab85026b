/** Neither a letter nor a digit may stand before a name. */
const BEFORE = "(?<![\\p{L}\\p{N}])";
/** Ends a name: no letter or digit, nor a separator that carries its number on ("S&P 500,000"). */
const END = "(?![\\p{L}\\p{N}]|[.,]\\p{N})";

/** A name as it stands in a text. */
export interface FoundName {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Finds names in a text, in order; none overlaps another. */
export type NameFinder = (text: string) => FoundName[];

/**
 * Finds names as whole words in any case, the longest where several begin at one place; a space in a name stands for any single white space.
 * @returns undefined for no names.
 */
export function nameFinder(names: readonly string[]): NameFinder | undefined {
  const alternatives = names
    .filter((name) => name.trim() !== "")
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.split(" ").map(RegExp.escape).join("\\s"))
    .join("|");
  if (alternatives === "") return undefined;
  // What is a letter takes a millisecond to compile, and each article has names of its own: theirs are looked for without it.
  const anywhere = new RegExp(alternatives, "giu");
  let bounded: ReturnType<typeof matcherOf> | undefined;
  const nameAt = (text: string, { 0: longest, index }: RegExpExecArray): string | undefined => {
    if (begins(text, index) === undefined) return undefined;
    if (ends(text, index + longest.length) !== undefined) return longest;
    // A shorter name may end where the longest goes on.
    bounded ??= matcherOf(`${BEFORE}(?:${alternatives})${END}`);
    return bounded(text, index);
  };
  return (text) => {
    const found: FoundName[] = [];
    anywhere.lastIndex = 0;
    for (let match = anywhere.exec(text); match; match = anywhere.exec(text)) {
      const start = match.index;
      const name = nameAt(text, match);
      const next = text.codePointAt(start)! > 0xffff ? 2 : 1;
      anywhere.lastIndex = start + (name?.length ?? next);
      if (name !== undefined) found.push({ name, start, end: anywhere.lastIndex });
    }
    return found;
  };
}

/** What a pattern matches of a text at a place. */
function matcherOf(source: string): (text: string, at: number) => string | undefined {
  const pattern = new RegExp(source, "iuy");
  return (text, at) => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
}

const [begins, ends] = [matcherOf(BEFORE), matcherOf(END)];

const ADDRESS = /https?:\/\/[^\s<>]+/gi;

/** The text with names and web addresses made unreadable, at the same length: what they hold is no figure. */
export function maskNames(text: string, find: NameFinder | undefined): string {
  let masked = "";
  let at = 0;
  for (const { name, start, end } of find?.(text) ?? []) {
    masked += text.slice(at, start) + unreadable(name);
    at = end;
  }
  masked += text.slice(at);
  return masked.includes("://") ? masked.replace(ADDRESS, unreadable) : masked;
}

/** No letter, digit or mark that could begin or end a figure. */
function unreadable(text: string): string {
  return "_".repeat(text.length);
}
