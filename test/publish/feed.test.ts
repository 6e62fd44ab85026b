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
