import type { ApprovedArticle, Editions } from "../articles/approved.ts";
import { asItLies, record, type Deed } from "../articles/record.ts";
import { isApproved, step } from "../articles/states.ts";
import type { World } from "../world/world.ts";
import type { Store } from "../store/store.ts";
import { openedRow, type TrailRow } from "../store/trail.ts";

/** The last row of each article that the trail has any of, by path. */
export async function lastRows(store: Store): Promise<Map<string, TrailRow>> {
  return new Map((await store.trail()).map(openedRow).map((row) => [row.path, row]));
}

/** Holds back what its file alone calls approved: of an article that stands in the trail, the trail says whether it is. */
export function heldByTrail(last: ReadonlyMap<string, TrailRow>, editions: Editions): Editions {
  const isProven = ({ file, frontMatter }: ApprovedArticle): boolean => {
    const row = last.get(file);
    return !row || (isApproved(row.to) && row.text === frontMatter.approved);
  };
  const held = editions.articles
    .filter((article) => !isProven(article))
    .map(({ file }) => ({
      file,
      reason:
        "called approved, and the trail does not say that anybody approved this text: approve it",
    }));
  return {
    ...editions,
    articles: editions.articles.filter(isProven),
    held: [...editions.held, ...held],
  };
}

/** Writes into the trail that articles of it have gone out. To be called with the lock of the editions held. */
export async function recordReleases(
  world: World,
  home: string,
  store: Store,
  { articles }: Pick<Editions, "articles">,
): Promise<void> {
  const last = await lastRows(store);
  const deeds = articles.flatMap(({ file }): Deed[] => {
    const row = last.get(file);
    if (row?.to !== "approved" && row?.to !== "scheduled") return [];
    return [asItLies(world, home, file, "publish", row.to, step(row.to, "publish", file))];
  });
  await record(world, home, store, deeds);
}
