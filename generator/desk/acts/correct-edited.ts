import { join } from "node:path";
import { correctFiles } from "../../review/correct.ts";
import { refuseRole } from "../../review/workflow/people.ts";
import type { Edit, Saved } from "../../review/workflow/save.ts";
import type { DeskArticle } from "../article/desk-article.ts";
import type { Desk } from "../frame.ts";

/** Gives an article that readers have seen another text, with the notice that they are given; or both texts, where it was changed since. */
export async function correctEdited(
  { newsroom, store, workflow }: Desk,
  { file, text: theirs, textHash }: DeskArticle,
  markdown: string,
  { by, base, because = "" }: Edit,
): Promise<Saved> {
  refuseRole(by, "correct");
  const { world, publication } = newsroom;
  if (base !== textHash) {
    const conflict = { base: await workflow.text(base), theirs, textHash, mine: markdown };
    return { saved: false, path: file, conflict: { ...conflict, mineHash: "" } };
  }
  const path = join(publication.home, file);
  world.files.write(path, markdown);
  const [corrected] = await correctFiles(newsroom, store, [file], { by: by.name, because }).catch(
    (error: unknown) => {
      world.files.write(path, theirs);
      throw error;
    },
  );
  if (corrected?.notice === undefined) world.files.write(path, theirs);
  const there = await workflow.read(file);
  return { saved: true, path: file, textHash: there.textHash, state: there.state };
}
