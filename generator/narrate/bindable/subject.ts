import { memoize, weakMemoize } from "../../base/memo.ts";
import type { Catalogue, Subject } from "../../publication/catalogue.ts";
import { isOf, isToldAs } from "../../publication/kinds.ts";
import type { QuantityClass } from "../../publication/quantities.ts";
import type { Bindable, Binding, Bound, Declared } from "./bindable.ts";
import { unknown, type Named, type Unknown } from "./named.ts";

/** Names of a subject that a text prints: `called` in full the first time, `its` and `it` as a pronoun where no other is meant. */
const NAMES = ["name", "called", "its", "it"] as const;

/**
 * Words of a subject that the language gives. By its calendar: `day` and `days`, as its periods are called; `place` and `stocks`,
 * where its exchange is and what is traded there. By its kind: `unit`, what one of it is
 * ("a share"); `closes`, what its daily prices are; `beside`, what it is compared with beside it ("the market"); `quoted`, why sources
 * give several prices of it.
 */
const WORDS = ["day", "days", "place", "stocks", "unit", "closes", "beside", "quoted"] as const;
/** The kinds of all subjects of the publication, for conditions: what it never speaks of is not named beside another. */
const COVERED = "covered";
const OWN = ["id", "kind", "symbol", "proxy", "fund", "calendar", COVERED] as const;
const TEXTS = [...OWN, ...NAMES, ...WORDS] as const;

export type NameForm = (typeof NAMES)[number];
export type SubjectWord = (typeof WORDS)[number];

/** Whether a text of a subject is what the subject is called. */
export function isName(name: string): name is NameForm {
  return (NAMES as readonly string[]).includes(name);
}

/** Whether a text of a subject is a word that the language gives. */
export function isWord(name: string): name is SubjectWord {
  return (WORDS as readonly string[]).includes(name);
}

/** A subject: a single one by its id, each of a kind and of the kinds below it, or each of several of these. */
export const subject: Bindable = Object.freeze({
  id: "subject",
  words: ({ kinds, subjects }) => [...kinds.keys(), ...subjects.keys()],
  read: (value, { catalogue: { kinds, subjects }, before }) => {
    if (typeof value === "string") {
      if (kinds.has(value)) return bindingOf(value, true);
      return subjects.has(value) ? bindingOf(value, false) : undefined;
    }
    // A name that stands before it is one of a pair, whether or not the other is bound.
    const isOne = (word: string): boolean =>
      !before.has(word) && (kinds.has(word) || subjects.has(word));
    return value.every(isOne) ? bindingOf(value.join(OR), true) : undefined;
  },
} satisfies Bindable);

/** Between several kinds or subjects in what `for:` says. */
const OR = "|";

function bindingOf(key: string, isMany: boolean): Binding {
  return {
    bindable: subject,
    key,
    isMany,
    ...(isMany ? {} : { only: key }),
    subjects: (catalogue) => meaningsIn(catalogue)(key).subjects,
    declared: ({ catalogue }, read) =>
      read.some((named) => named.kind === "text" && named.name === COVERED)
        ? coveredIn(catalogue)
        : [],
    resolve: (path, declared) => resolve(path, key, declared),
    choices: ({ catalogue }) => meaningsIn(catalogue)(key).bound,
  };
}

function resolve(
  [binding = "", second = "", name]: readonly string[],
  key: string,
  { catalogue, measures: { signals } }: Declared,
): Named | Unknown {
  if (name === undefined) {
    if ((TEXTS as readonly string[]).includes(second))
      return { kind: "text", binding, name: second };
    const message = `"${binding}.${second}" is not known of a subject.`;
    return unknown(message, second, [...TEXTS, ...catalogue.quantities.keys()]);
  }
  const text = `${binding}.${second}.${name}`;
  const { quantities } = meaningsIn(catalogue)(key);
  if (!quantities.has(second))
    return unknown(`"${text}": no ${key} has the quantity "${second}".`, second, quantities);
  const declared = signals.get(name);
  if (!declared) return unknown(`"${text}": there is no signal "${name}".`, name, signals.keys());
  const measured = catalogue.quantities.get(second)?.class;
  const isMeasured = (classes: readonly QuantityClass[]): boolean =>
    measured !== undefined && classes.includes(measured);
  if (isMeasured(declared.classes))
    return { kind: "signal", binding, quantity: second, name, type: declared.type };
  const message = `"${text}": the signal "${name}" is not measured of "${second}" (a ${measured}).`;
  const fitting = [...signals.values()].filter(({ classes }) => isMeasured(classes));
  return unknown(
    message,
    name,
    fitting.map((each) => each.name),
  );
}

/** What a value of `for:` stands for in a catalogue. */
interface Meaning {
  readonly subjects: readonly Subject[];
  readonly bound: readonly Bound[];
  /** Those declared for any of the subjects, and those that may be named of the kind in any case. */
  readonly quantities: ReadonlySet<string>;
}

/** By value of `for:`: every name of every template asks. */
const meaningsIn = weakMemoize((catalogue: Catalogue) =>
  memoize((key: string) => find(key, catalogue)),
);

/** The kinds of all subjects. */
const coveredIn = weakMemoize(({ subjects }: Catalogue): string =>
  [...new Set(subjects.values().map(({ kind }) => kind))].join(" "),
);

function find(key: string, catalogue: Catalogue): Meaning {
  const { kinds, subjects: all, series } = catalogue;
  const words = key.split(OR);
  const subjects = [...all.values()].filter(({ id, kind }) =>
    words.some((word) => (kinds.has(word) ? isToldAs(kind, word, kinds) : id === word)),
  );
  const related = [...kinds.keys()].filter((kind) =>
    words.some((word) => kinds.has(word) && (isOf(kind, word, kinds) || isOf(word, kind, kinds))),
  );
  const ids = new Set(subjects.map(({ id }) => id));
  const measured = [...series.values()].flatMap(({ id, secondOf }) => {
    const [of = "", quantity = ""] = id.split(".");
    return secondOf === undefined && ids.has(of) ? [quantity] : [];
  });
  const named = related.flatMap((kind) => kinds.get(kind)?.quantities ?? []);
  const bound = subjects.map((each) => boundOf(each, coveredIn(catalogue)));
  return { subjects, bound, quantities: new Set([...named, ...measured]) };
}

function boundOf(its: Subject, covered: string): Bound {
  const { id } = its;
  return {
    bindable: subject,
    id,
    name: its.name,
    subject: its,
    subjects: [id],
    seriesOf: (quantity) => [`${id}.${quantity}`],
    outcome: ({ quantity, name }, signals) => signals.read(id, quantity, name),
    value: (name) => textOf(its, name, covered),
    print: (name) => textOf(its, name, covered),
  };
}

/** A text of a subject; its name where it has no stand-in or fund. A word of the language is no text that a rule could compare. */
function textOf(its: Subject, name: string, covered: string): string | undefined {
  if (isWord(name)) return undefined;
  if (name === COVERED) return covered;
  if (name === "proxy" || name === "fund") return its[name] ?? its.name;
  return isName(name) ? its.name : its[name as "id" | "kind" | "symbol" | "calendar"];
}
