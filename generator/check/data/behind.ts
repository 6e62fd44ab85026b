import type { Fact } from "../../articles/facts.ts";
import type { Archive } from "../../store/archive.ts";
import type { Catalogue } from "../../publication/catalogue.ts";

/**
 * The series that it takes to compute facts again and to explain them: those that they were computed from, and all others of the
 * same subjects, since a measure looks at what else is known of its own.
 */
export function seriesBehind(
  { facts }: { readonly facts: readonly Fact[] },
  { series }: Pick<Catalogue, "series">,
): string[] {
  const subjects = new Set(
    facts.flatMap(({ ref, inputs }) => [
      ...subjectOf(ref).split("+"),
      ...inputs.flatMap((input) => [input.series, input.common ?? ""].map(subjectOf)),
    ]),
  );
  return [...series.keys()].filter((id) => subjects.has(subjectOf(id)));
}

/**
 * Whether the store holds, whenever it came, what facts were computed from. A copy of a publication comes without its store, and what
 * is not there contradicts nobody.
 */
export function isStored(
  archive: Archive,
  { facts }: { readonly facts: readonly Fact[] },
): boolean {
  const all = archive.view(Number.MAX_SAFE_INTEGER);
  return facts
    .flatMap(({ inputs }) => inputs)
    .every(({ series, from, to }) => {
      const days = all.catalogue.series.has(series) ? all.history(series).days : [];
      return days.length > 0 && days[0]! <= from && days.at(-1)! >= to;
    });
}

/** The part of a series' or signal's name before its quantity. */
function subjectOf(name: string): string {
  return name.slice(0, name.indexOf("."));
}
