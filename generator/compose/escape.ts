const MARKDOWN = /[\\`*_{}[\]<>#|~]|&(?=#?\w+;)/g;
/** Most names are letters, digits and little else. */
const PLAIN = /^[\p{L}\p{N} .,:;/()'’-]*$/u;
const ESCAPED = /\\([\\`*_{}[\]<>#|~&])/g;

/** Text from a source or the catalogue as Markdown text: no character of it is markup. */
export function escapeMarkdown(text: string): string {
  if (PLAIN.test(text)) return text;
  return text.replace(/[\r\n]+/g, " ").replace(MARKDOWN, "\\$&");
}

/** Plain text again, for the front matter. */
export function unescapeMarkdown(text: string): string {
  return text.replace(ESCAPED, "$1");
}
