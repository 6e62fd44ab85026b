import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parseArticle, formatArticle } from "../../generator/articles/article.ts";
import { gatherLive } from "../../generator/gather/live/gather-live.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { stepOn } from "../../generator/review/workflow/act.ts";
import { operator } from "../../generator/review/workflow/people.ts";
import { makeEdition } from "../../generator/newsroom/pipeline.ts";
import { PROJECT, temporaryFolder } from "../gather/support.ts";
import { keepFew } from "../support/few.ts";
import { routed } from "../gather/sources/routes.ts";
import { provider, worldVia } from "../gather/web/provider.ts";
import { providersUntil } from "./providers.ts";

const DAY = "2025-05-09";

/** Of 2025-05-08 in content/data/btc.csv. */
const CLOSE = 103241.46;

/** An edition from live sources, of which Kraken gives the last close of Bitcoin `apart` times as high as Coinbase. */
async function edition(apart: number) {
  const home = temporaryFolder();
  for (const each of ["bellwether.yaml", "live.yaml"])
    cpSync(join(PROJECT, each), join(home, each), { recursive: true });
  keepFew(home);
  const { base } = await provider(routed(providersUntil("2025-05-08", apart)));
  const world = worldVia(base, "2025-05-09T00:30:00Z");
  const newsroom = openNewsroom(world, home, BUILT_IN, { live: true });
  const store = await openStore(world, join(home, "var/bellwether.db"));
  const summary = await gatherLive(world, BUILT_IN, newsroom.publication, store);
  const made = await makeEdition(newsroom, store, DAY);
  const article = made.articles.find(({ story }) => story === "market-wrap")!;
  return { newsroom, store, summary, article, path: join(home, article.path) };
}

test("sources that agree within the tolerance leave no word, and the second enters no figure", async () => {
  const { article, path, store, summary } = await edition(1.005);
  await store.close();
  expect(article.status).toBe("approved");
  expect(summary.notes.filter((note) => note.startsWith("btc.close"))).toEqual([]);
  expect(readFileSync(path, "utf8")).not.toContain("Kraken");
});

test("beyond the tolerance the article names both prices and stays a draft until an editor has settled it", async () => {
  const { newsroom, store, article, path, summary } = await edition(1.02);
  try {
    const said = summary.notes.filter((note) => note.startsWith("btc.close"));
    expect(said).toEqual([
      `btc.close: of 2025-05-08, coinbase says ${CLOSE} and kraken says ${CLOSE * 1.02}: 1.96% apart, where 1% may be. The edition says so and stays a draft.`,
    ]);
    expect(article.status).toBe("draft");
    expect(article.report.messages.filter(({ severity }) => severity === "error")).toMatchObject([
      { code: "sources-disagree", message: expect.stringContaining("btc.close") },
    ]);
    const text = readFileSync(path, "utf8");
    for (const told of ["Coinbase Exchange", "Kraken", "$103,241", "$105,306", "1.96%"])
      expect(text).toContain(told);

    const approve = () => stepOn(newsroom, store, path, "approve", { by: operator("Ada") });
    expect((await approve()).done).toBe(false);
    const figure = article.report.messages[0]?.figure as string;
    const { frontMatter, body } = parseArticle(text, path);
    const waivers = [{ figure, reason: "Kraken's last candle was late; Coinbase is right." }];
    newsroom.world.files.write(path, formatArticle({ ...frontMatter, waivers }, body));
    expect(await approve()).toMatchObject({ done: true, state: "approved" });
  } finally {
    await store.close();
  }
});
