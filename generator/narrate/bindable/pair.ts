import { pairsOf } from "../../measure/compute.ts";
import type { Subject } from "../../publication/catalogue.ts";
import type { Bindable, Binding, Bound, BoundNames, Declared } from "./bindable.ts";
import { unknown, type Named, type Unknown } from "./named.ts";

/** The one quantity of a pair. */
const QUANTITY = "returns";

/** Two of the names before it, each a single subject: what their returns have in common. */
export const pair: Bindable = Object.freeze({
  id: "pair",
  words: () => [],
  read: (value, { before }) => {
    if (typeof value === "string") return undefined;
    const missing = value.find((name) => !before.has(name));
    if (missing !== undefined) {
      const message = `The pair names "${missing}", which is not bound before it.`;
      return unknown(message, missing, before.keys());
    }
    const [first, second, ...more] = value;
    const other = value.find((name) => !before.get(name)?.subjects);
    if (first === undefined || second === undefined || more.length > 0)
      return unknown(`A pair is of two names, found ${value.length}.`, "", []);
    if (other === undefined) return bindingOf([first, second]);
    const single = [...before].flatMap(([name, { subjects }]) => (subjects ? [name] : []));
    return unknown(`The pair names "${other}", which is no subject.`, other, single);
  },
} satisfies Bindable);

function bindingOf(of: readonly [string, string]): Binding {
  return {
    bindable: pair,
    key: of.join("+"),
    isMany: false,
    of,
    declared: ({ catalogue, measures: { byPairSignal } }, read) =>
      read.some(({ name }) => byPairSignal.get(name)?.countsPairs) ? pairsOf(catalogue) : [],
    resolve,
    choices: (_view, before) => choices(of, before),
  };
}

function resolve(
  [binding = "", quantity = "", name = ""]: readonly string[],
  { measures: { pairSignals } }: Declared,
): Named | Unknown {
  const text = [binding, quantity, name].filter((part) => part !== "").join(".");
  if (quantity !== QUANTITY)
    return unknown(`"${text}": a pair has no "${quantity}".`, quantity, [QUANTITY]);
  const declared = pairSignals.get(name);
  if (!declared) return unknown(`"${text}" is not a signal of a pair.`, name, pairSignals.keys());
  return { kind: "signal", binding, quantity, name: declared.name, type: declared.type };
}

function choices(of: readonly [string, string], before: BoundNames): Bound[] {
  const [first, second] = of.map((name) => before.get(name)?.subject);
  return first && second ? [boundOf(first, second)] : [];
}

function boundOf(first: Subject, second: Subject): Bound {
  return {
    bindable: pair,
    id: undefined,
    name: "",
    subjects: [first.id, second.id],
    seriesOf: () => [`${first.id}.close`, `${second.id}.close`],
    outcome: ({ name }, signals) => signals.readPair(first.id, second.id, name),
    value: () => undefined,
    print: () => undefined,
  };
}
