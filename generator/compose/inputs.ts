import { digest } from "../base/digest.ts";
import type { Input } from "../measure/signal.ts";
import type { Bindables } from "../narrate/bindable/bindable.ts";
import type { Edition } from "../narrate/edition.ts";
import type { Fact } from "../articles/facts.ts";

const editions = new WeakMap<Edition, string>();

/**
 * Hash of all that an article was made from: the data that the edition's rules read (`data`), that behind the article's
 * figures, and the templates. It changes when any of them does, and only then.
 */
export function hashInputs(
  data: string,
  facts: readonly Fact[],
  templates: readonly string[],
): string {
  let text = data;
  for (const fact of facts) for (const input of fact.inputs) text += `\n${lineOf(input)}`;
  return digest(`${text}\n${templates.join("\n")}`);
}

/** Digest of what the rules of the edition read; asked for before an article is written, so that no article bears on the next. */
export function dataDigest(edition: Edition, bindables: Bindables): string {
  let known = editions.get(edition);
  if (known === undefined) {
    const data = [...bindables.values()].flatMap((each) => each.data?.(edition.view) ?? []);
    const settled = edition.view.settlements().map((each) => JSON.stringify(each));
    const all = [edition.signals.digest(), ...data, ...settled];
    editions.set(edition, (known = digest(all.join("\n"))));
  }
  return known;
}

function lineOf(input: Input): string {
  return `${input.series}|${input.from}|${input.to}|${input.common ?? ""}|${input.digest}`;
}
