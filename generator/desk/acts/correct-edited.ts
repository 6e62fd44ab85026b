import { correctFiles } from "../../review/correct.ts";
import { StaleText } from "../../review/workflow/desk-text.ts";
import type { Conflict, Edit } from "../../review/workflow/save.ts";
import type { DeskArticle } from "../article/desk-article.ts";
import type { Desk } from "../frame.ts";

/** What became of a new text for an article that readers have seen. */
export type CorrectedEdit =
  | { readonly outcome: "corrected" | "awaits-another" }
  /** It does not check clean; the article stays as it was. */
  | { readonly outcome: "blocked" }
  | { readonly outcome: "conflict"; readonly conflict: Conflict };

/** Gives an article that readers have seen another text, with the notice that they are given. */
export async function correctEdited(
  { newsroom, store }: Desk,
  { file }: DeskArticle,
  markdown: string,
  { by, base, because = "" }: Edit,
): Promise<CorrectedEdit> {
  try {
    const options = { by, because, markdown, textHash: base };
    const [corrected] = await correctFiles(newsroom, store, [file], options);
    if (corrected?.notice === undefined) return { outcome: "blocked" };
    return { outcome: corrected.awaitsAnother ? "awaits-another" : "corrected" };
  } catch (error) {
    if (!(error instanceof StaleText)) throw error;
    const { had, there } = error;
    const texts = { base: had, theirs: there.text, mine: markdown, mineHash: "" };
    return { outcome: "conflict", conflict: { ...texts, textHash: there.textHash } };
  }
}
