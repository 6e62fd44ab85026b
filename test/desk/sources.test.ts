import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parseArticle } from "../../generator/articles/article.ts";
import { serveDesk } from "../../generator/desk/serve-desk.ts";
import { gatherLive } from "../../generator/gather/live/gather-live.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { makeEdition } from "../../generator/newsroom/pipeline.ts";
import { verifyTrail } from "../../generator/review/audit.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath } from "../../generator/store/store.ts";
import { PROJECT, temporaryFolder } from "../gather/support.ts";
import { routed } from "../gather/sources/routes.ts";
import { provider, worldVia } from "../gather/web/provider.ts";
import { providersUntil } from "../live/providers.ts";
import { siteKit } from "../support/bundle.ts";
import { keepFew } from "../support/few.ts";
import { openTestStore } from "../support/store.ts";
import { Visitor } from "./door.ts";

const DAY = "2025-05-09";
const REASON = "Kraken's last candle came late, and Coinbase says so itself.";

/** A desk over an edition of which Kraken gives the last close of Bitcoin 2% higher than Coinbase, and whoever sits at it. */
async function contestedDesk() {
  const home = temporaryFolder();
  for (const each of ["bellwether.yaml", "live.yaml"])
    cpSync(join(PROJECT, each), join(home, each), { recursive: true });
  keepFew(home);
  const { base } = await provider(routed(providersUntil("2025-05-08", 1.02)));
  const world = worldVia(base, "2025-05-09T00:30:00Z");
  const newsroom = openNewsroom(world, home, siteKit, { live: true });
  // On a server the providers would be asked as far apart as they want, by its own clock.
  const gathered = await openStore(world, storePath(home));
  await gatherLive(world, siteKit, newsroom.publication, gathered);
  await gathered.close();
  const store = await openTestStore(world, home);
  const made = await makeEdition(newsroom, store, DAY);
  const served = await serveDesk(newsroom, store, { port: 0, tell: () => undefined });
  onTestFinished(async () => {
    await served.close();
    await store.close();
  });
  const visitor = new Visitor(served.port);
  await visitor.get(new URL(served.link!).pathname);
  const wrap = made.articles.find(({ story }) => story === "market-wrap")!;
  const read = () => parseArticle(readFileSync(join(home, wrap.path), "utf8"), wrap.path);
  return { home, world, newsroom, store, visitor, wrap, read };
}

test("a person settles what two sources disagree on, for a reason; the edition is made again, goes by it and says so", async () => {
  const { home, world, newsroom, store, visitor, wrap, read } = await contestedDesk();
  expect(wrap.status).toBe("draft");
  expect(read().frontMatter.title).toContain("disagree");
  const page = await visitor.get("/sources");
  expect(page.body).toContain("Sources disagree");
  const fields = Object.fromEntries(
    [...page.body.matchAll(/name="(series|day|first|second)" value="([^"]*)"/g)].map(
      ([, name = "", value = ""]) => [name, value],
    ),
  );
  expect(fields).toMatchObject({ series: "btc.close", day: "2025-05-08" });

  expect((await visitor.post("/sources/settle", { ...fields, why: "  " })).status).toBe(422);
  expect((await visitor.post("/sources/settle", { ...fields, first: "1", why: "x" })).status).toBe(
    422,
  );
  let at = (await visitor.post("/sources/settle", { ...fields, why: REASON })).headers.location!;
  const led = async (): Promise<string> => (at = (await visitor.get(at)).headers.location ?? at);
  await expect.poll(led).not.toMatch(/^.work/);
  expect(at).toContain("said=sources-settled");
  const answer = await visitor.get(at);
  expect(answer.body).toContain("Settled before");
  expect(answer.body).toContain("No two sources disagree");
  expect(answer.body).toContain("Kraken&#x27;s last candle came late");

  const { frontMatter } = read();
  expect(frontMatter.title).not.toContain("disagree");
  expect(frontMatter.status).toBe("approved");
  expect(frontMatter.decisions).toEqual([
    {
      date: "2025-05-09T00:30:00.000Z",
      text: `Coinbase Exchange gave $103,241 for Bitcoin price of May 8, 2025, and Kraken gave $105,306. The desk goes by Coinbase Exchange: ${REASON}`,
    },
  ]);
  const trail = await store.trail({ path: "sources" });
  expect(trail.map(({ body }) => JSON.parse(body))).toMatchObject([
    { action: "settle-sources", why: REASON, detail: { series: "btc.close", day: "2025-05-08" } },
  ]);
  expect((await verifyTrail(world, home, store)).faults).toEqual([]);
  expect((await visitor.get("/trail")).body).toContain("btc.close of 2025-05-08");
  const again = await makeEdition(newsroom, store, DAY);
  expect(again.articles.map(({ saved }) => saved)).not.toContain("rewritten");
});
