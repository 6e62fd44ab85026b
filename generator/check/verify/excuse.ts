import type { FrontMatter } from "../../articles/article.ts";
import type { Span } from "../reading/block.ts";
import type { SamePrint } from "./same-print.ts";
import type { Verdict } from "./verdict.ts";

/** Why a figure that is no fact may stand: noted, not blocked. */
export interface Excuse {
  readonly code: "waived" | "sourced-by-link";
  readonly message: string;
}

/**
 * A figure that the front matter waives, or that a link to another site sources: one around the figure itself, or one in its
 * sentence where an editor wrote the sentence and put the link there.
 * A link does not excuse what the store refutes.
 * @param generated addresses that the article as it was generated links to.
 */
export function excuseOf(
  verdict: Verdict,
  frontMatter: FrontMatter,
  same: SamePrint,
  generated: readonly string[] = [],
): Excuse | undefined {
  const { statement, figure, isKnown } = verdict;
  const waiver = frontMatter.waivers?.find((each) => "figure" in each && same(figure, each.figure));
  if (waiver) return { code: "waived", message: `"${figure.text}" is waived: ${waiver.reason}` };
  if (
    verdict.fault?.code === "wrong-figure" ||
    (isKnown && verdict.fault?.code === "wrong-direction")
  )
    return undefined;
  const { links } = statement.block;
  const around = links.some((link) => meet(link, figure));
  const beside = links.some((link) => !generated.includes(link.to) && meet(link, statement));
  return around || (beside && !isKnown)
    ? { code: "sourced-by-link", message: `"${figure.text}" is no fact; a link sources it.` }
    : undefined;
}

function meet(one: Span, other: Span): boolean {
  return one.start < other.end && one.end > other.start;
}
