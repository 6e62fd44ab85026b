import type { Catalogue, Source } from "./catalogue.ts";

/** Ids of the sources of a series; of a derived one those of all that it is computed from, once each. */
export function sourceIdsOf(id: string, catalogue: Catalogue): string[] {
  const series = catalogue.series.get(id);
  if (!series) return [];
  if (series.source !== undefined) return [series.source];
  return [...new Set((series.derive?.of ?? []).flatMap((each) => sourceIdsOf(each, catalogue)))];
}

/** The same as the catalogue describes them. */
export function sourcesOf(id: string, catalogue: Catalogue): Source[] {
  return sourceIdsOf(id, catalogue).flatMap((each) => catalogue.sources.get(each) ?? []);
}
