import type { Source } from "../../publication/catalogue.ts";
import { webAddress } from "../../base/markup.ts";
import type { LayoutValues } from "../theme/layout-schemas.ts";

type TermValues = LayoutValues<"series">["terms"][number];

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
