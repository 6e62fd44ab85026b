import { suggestion } from "../../base/nearest.ts";
import { mistake } from "../../base/problem.ts";
import { matches } from "../../base/text.ts";
import type { Series } from "../../publication/catalogue.ts";

/** What a person says of changes that the guards refuse, as the command line gives it. */
export interface AcceptRequest {
  /** Ids of series: `mstr.*`. */
  readonly accept?: string | undefined;
  readonly reason?: string | undefined;
}

/** Why the changes of a series are right; undefined where nobody has said so. */
export type Acceptance = (series: string) => string | undefined;

/**
 * @param declared the series that can be meant.
 * @throws Failure (2) for series without a reason, a reason without series, and a pattern that no series matches.
 */
export function acceptanceOf(
  { accept, reason }: AcceptRequest,
  declared: Iterable<Series>,
): Acceptance {
  if (accept === undefined && reason === undefined) return () => undefined;
  const said = reason?.trim();
  if (accept === undefined || !said) {
    throw mistake({
      code: "accept-reason",
      message: "--accept names the series that are right after all, and --reason says why.",
      advice: "Write --accept 'mstr.close' --reason \"ten for one split of 8 August 2024\".",
    });
  }
  const ids = [...declared].map(({ id }) => id);
  if (!ids.some((id) => matches(accept, id))) {
    throw mistake({
      code: "unknown-series",
      message: `--accept ${accept} matches no series that is gathered here.`,
      advice: suggestion(accept, ids),
    });
  }
  return (series) => (matches(accept, series) ? said : undefined);
}
