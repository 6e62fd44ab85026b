import type { Article } from "../../articles/article.ts";
import { writtenBefore } from "../../articles/redraft.ts";
import { draftEdition } from "../../newsroom/draft-edition.ts";
import type { DeskRoom } from "../room.ts";
import type { DeskArticle } from "./desk-article.ts";

type Texts = Pick<Article, "frontMatter" | "body">;

/**
 * The text of an article as it was generated, before anybody edited it: as the trail kept it, else made again from what was known then.
 * @returns undefined where neither gives it.
 */
export async function generatedText(
  room: DeskRoom,
  { article: { frontMatter }, file, slug, day }: DeskArticle,
): Promise<Texts | undefined> {
  const kept = await writtenBefore(room.store, file, frontMatter);
  if (kept) return kept;
  const { office } = await room.known();
  const { drafts } = draftEdition(room.newsroom, day, office.upTo(day));
  await office.keep();
  return drafts.find((draft) => draft.slug === slug && draft.frontMatter.text === frontMatter.text);
}
