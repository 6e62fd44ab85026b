import { digest } from "../../base/digest.ts";
import { weakMemoize } from "../../base/memo.ts";
import { seriesRead, seriesReadOfPair } from "../../measure/compute.ts";
import {
  declaredIn,
  type Catalogue,
  type Series,
  type Subject,
} from "../../publication/catalogue.ts";
import { storedOf } from "../../store/archive.ts";
import type { Binding, Declared } from "../bindable/bindable.ts";
import type { NamedSignal } from "../bindable/named.ts";
import type { Narrative } from "../narrative.ts";
import { isRead } from "./pool.ts";
import { targetsOf } from "./target.ts";

/** What a record may follow from, besides the program and the rule itself. */
export interface Reads {
  /** Names of its data: stored series, and what its bindings are stated by (`statedName`). */
  readonly names: readonly string[];
  /** Ids of those of them that are stored series. */
  readonly stored: readonly string[];
  /** Ids of its series, with those that they are derived from. */
  readonly series: readonly string[];
  /** What is declared of all of it, as digests. */
  readonly declared: readonly string[];
}

/** What the record of a rule may follow from: the subjects that it can bind, whose past is read, what it names of them, and what else it is about. */
export function readsOf({ bindings, when, evidence }: Narrative, declared: Declared): Reads {
  const { catalogue, measures } = declared;
  const own: string[] = [];
  const series = new Set<string>();
  const stated = new Set<string>();
  const subjectsOf = (name: string): Subject[] =>
    bindings
      .get(name)
      ?.subjects?.(catalogue)
      .filter((each) => isRead(each, catalogue)) ?? [];
  for (const [name, binding] of bindings) {
    if (hasData(binding)) stated.add(statedName(binding));
    const subjects = subjectsOf(name);
    own.push(digest(JSON.stringify(subjects)));
    const named = when.reads.filter((read) => read.kind !== "edition" && read.binding === name);
    for (const signal of named.filter(({ kind }) => kind === "signal") as NamedSignal[]) {
      for (const { id } of subjects)
        for (const each of seriesRead(measures, id, signal.quantity, signal.name)) series.add(each);
      for (const { id } of (binding.of ?? []).flatMap(subjectsOf))
        for (const each of seriesReadOfPair(id)) series.add(each);
    }
    if (binding.declared) own.push(digest(JSON.stringify(binding.declared(declared, named))));
    else {
      own.push(allDeclared(catalogue));
      for (const id of catalogue.series.keys()) series.add(id);
    }
  }
  // Of a list the rule is read once with each new value of its target.
  if (evidence && [...bindings.keys()].flatMap(subjectsOf).some(({ list }) => list)) {
    own.push(evidence.target);
    for (const { id } of targetsOf({ evidence, bindings }, catalogue)) series.add(id);
  }
  return readsOfSeries(
    [...series].filter((id) => catalogue.series.has(id)).sort(),
    catalogue,
    own,
    stated,
  );
}

/** What may decide which period of a series was the newest. */
export function readsOfEntry(series: string, catalogue: Catalogue): Reads {
  return readsOfSeries([series], catalogue);
}

function readsOfSeries(
  ids: readonly string[],
  catalogue: Catalogue,
  own: readonly string[] = [],
  stated: Iterable<string> = [],
): Reads {
  const series = [...new Set(ids.flatMap((id) => withInputs(id, catalogue)))];
  const stored = [...new Set(series.flatMap((id) => storedOf(id, catalogue)))].sort();
  const declared = series.flatMap((id) => {
    const found = catalogue.series.get(id);
    return found ? [declaredAs(found)] : [];
  });
  return { names: [...stored, ...stated].sort(), stored, series, declared: [...own, ...declared] };
}

/** A series and all that it is derived from, on any way. */
function withInputs(id: string, catalogue: Catalogue): string[] {
  const inputs = catalogue.series.get(id)?.derive?.of ?? [];
  return [id, ...inputs.flatMap((each) => withInputs(each, catalogue))];
}

/** Whether more than the catalogue and the series decides what a name may stand for. */
export function hasData({ bindable }: Pick<Binding, "bindable">): boolean {
  return bindable.data !== undefined || bindable.stated !== undefined;
}

/** Stands before a value of `for:`; no id of a series has it. */
const OF = ":";

/** What the data of a binding are called: `event:us-cpi`. */
function statedName({ bindable, key }: Binding): string {
  return `${bindable.id}${OF}${key}`;
}

/** The bindable and the value of `for:` of such a name; undefined for the id of a series. */
export function statedParts(name: string): readonly [bindable: string, key: string] | undefined {
  const at = name.indexOf(OF);
  return at < 0 ? undefined : [name.slice(0, at), name.slice(at + OF.length)];
}

const declaredAs = weakMemoize((series: Series) => digest(JSON.stringify(series)));

const allDeclared = weakMemoize((catalogue: Catalogue) =>
  digest(JSON.stringify([declaredIn(catalogue), [...catalogue.quantities], [...catalogue.units]])),
);
