import { distance } from "fastest-levenshtein";

/** The candidate closest to `name` by edit distance, or undefined where none is close enough to be a slip of the pen. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 2)) + 1;
  for (const candidate of candidates) {
    const found = distance(name.toLowerCase(), candidate.toLowerCase());
    if (found < bestDistance) [best, bestDistance] = [candidate, found];
  }
  return best;
}

/** `Did you mean "x"?`, or the list of what is valid where nothing is close. */
export function suggestion(name: string, candidates: Iterable<string>): string {
  const all = [...candidates];
  const close = nearest(name, all);
  if (close !== undefined) return `Did you mean "${close}"?`;
  const shown = all.slice(0, 12).join(", ");
  return all.length === 0 ? "None is declared." : `Valid: ${shown}${all.length > 12 ? ", …" : ""}.`;
}
