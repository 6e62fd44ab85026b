import type { Catalogue, Series, Source } from "../../publication/catalogue.ts";
import { webAddress } from "../../base/markup.ts";
import type { LayoutValues } from "../theme/layout-schemas.ts";

type TermValues = LayoutValues<"series">["terms"][number];

/** The sources of a series; of a derived one those of all that it is computed from, once each. */
export function sourcesOf(series: Series, catalogue: Catalogue): Source[] {
  const found = new Map<string, Source>();
  const visit = ({ source, derive }: Series): void => {
    const named = catalogue.sources.get(source ?? "");
    if (named) found.set(named.id, named);
    for (const id of derive?.of ?? []) {
      const input = catalogue.series.get(id);
      if (input) visit(input);
    }
  };
  visit(series);
  return [...found.values()];
}

/**
 * Whether the whole history of a series may be offered for download: only where every one of its sources allows commercial use.
 * Terms that forbid that leave no doubt-free way to pass the data on, whoever the publisher is.
 */
export function mayBePassedOn(sources: readonly Source[]): boolean {
  return sources.length > 0 && sources.every(({ commercial }) => commercial);
}

export function termValues({
  publisher,
  url,
  licence,
  attribution,
  commercial,
}: Source): TermValues {
  return { publisher, href: webAddress(url), licence, attribution, commercial };
}
