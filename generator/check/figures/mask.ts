/** Ends a name: no letter or digit, nor a separator that carries its number on ("S&P 500,000"). */
const END = "(?![\\p{L}\\p{N}]|[.,]\\p{N})";

/** Finds names as whole words in any case; a space in a name stands for any single white space. */
export function namePattern(names: readonly string[]): RegExp | undefined {
  const alternatives = names
    .filter((name) => name.trim() !== "")
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.split(" ").map(RegExp.escape).join("\\s"));
  if (alternatives.length === 0) return undefined;
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join("|")})${END}`, "giu");
}

const ADDRESS = /https?:\/\/[^\s<>]+/gi;

/** The text with names and web addresses made unreadable, at the same length: what they hold is no figure. */
export function maskNames(text: string, names: RegExp | undefined): string {
  const masked = names ? text.replace(names, unreadable) : text;
  return masked.includes("://") ? masked.replace(ADDRESS, unreadable) : masked;
}

/** No letter, digit or mark that could begin or end a figure. */
function unreadable(text: string): string {
  return "_".repeat(text.length);
}
