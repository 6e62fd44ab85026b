import { parseArticle, textHash, type Article } from "../../articles/article.ts";
import { draftEdition } from "../../newsroom/pipeline.ts";
import type { DeskRoom } from "../room.ts";
import type { DeskArticle } from "./desk-article.ts";

type Texts = Pick<Article, "frontMatter" | "body">;

/**
 * The text of an article as it was generated, before anybody edited it: as the trail kept it, else made again from what was known then.
 * @returns undefined where neither gives it.
 */
export async function generatedText(
  room: DeskRoom,
  { article, file, slug, day }: DeskArticle,
): Promise<Texts | undefined> {
  const wanted = article.frontMatter.text;
  const isIt = ({ frontMatter, body }: Texts): boolean => textHash(frontMatter, body) === wanted;
  for (const { replaced, markdown } of await room.workflow.history(file))
    for (const hash of [replaced, markdown]) {
      const text = hash === undefined ? undefined : await room.workflow.text(hash);
      if (text === undefined) continue;
      const kept = parseArticle(text, file);
      if (isIt(kept)) return kept;
    }
  const { office } = await room.known();
  const { drafts } = draftEdition(room.newsroom, day, office.upTo(day));
  await office.keep();
  return drafts.find((draft) => draft.slug === slug && isIt(draft));
}
