import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, test } from "vitest";
import { publish } from "../../generator/publish/publish.ts";
import { placesOf, problemsAfter } from "../support/problems.ts";
import { SAMPLES } from "./fixtures.ts";
import { makeHome, type TestHome } from "./home.ts";
import { brokenLinks } from "./whole.ts";

function put(home: TestHome, file: string, ...lines: string[]): void {
  mkdirSync(dirname(home.path(file)), { recursive: true });
  writeFileSync(home.path(file), lines.join("\n"));
}

function head(title: string, date: string, ...more: string[]): string[] {
  const told = ["description: What it means.", "author: Ada Ames", `date: ${date}`];
  return ["---", `title: ${title}`, ...told, ...more, "---"];
}

const shown = (home: TestHome, path: string): string =>
  readFileSync(home.path("site/dist", path), "utf8");

test("a guest article has its page, and stands in the lists, the feeds and the sitemap under its author's name", async () => {
  using home = makeHome(SAMPLES);
  put(
    home,
    "content/pages/imprint.md",
    "---",
    "title: Imprint",
    "description: Who.",
    "---",
    "By [Ada](../articles/on-rates.md).",
  );
  put(
    home,
    "content/articles/on-rates.md",
    ...head("On <rates>", "2025-05-07T15:30:00+02:00", "tags: [ETF flows, Rates]"),
    "# Before",
    "See [the note](../editions/2025-05-08/cross-market-note.md), [who](../pages/imprint.md), [more](on-gold.md#gold).",
  );
  put(home, "content/articles/on-gold.md", ...head("On gold", "2025-05-01"), "# Gold", "Text.");
  const { held, waiting } = await publish(home.world, home.publication, { search: true });
  expect([held, waiting]).toEqual([[], []]);
  const page = shown(home, "articles/on-rates/index.html");
  expect(page).toContain("On &lt;rates&gt;");
  expect(page).toContain("<span>By Ada Ames</span>");
  expect(page).toContain('"datePublished":"2025-05-07T13:30:00.000Z"');
  expect(page).toContain('href="../../2025/05/08/cross-market-note/">the note<');
  expect(page).toContain('href="../../tags/etf-flows/" rel="tag"');
  expect(page).toContain("<li>Rates</li>");
  expect(shown(home, "imprint/index.html")).toContain('href="../articles/on-rates/"');
  expect(shown(home, "tags/etf-flows/index.html")).toContain('href="../../articles/on-rates/"');
  for (const list of ["articles/index.html", "index.html"])
    expect(shown(home, list).match(/On &lt;rates&gt;|On gold/g)).toEqual([
      "On &lt;rates&gt;",
      "On gold",
    ]);
  const feed = shown(home, "feed.xml");
  expect(feed.match(/<title>.*<\/title>/g)?.indexOf("<title>On &lt;rates&gt;</title>")).toBe(2);
  expect(feed).toContain("<author><name>Ada Ames</name></author>");
  expect(feed).toContain("https://bellwether.example/notes/2025/05/08/cross-market-note/");
  expect(feed).not.toContain("href=&quot;..");
  expect(shown(home, "rss.xml")).toContain("<dc:creator>Ada Ames</dc:creator>");
  expect(JSON.parse(shown(home, "feed.json")).items[1].authors).toEqual([{ name: "Ada Ames" }]);
  expect(shown(home, "sitemap.xml")).toContain("/articles/on-gold/");
  expect(shown(home, "llms.txt")).toContain("/articles/)");
  expect(brokenLinks(home.path("site/dist"), "/notes/")).toEqual([]);
});

test("a site without guest articles tells of none", async () => {
  using home = makeHome(SAMPLES);
  await publish(home.world, home.publication);
  expect(shown(home, "index.html")).not.toContain("Guest articles");
  expect(shown(home, "sitemap.xml")).not.toContain("/articles/");
});

test("a guest article waits for its day, and one that is refuted is held", async () => {
  using home = makeHome(SAMPLES);
  put(home, "content/articles/later.md", ...head("Later", "2199-01-01"), "Text.");
  put(home, "content/articles/wrong.md", ...head("Wrong", "2025-05-01"), "Text.");
  const { held, waiting } = await publish(home.world, home.publication, {
    holdGuest: () => "it is wrong",
  });
  const file = "content/articles/wrong.md";
  expect(held).toEqual([{ file, reason: "it is wrong" }]);
  expect(waiting).toEqual([
    { file: "content/articles/later.md", from: "2199-01-01T12:00:00.000Z" },
  ]);
  expect(shown(home, "sitemap.xml")).not.toContain("/articles/");
});

test("what a guest article lacks, and what is not shown, is told with its line", async () => {
  using home = makeHome(SAMPLES);
  put(home, "content/articles/a.md", ...head("A", "yesterday"), "Text.");
  put(home, "content/articles/b.md", "Text.");
  put(home, "content/articles/c.md", ...head("C", "2025-05-01"), "<script>alert(1)</script>");
  put(home, "content/articles/d.md", ...head("D", "2025-05-01"), "[E](e.md)");
  const problems = await problemsAfter(() => publish(home.world, home.publication));
  expect(placesOf(problems)).toEqual([
    "5:7 schema",
    "1:undefined own-page",
    "7:1 own-page",
    "7:1 own-page",
  ]);
});
