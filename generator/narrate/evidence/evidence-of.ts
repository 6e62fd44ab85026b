import type { Edition } from "../edition.ts";
import type { Finding } from "../narrate.ts";
import type { Evidence } from "./evidence.ts";
import { evidenceKey } from "./target.ts";

/** What followed a finding's rule in the past, as its edition knows it; undefined where the narrative has no target or no past. */
export function evidenceOf(
  finding: Pick<Finding, "narrative" | "bound">,
  edition: Pick<Edition, "evidence">,
): Evidence | undefined {
  return edition.evidence?.of(evidenceKey(finding));
}
