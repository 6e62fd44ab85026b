import type { Values } from "../../generator/narrate/templates/renderer.ts";

/** The values of a text as Handlebars itself wants them: each part of a path within the one before it. */
export function nested(values: Values): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [path, value] of values) {
    const parts = path.split(".");
    let at = root;
    for (const part of parts.slice(0, -1)) at = (at[part] ??= {}) as Record<string, unknown>;
    at[parts.at(-1)!] = path === "all" ? (value as Values[]).map(nested) : value;
  }
  return root;
}
