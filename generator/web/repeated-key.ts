/**
 * The first key that an object of the JSON text holds twice, as written between its quotes. `JSON.parse` keeps the last
 * of them without a word. The text must be valid JSON.
 */
export function repeatedKey(json: string): string | undefined {
  const open: (Set<string> | undefined)[] = [];
  const token = /"((?:[^"\\]|\\.)*)"(\s*:)?|[{}[\]]/g;
  for (let match = token.exec(json); match !== null; match = token.exec(json)) {
    const [whole, text, colon] = match;
    if (whole === "{") open.push(new Set());
    else if (whole === "[") open.push(undefined);
    else if (whole === "}" || whole === "]") open.pop();
    else if (colon !== undefined && text !== undefined) {
      const keys = open.at(-1);
      const key = text.includes("\\") ? (JSON.parse(`"${text}"`) as string) : text;
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
  }
  return undefined;
}
