import type { Fact } from "../../articles/facts.ts";
import type { AsOfView } from "../../store/asof.ts";
import type { Claim, Series, Source } from "../../publication/catalogue.ts";

/** What a fact stands on, by the catalogue and the claims known at the edition's cut-off. */
export interface Meaning {
  readonly sources: readonly Source[];
  /** The series it was computed from, each once. */
  readonly series: readonly Series[];
  /** The claim it is quoted from. */
  readonly claim: Claim | undefined;
}

/** What a fact stands on; what is no longer declared is left out. */
export function meaningOf(fact: Fact, view: AsOfView): Meaning {
  const { sources, series } = view.catalogue;
  const read = new Set(fact.inputs.map((input) => input.series));
  return {
    sources: fact.sources.flatMap((id) => sources.get(id) ?? []),
    series: [...read].flatMap((id) => series.get(id) ?? []),
    claim:
      fact.origin === "claim"
        ? view.claims().find(({ id }) => fact.ref.startsWith(`claim:${id}.`))
        : undefined,
  };
}
