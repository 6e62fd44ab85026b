/** One thing as JSON-LD tells it. */
export type Structured = Readonly<Record<string, unknown>>;

const ESCAPES: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "\u2028": "\\u2028",
  "\u2029": "\\u2029",
};

/** JSON-LD that may stand within a script element: nothing in it can end that element or begin another. */
export function structuredText(things: readonly Structured[]): string {
  const graph = { "@context": "https://schema.org", "@graph": things };
  return JSON.stringify(graph).replace(/[<>&\u2028\u2029]/g, (sign) => ESCAPES[sign] as string);
}
