import { approvedAgain } from "../publish/fixtures.ts";
import * as fc from "fast-check";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { daysFrom } from "../../generator/base/day.ts";
import { renderMarkdown } from "../../generator/publish/text/markdown.ts";
import { tagPathOf } from "../../generator/publish/model/topics.ts";
import { publish } from "../../generator/publish/publish.ts";
import { serve } from "../../generator/publish/serve/serve.ts";
import { fixture, type Fixture } from "../publish/fixtures.ts";
import { makeHome } from "../publish/home.ts";
import { backgroundOf, CLAIM, NEWEST, NEWEST_PAGE } from "../publish/sample.ts";
import { catalogue } from "../support/bundle.ts";
import { launch } from "./browser.ts";
import { HOSTILE, SHARDS } from "./hostile.ts";
import { open } from "./open.ts";
import { atomOf, DANGERS_HERE, dangersOf, OWN_MARKS } from "./probes.ts";

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});

afterAll(() => browser.close());

const ALL = HOSTILE.join(" ");
const DAYS = daysFrom("2025-04-01", "2025-05-31");

/** An article in which every text of its own is hostile; every other one has no tag, so that its story is shown. */
function hostileArticle(hostile: string, index: number): Fixture {
  const front = {
    title: hostile,
    description: hostile,
    tags: index % 2 === 0 ? [hostile, ALL] : [],
    story: hostile,
    language: hostile,
    review: hostile,
  };
  const body = `${hostile}\n\n## ${hostile}\n\n${hostile}\n`;
  return fixture(DAYS[index] ?? "", `hostile-${index}`, front, body);
}

test("hostile text in every field of articles and publication stays text, even without a content policy", async () => {
  const articles = HOSTILE.map(hostileArticle);
  using home = makeHome(articles, {
    name: ALL,
    description: ALL,
    author: { name: ALL, role: ALL, bio: ALL },
  });
  await publish(home.world, home.publication);
  const served = await serve(home.world, home.publication, { port: 0 });
  await using opened = await open(browser, served.address, { bypassCSP: true });
  const { page, complaints } = opened;
  const paths = articles.map(({ edition, slug }) => `${edition.replaceAll("-", "/")}/${slug}/`);
  const tagged = HOSTILE.filter((_, at) => at % 2 === 0).map((tag) => tagPathOf(tag) ?? "tags/");
  const lists = ["archive/", "archive/2025/04/", "tags/", "corrections/", "about/", "subscribe/"];
  for (const path of ["", ...lists, ...tagged, ...paths]) {
    await page.goto(served.address + path);
    expect([path, await page.evaluate(DANGERS_HERE)]).toEqual([path, []]);
    expect(await page.locator("body > main").count()).toBe(1);
  }
  expect(complaints).toEqual([]);
  const feed = await (await fetch(`${served.address}feed.xml`)).text();
  expect(await page.evaluate(atomOf(feed))).toMatchObject({
    namespaces: ["http://www.w3.org/2005/Atom"],
    missing: [],
    entries: 30,
  });
  await served.close();
});

test("hostile text in a catalogue, a claim and an edited article stays text beside marks and in notes", async () => {
  const hostile = ALL.replaceAll(/[\r\n]/g, " ");
  const sources = new Map(
    [...catalogue.sources].map(([id, source]) => [
      id,
      { ...source, url: "javascript:alert(1)", publisher: ALL, attribution: ALL },
    ]),
  );
  const series = new Map([...catalogue.series].map(([id, each]) => [id, { ...each, title: ALL }]));
  const claim = { ...CLAIM, reporter: ALL, medium: ALL, quote: ALL, url: "javascript:alert(1)" };
  const markdown = `${NEWEST.markdown}\n${ALL}\n`;
  const facts = NEWEST.facts.replaceAll('"method":"last"', `"method":${JSON.stringify(hostile)}`);
  using home = makeHome([{ ...NEWEST, markdown: approvedAgain(markdown, facts), facts }]);
  const background = backgroundOf({ ...catalogue, sources, series }, [claim]);
  await publish(home.world, home.publication, { background });
  const served = await serve(home.world, home.publication, { port: 0 });
  const address = `${served.address}${NEWEST_PAGE}`;
  await using opened = await open(browser, address, { bypassCSP: true });
  const { page, complaints } = opened;
  const ours = (await page.evaluate(OWN_MARKS)) as number;
  expect(ours).toBeGreaterThan(50);
  expect(await page.evaluate(DANGERS_HERE)).toEqual([
    // The box that lets the keyboard meet the figures.
    "input",
    ...Array.from({ length: ours }, () => "button"),
  ]);
  expect(complaints).toEqual([]);
  await served.close();
});

test("a hostile text in any mixture never makes an article's HTML dangerous", async () => {
  await using opened = await open(browser, "about:blank");
  const shard = fc.constantFrom(...HOSTILE, ...SHARDS);
  const mixture = fc.array(shard, { minLength: 2, maxLength: 8 }).map((parts) => parts.join(""));
  const texts = fc.array(mixture, { minLength: 20, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(texts, async (batch) => {
      const rendered = batch.map((text) => renderMarkdown(text).html);
      expect(await opened.page.evaluate(dangersOf(rendered))).toEqual([]);
    }),
    { numRuns: 25 },
  );
  expect(opened.complaints).toEqual([]);
});

test("what the probe looks for, it finds", async () => {
  await using opened = await open(browser, "about:blank");
  const samples = ["<p onclick=x>", "<a href=' java\nscript:x'>", "<svg>", "<b style='x'>", "<p>"];
  expect(await opened.page.evaluate(dangersOf(samples))).toEqual([
    "onclick",
    "javascript:x",
    "svg",
    "style",
  ]);
});
