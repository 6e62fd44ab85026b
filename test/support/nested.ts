import type { Values } from "../../generator/narrate/templates/renderer.ts";

/**
 * The values of a text as Handlebars itself wants them: each part of a path within the one before it.
 * @param made what was made before: the values that a list is told with may be those of one of its items.
 */
export function nested(
  values: Values,
  made = new Map<Values, Record<string, unknown>>(),
): Record<string, unknown> {
  const known = made.get(values);
  if (known) return known;
  const root: Record<string, unknown> = {};
  made.set(values, root);
  for (const [path, value] of values) {
    const parts = path.split(".");
    let at = root;
    for (const part of parts.slice(0, -1)) at = (at[part] ??= {}) as Record<string, unknown>;
    at[parts.at(-1)!] =
      path === "all" ? (value as Values[]).map((item) => nested(item, made)) : value;
  }
  return root;
}
