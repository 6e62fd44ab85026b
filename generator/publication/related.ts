import { suggestion } from "../base/nearest.ts";
import type { SeriesDeclaration } from "./catalogue.ts";
import type { LiveMistake } from "./check-live.ts";

/** Holds `related` of a series to what can bear witness: other series, which are gathered themselves. */
export function relatedMistakes(
  { id, related, derive }: Pick<SeriesDeclaration, "id" | "related" | "derive">,
  byId: ReadonlyMap<string, Pick<SeriesDeclaration, "derive">>,
): LiveMistake[] {
  return related.flatMap((other, at): LiveMistake[] => {
    const path = ["related", at];
    if (!byId.has(other)) {
      const message = `The series "${other}" is not declared.`;
      return [{ path, code: "unknown-series", message, advice: suggestion(other, byId.keys()) }];
    }
    if (derive === undefined && other !== id && byId.get(other)?.derive === undefined) return [];
    const message = `"${id}" cannot be held to "${other}": both have to be gathered, and each on its own.`;
    return [{ path, code: "derived-series", message }];
  });
}
