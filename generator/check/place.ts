import type { Place } from "../base/places.ts";
import type { ReadArticle } from "./reading/read.ts";
import type { Verdict } from "./verify/verdict.ts";

/** Where a figure stands in its file. */
export function figurePlace(
  { placeOf }: ReadArticle,
  { statement, figure }: Verdict,
): Place & { endLine: number; endColumn: number } {
  const last = placeOf(statement.block.offsetOf(figure.end - 1));
  return {
    ...placeOf(statement.block.offsetOf(figure.start)),
    endLine: last.line,
    endColumn: last.column + 1,
  };
}
