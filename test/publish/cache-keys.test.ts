import { expect, test } from "vitest";
import { readEditions } from "../../generator/articles/approved.ts";
import { cacheKeysOf } from "../../generator/publish/build/cache-keys.ts";
import type { Background } from "../../generator/publish/model/background.ts";
import type { AsOfView } from "../../generator/store/asof.ts";
import { SAMPLES } from "./fixtures.ts";
import { makeHome } from "./home.ts";
import { backgroundOf, CLAIM } from "./sample.ts";

const fingerprints: Background["fingerprints"] = (_, instants) => instants.map(() => "same");

test("an article is made again when a claim known at its cut-off is put otherwise, and no other is", () => {
  using home = makeHome(SAMPLES);
  const { articles } = readEditions(home.world, home.publication);
  const seenFrom = Date.parse("2025-05-08T00:00:00Z");
  const keysWith = (reporter: string): string[] => {
    const view = (instant: number): AsOfView =>
      ({
        claims: () => (instant >= seenFrom ? [{ ...CLAIM, reporter }] : []),
        headlines: () => [],
        events: () => [],
      }) as unknown as AsOfView;
    const background = { ...backgroundOf(), view, fingerprints };
    const keys = cacheKeysOf(home.world, home.publication, background, articles)!;
    return articles.map((article) => keys.ofArticle(article));
  };
  const [before, after] = [keysWith("The Kobeissi Letter"), keysWith("Another Letter")];
  expect(articles.map(({ frontMatter }) => frontMatter.edition)).toEqual([
    "2025-05-08",
    "2025-05-07",
    "2025-04-30",
  ]);
  expect(after.map((key, at) => key === before[at])).toEqual([false, true, true]);
});
