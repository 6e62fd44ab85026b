/** Fields of a report (RFC 3464, RFC 5965), by their names in lower case. */
export type Fields = ReadonlyMap<string, string>;

/** Groups of fields, with empty lines between them; a value that goes on in the next line is put together. */
export function fieldGroups(text: string): readonly Fields[] {
  return text
    .replaceAll("\r\n", "\n")
    .replace(/\n[ \t]+(?=\S)/g, " ")
    .split(/\n[ \t]*\n/)
    .map((group) => new Map(group.split("\n").flatMap(fieldOf)))
    .filter((fields) => fields.size > 0);
}

function fieldOf(line: string): [string, string][] {
  const [, name, value] = /^([\w-]+)[ \t]*:[ \t]*(.*)$/.exec(line) ?? [];
  return name === undefined || value === undefined ? [] : [[name.toLowerCase(), value.trim()]];
}

/** The address of `rfc822; <a@example.org>`. */
export function addressIn(value: string | undefined): string | undefined {
  return /(?:^|;)\s*<?([^<>;\s]+@[^<>;\s]+)>?/.exec(value ?? "")?.[1];
}
