import { contentDigest, type Article } from "./article.ts";
import type { FactsFile } from "./facts.ts";
import { isApproved, type State } from "./states.ts";

/**
 * What an article's approval is worth: it is of one text. `edited` where the text or its facts are no longer those that were
 * approved, `unsigned` where the state alone says so; neither is published. Every other article is as its state says.
 */
export type Standing = State | "edited" | "unsigned";

/** Where an article stands, by its state and by the text that was approved. */
export function standingOf(
  article: Pick<Article, "frontMatter" | "body">,
  facts: FactsFile,
): Standing {
  const { status, approved } = article.frontMatter;
  if (!isApproved(status)) return status;
  if (approved === undefined) return "unsigned";
  return approved === contentDigest(article, facts) ? status : "edited";
}

/**
 * A standing as people read it, with what to do where an approval does not hold.
 * @param published path of an article that readers may have seen: another text of it is not approved, but corrected.
 */
export function tellStanding(standing: Standing, published?: string): string {
  if (standing === "edited" && published !== undefined)
    return `edited after it was published: \`bellwether correct ${published}\` gives the new text a notice`;
  if (standing === "edited") return "approved, but edited since: approve again";
  if (standing === "unsigned") return "called approved, but nobody approved this text: approve it";
  return standing;
}
