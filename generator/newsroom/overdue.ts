import { join } from "node:path";
import { isEdited } from "../articles/article.ts";
import { readOnDisk } from "../articles/on-disk.ts";
import { approvedArticle } from "../articles/editions.ts";
import { leftAs, PROGRAM, record, type Deed } from "../articles/record.ts";
import { openMerge, rowsOf } from "../articles/redraft.ts";
import { isDay } from "../base/day.ts";
import { check } from "../check/check.ts";
import { instantOn } from "../publication/review-policy.ts";
import type { Store } from "../store/store.ts";
import type { CheckRoom } from "./newsroom.ts";

/** An edition is released late for so long, in milliseconds: what waits longer is not news. */
const NEWS_MS = 48 * 3_600_000;

/**
 * Approves what nobody approved by its deadline, where the publication's policy is to release that: what the program wrote, and nobody
 * changed or sent back, and checks clean. To be called with the lock of the editions held.
 */
export async function releaseOverdue(
  { world, publication, vocabulary }: CheckRoom,
  store: Store,
): Promise<void> {
  const { home, review } = publication;
  if (review.late !== "release" || review.deadline === undefined) return;
  const now = world.now();
  const folder = join("content", "editions");
  const days = world.files.list(join(home, folder)).filter((day) => {
    const due = isDay(day) ? instantOn(day, review.deadline) : undefined;
    return due !== undefined && due <= now && now - due < NEWS_MS;
  });
  const deeds: Deed[] = [];
  for (const day of days) {
    for (const name of world.files.list(join(home, folder, day))) {
      if (!name.endsWith(".md")) continue;
      const { file, text, article, facts } = readOnDisk(world, home, join(folder, day, name));
      const { status, waivers } = article.frontMatter;
      if ((status !== "draft" && status !== "in-review") || waivers || isEdited(article)) continue;
      if (openMerge(await rowsOf(store, file))) continue;
      if (check({ text, file }, facts, vocabulary, undefined, publication.catalogue).errors > 0)
        continue;
      const frontMatter = approvedArticle(article, facts, PROGRAM.name, file);
      deeds.push({
        path: file,
        who: PROGRAM,
        action: "approve",
        from: status,
        to: frontMatter.status,
        why: `Nobody had approved it by the deadline of ${review.deadline} UTC.`,
        left: leftAs({ frontMatter, body: article.body }, facts),
      });
    }
  }
  await record(world, home, store, deeds);
}
