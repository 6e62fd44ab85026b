import type { FrontMatter } from "../compose/article.ts";
import type { Block, Span } from "./block.ts";
import type { SamePrint } from "./same-print.ts";
import type { Verdict } from "./verdict.ts";

/** Why a figure that is no fact may stand: noted, not blocked. */
export interface Excuse {
  readonly code: "waived" | "sourced-by-link";
  readonly message: string;
}

/**
 * A figure that the front matter waives, or that a link to another site sources: one in its sentence where an editor
 * wrote the sentence, one around the figure itself where the sentence was generated.
 */
export function excuseOf(
  verdict: Verdict,
  frontMatter: FrontMatter,
  same: SamePrint,
): Excuse | undefined {
  const { statement, figure, isKnown } = verdict;
  const waiver = frontMatter.waivers?.find((each) => "figure" in each && same(figure, each.figure));
  if (waiver) return { code: "waived", message: `"${figure.text}" is waived: ${waiver.reason}` };
  const place = isKnown ? figure : statement;
  return hasLink(statement.block, place)
    ? { code: "sourced-by-link", message: `"${figure.text}" is no fact; a link sources it.` }
    : undefined;
}

function hasLink(block: Block, { start, end }: Span): boolean {
  return block.links.some((link) => link.start < end && link.end > start);
}
