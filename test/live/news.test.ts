import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openIssueRoom } from "../../generator/deliver/issue/issue-room.ts";
import { makeIssue } from "../../generator/deliver/issue/make-issue.ts";
import { gather } from "../../generator/gather/gather.ts";
import { gatherLive } from "../../generator/gather/live/gather-live.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { makeEdition } from "../../generator/newsroom/pipeline.ts";
import { publishEditions } from "../../generator/newsroom/publishing.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath } from "../../generator/store/store.ts";
import { siteKit } from "../support/bundle.ts";
import { smallHome } from "../support/cli.ts";
import { routed } from "../gather/sources/routes.ts";
import { provider, worldVia } from "../gather/web/provider.ts";

const FEEDS = `
feeds:
  fed-press:
    source: federal-reserve
    url: https://www.federalreserve.gov/feeds/press_all.xml
    subjects: [btc, sp500]
`;

const ANSWER = `<rss version="2.0"><channel><title>Press</title>
<item><title>Board keeps rates at 4.5 percent &amp;amp; says "90%"</title><link>/news/1.htm</link><pubDate>Wed, 07 May 2025 14:00:00 EDT</pubDate></item>
<item><title>Tomorrow's release</title><link>/news/2.htm</link><pubDate>Thu, 08 May 2025 14:00:00 GMT</pubDate></item>
</channel></rss>`;

const TITLE = 'Board keeps rates at 4.5 percent & says "90%"';

test("what a feed reports goes into articles, the site and the newsletter, letter for letter, and holds when it is checked", async () => {
  using home = smallHome();
  const file = home.path("bellwether.yaml");
  writeFileSync(file, readFileSync(file, "utf8") + FEEDS);
  const { base, seen } = await provider(
    routed({ "www.federalreserve.gov": { "/feeds/press_all.xml": ANSWER } }),
  );
  const world = worldVia(base, "2025-05-08T12:02:00Z");
  const newsroom = openNewsroom(world, home.folder, siteKit);
  const store = await openStore(world, storePath(home.folder));
  try {
    await gather(world, newsroom.publication, store);
    const fetched = await gatherLive(world, siteKit, newsroom.publication, store);
    expect([fetched.newHeadlines, fetched.notes]).toEqual([
      2,
      ["feed fed-press: 1 entry dated after now, taken as of now"],
    ]);
    expect(seen).toEqual(["GET /https/www.federalreserve.gov/feeds/press_all.xml"]);
    const { articles } = await makeEdition(newsroom, store, "2025-05-08");
    expect(articles.map(({ report }) => report.errors)).toEqual(articles.map(() => 0));
    const { held } = await publishEditions(newsroom, store);
    expect(held).toEqual([]);
    const shown = (path: string): string => readFileSync(home.path("site/dist", path), "utf8");
    const page = shown("2025/05/08/market-wrap/index.html");
    expect(page).toContain('<a href="https://www.federalreserve.gov/news/1.htm"');
    expect(page).toContain("Headlines of the day, as reported");
    for (const each of [page, shown("subjects/btc/index.html")])
      expect(
        each.replaceAll("&#x26;", "&").replaceAll("&amp;", "&").replaceAll("&quot;", '"'),
      ).toContain(TITLE);
    expect(page).not.toContain("Tomorrow");
    expect(shown("sources/index.html")).toContain("press_all.xml");
    const issue = makeIssue(await openIssueRoom(newsroom, store), "2025-05-08", "daily");
    expect(issue.text).toContain(TITLE);
  } finally {
    await store.close();
  }
});
