/** Puts values in the place of their names in braces; a name without a value stays as it stands. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  let text = "";
  let from = 0;
  for (let at = template.indexOf("{"); at >= 0; at = template.indexOf("{", at + 1)) {
    const end = template.indexOf("}", at);
    const value = end < 0 ? undefined : values[template.slice(at + 1, end)];
    if (value === undefined) continue;
    text += template.slice(from, at) + value;
    from = end + 1;
    at = end;
  }
  return text + template.slice(from);
}

/** Whether an id matches a pattern in which `*` stands for anything; every other character stands for itself. */
export function matches(glob: string, id: string): boolean {
  const pattern = glob.split("*").map(RegExp.escape).join(".*");
  return new RegExp(`^${pattern}$`).test(id);
}

/** A sentence with a capital; a name that keeps its small letter, such as "iShares", does so here too. */
export function capitalised(sentence: string): string {
  // Most sentences begin with one already.
  const first = sentence.charCodeAt(0);
  if (first >= 65 && first <= 90) return sentence;
  return /^\p{Ll}\p{Lu}/u.test(sentence)
    ? sentence
    : sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

const SPEAKS = /[\p{L}\p{N}]/u;

/** Words of a text: runs of characters between white space that hold a letter or a digit. */
export function countWords(text: string): number {
  return text.split(/\s+/).filter((each) => SPEAKS.test(each)).length;
}

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

/** C0 but for tab and line feed, C1, and marks that turn the direction of writing: they steer a terminal and hide what stands there. */
// oxlint-disable-next-line no-control-regex -- these are what is looked for
const STEERING = /[\0-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text as it may go to a terminal: whoever wrote a part of it cannot steer that. */
export function withoutSteering(text: string): string {
  return text.replace(STEERING, "");
}

/** JSON in which such characters stand as escapes. */
export function inertJson(value: unknown): string {
  return JSON.stringify(value).replace(
    STEERING,
    (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
