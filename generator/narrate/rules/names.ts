import type { Bindables, Binding, ForContext, ForValue, Nameable } from "../bindable/bindable.ts";
import { unknown, type Named, type Unknown } from "../bindable/named.ts";

const EDITION_NAMES = ["date", "cutoff", "weekday"] as const;

/** Resolves a path of a rule or template against what its head is bound to. */
export function resolve(path: readonly string[], nameable: Nameable): Named | Unknown {
  const { bindings } = nameable;
  const [head = "", second = "", third, ...rest] = path;
  const text = path.join(".");
  if (head === "edition" && third === undefined) {
    return (EDITION_NAMES as readonly string[]).includes(second)
      ? { kind: "edition", name: second }
      : unknown(`"${text}" is not known of an edition.`, second, EDITION_NAMES);
  }
  const binding = bindings.get(head);
  if (!binding)
    return unknown(`"${text}" starts with "${head}", which \`for\` does not bind.`, head, [
      ...bindings.keys(),
      "edition",
    ]);
  if (rest.length > 0) {
    return {
      kind: "unknown",
      message: `"${text}" has ${path.length} parts.`,
      advice: "Expected binding.quantity.signal.",
    };
  }
  return binding.resolve(path, nameable);
}

/** Reads one value of `for:`. */
export function bindingOf(
  value: ForValue,
  bindables: Bindables,
  context: ForContext,
): Binding | Unknown {
  for (const bindable of bindables.values()) {
    const binding = bindable.read(value, context);
    if (binding !== undefined) return binding;
  }
  const words = [...bindables.values()].flatMap((each) => [...each.words(context.catalogue)]);
  const said = typeof value === "string" ? value : value.join(", ");
  return unknown(`"${said}" is neither a kind nor a declared subject.`, said, words);
}
