import type { Place } from "../base/places.ts";
import type { Block, Span } from "./reading/block.ts";
import type { ReadArticle } from "./reading/read.ts";
import type { CheckMessage } from "./report.ts";
import type { Verdict } from "./verify/verdict.ts";

type Stretch = Place & Required<Pick<CheckMessage, "endLine" | "endColumn" | "offset" | "length">>;

/** Where a figure stands in its file. */
export function figurePlace(
  read: Pick<ReadArticle, "placeOf">,
  { statement, figure }: Verdict,
): Stretch {
  return spanPlace(read, statement.block, figure);
}

/** Where a stretch of a block stands in its file. */
export function spanPlace(
  { placeOf }: Pick<ReadArticle, "placeOf">,
  block: Block,
  { start, end }: Span,
): Stretch {
  const [offset, last] = [block.offsetOf(start), block.offsetOf(end - 1)];
  const close = placeOf(last);
  return {
    ...placeOf(offset),
    endLine: close.line,
    endColumn: close.column + 1,
    offset,
    length: last + 1 - offset,
  };
}
