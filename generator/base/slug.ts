/** The letters and digits of a text, small and without accents, joined by hyphens: `Momentum & levels` as `momentum-levels`. */
export function slug(text: string): string {
  return joined(text.normalize("NFKD").replace(/\p{M}+/gu, ""), /[^\p{L}\p{N}]+/gu);
}

/** The same of a text's ASCII letters and digits alone: `S&P 500` as `s-p-500`. */
export function asciiSlug(text: string): string {
  return joined(text, /[^a-z0-9]+/g);
}

function joined(text: string, between: RegExp): string {
  return text.toLowerCase().replace(between, "-").replace(/^-|-$/g, "");
}
