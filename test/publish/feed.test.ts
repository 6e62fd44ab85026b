import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { daysFrom } from "../../generator/base/day.ts";
import { publish } from "../../generator/publish/publish.ts";
import { fixture, SAMPLES } from "./fixtures.ts";
import { makeHome } from "./home.ts";

test("the feed carries permanent addresses, the articles' own dates and the whole text", async () => {
  using home = makeHome(SAMPLES);
  await publish(home.world, home.publication);
  const feed = readFileSync(home.path("site", "dist", "feed.xml"), "utf8");
  expect(feed.match(/<id>.*<\/id>/g)).toEqual([
    "<id>https://bellwether.example/notes/</id>",
    "<id>https://bellwether.example/notes/2025/05/08/cross-market-note/</id>",
    "<id>https://bellwether.example/notes/2025/05/07/market-wrap/</id>",
    "<id>https://bellwether.example/notes/2025/04/30/market-wrap/</id>",
  ]);
  expect(feed.match(/<updated>.*<\/updated>/g)?.slice(0, 2)).toEqual([
    "<updated>2025-05-08T12:00:00Z</updated>",
    "<updated>2025-05-08T12:00:00Z</updated>",
  ]);
  expect(feed).toContain("It is information and no investment advice.");
});

test("the feed holds the newest thirty articles", async () => {
  const many = daysFrom("2025-03-01", "2025-03-31").map((day, index) =>
    fixture(day, "note", { title: `Note ${index}`, description: "Summary." }, "Text."),
  );
  using home = makeHome(many);
  await publish(home.world, home.publication);
  const feed = readFileSync(home.path("site", "dist", "feed.xml"), "utf8");
  const titles = [...feed.matchAll(/<title>(Note \d+)/g)].map(([, title]) => title);
  expect(titles).toHaveLength(30);
  expect(titles[0]).toBe("Note 30");
  expect(titles).not.toContain("Note 0");
});

/** What a reader sees who takes a text for HTML. */
const asHtml = (escaped: string): string =>
  ["&lt;", "&gt;", "&quot;", "&#x27;", "&#x3D;", "&#x60;", "&amp;"].reduce(
    (text, entity, at) => text.replaceAll(entity, `<>"'=\`&`[at]!),
    escaped,
  );

test("no reader of RSS makes markup of a title, a summary or a tag, and an ampersand stays one", async () => {
  const title = "S&P 500 <img src=x onerror=alert(1)> &lt;b&gt; R&D";
  const front = { title, description: "<script>alert(1)</script> AT&T", tags: ["<b>bold</b>"] };
  using home = makeHome([fixture("2025-05-08", "note", front, "Text.")]);
  await publish(home.world, home.publication);
  const feed = readFileSync(home.path("site", "dist", "rss.xml"), "utf8");
  const [item = ""] = /<item>[\s\S]*<\/item>/.exec(feed) ?? [];
  const told = [...item.matchAll(/<(title|description|category)>(.*)<\//g)].map(([, , text]) =>
    asHtml(text!),
  );
  expect(told).toHaveLength(3);
  for (const text of told) expect(text).not.toContain("<");
  expect(told[0]).toBe("S&P 500 &lt;img src=x onerror=alert(1)> &amp;lt;b&amp;gt; R&D");
  expect(told[1]).toBe("&lt;script&gt;alert(1)&lt;/script&gt; AT&amp;T");
});

test("a topic's feeds hold its articles whole", async () => {
  using home = makeHome(SAMPLES);
  await publish(home.world, home.publication);
  for (const name of ["feed.xml", "rss.xml", "feed.json"]) {
    const feed = readFileSync(home.path("site", "dist", "tags", "etf-flows", name), "utf8");
    expect([name, feed.includes("It is information and no investment advice.")]).toEqual([
      name,
      true,
    ]);
  }
});
