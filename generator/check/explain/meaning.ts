import type { Fact } from "../../articles/facts.ts";
import type { Attribution, Bindables } from "../../narrate/bindable/bindable.ts";
import type { AsOfView } from "../../store/asof.ts";
import type { Series, Source } from "../../publication/catalogue.ts";

/** What a fact stands on, by the catalogue and what was known at the edition's cut-off. */
export interface Meaning {
  readonly sources: readonly Source[];
  /** The series it was computed from, each once. */
  readonly series: readonly Series[];
  /** Who stated it, where it is not computed. */
  readonly said: Attribution | undefined;
}

/** What a fact stands on; what is no longer declared or known is left out. */
export function meaningOf(fact: Fact, view: AsOfView, bindables: Bindables): Meaning {
  const { sources, series } = view.catalogue;
  const read = new Set(fact.inputs.map((input) => input.series));
  return {
    sources: fact.sources.flatMap((id) => sources.get(id) ?? []),
    series: [...read].flatMap((id) => series.get(id) ?? []),
    said: saidBy(fact, view, bindables),
  };
}

function saidBy({ ref }: Fact, view: AsOfView, bindables: Bindables): Attribution | undefined {
  for (const bindable of bindables.values()) {
    const said = bindable.saidBy?.(ref, view);
    if (said) return said;
  }
  return undefined;
}
