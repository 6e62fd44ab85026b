import { expect, test } from "vitest";
import { readFeed } from "../../generator/gather/feeds/read-feed.ts";
import { gatherFeeds } from "../../generator/gather/feeds/gather-feeds.ts";
import type { Feed } from "../../generator/publication/feeds.ts";
import { loadSecrets } from "../../generator/web/secrets.ts";
import { openWeb } from "../../generator/web/web.ts";
import { routed } from "./sources/routes.ts";
import { temporaryFolder, temporaryStore } from "./support.ts";
import { provider, worldVia, type Reply } from "./web/provider.ts";

const ADDRESS = "https://news.example/feeds/all.xml";

const NOON = "2025-05-08T12:00:00.000Z";

const FEED: Feed = { id: "desk", source: "desk", url: ADDRESS, subjects: ["btc"] };

function item(title: string, more = ""): string {
  return `<item><title>${title}</title><link>/story?a=1&amp;b=2</link><guid>${title}</guid>${more}</item>`;
}

function rss(...items: string[]): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>${items.join("")}</channel></rss>`;
}

const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry>
  <title type="text">1 &lt; 2</title><id>urn:1</id><link rel="self" href="x"/><link href="story"/>
  <updated>2025-05-07T14:00:00-04:00</updated></entry></feed>`;

const rdf = `<rdf:RDF xmlns:rdf="r"><channel><title>News</title></channel>
  <item><title>Old form</title><link>https://b.example/(1)</link><dc:date>2025-05-07T14:00:00Z</dc:date></item></rdf:RDF>`;

test("RSS, its older form and Atom are read alike, with links as seen from the feed", () => {
  const date = "<pubDate>Wed, 07 May 2025 14:00:00 EDT</pubDate>";
  const at = Date.parse("2025-05-07T18:00:00Z");
  expect(readFeed(rss(item("<![CDATA[Rates &amp; <b>more</b>]]>", date)), ADDRESS)).toMatchObject([
    { title: "Rates & more", url: "https://news.example/story?a=1&b=2", at },
  ]);
  expect(readFeed(atom, ADDRESS)).toEqual([
    { key: "urn:1", title: "1 < 2", url: "https://news.example/feeds/story", at },
  ]);
  expect(readFeed(rdf, ADDRESS)).toMatchObject([
    { title: "Old form", url: "https://b.example/%281%29", at: Date.parse("2025-05-07T14:00:00Z") },
  ]);
});

test.each([
  ["a &lt;script&gt;alert(1)&lt;/script&gt; b", "a b"],
  ["line\n\tone\u202E two\u0007\u200B", "line one two"],
  ["S&amp;amp;P &amp;lt; 5", "S&P < 5"],
  ["&lt;img src=x onerror=alert(1)&gt;Rates", "Rates"],
])("the title %j is %j, whatever markup or sign stands in it", (written, title) => {
  expect(readFeed(rss(item(written)), ADDRESS).map((each) => each.title)).toEqual([title]);
});

test.each([
  ["Wed, 07 May 2025 14:00:00", "a time without its zone"],
  ["2025-05-07", "a day without a time"],
  ["yesterday GMT", "no date"],
])("%j is taken for no time: it is %s", (date) => {
  const [read] = readFeed(rss(item("Title", `<pubDate>${date}</pubDate>`)), ADDRESS);
  expect(read?.at).toBeUndefined();
});

test.each(["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", ""])(
  "%j is no address of an entry",
  (link) => {
    const entry = `<item><title>Title</title><link>${link}</link></item>`;
    expect(readFeed(rss(entry), ADDRESS).map(({ url }) => url)).toEqual([undefined]);
  },
);

const bomb = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${rss(item("&b;")).slice(21)}`;

test.each([
  ["an entity bomb", bomb, "declares a document type"],
  ["what is too long", rss(item("a".repeat(5_000_000))), "longer than 5 million"],
  ["a page", "<html><body><p>Moved</p></body></html>", "RSS or Atom feed was expected"],
  ["a broken feed", "<rss><channel><item><title>x</channel></rss>", "no XML"],
  ["a deep one", "<rss>".repeat(80) + "</rss>".repeat(80), "no XML"],
  ["nothing", "", "was expected"],
  ["JSON", '{"items": []}', "was expected"],
])("%s is no feed, and is refused by name", (_, text, message) => {
  expect(() => readFeed(text, ADDRESS)).toThrow(message);
});

function dated(date: string): string {
  return `<pubDate>${date}</pubDate>`;
}

const elsewhere: Reply = (_, response) =>
  void response.writeHead(302, { location: "https://other.example/" }).end();

/** Asks the feed of what a provider on a socket answers, each time with the next answer. */
async function gathering(...answers: readonly unknown[]) {
  const left = [...answers];
  const { base } = await provider((request, response) =>
    routed({ "news.example": { "/feeds/all.xml": left.shift() } })(request, response),
  );
  const home = temporaryFolder();
  const store = await temporaryStore();
  const ask = async (at: string, feed: Feed = FEED) => {
    const world = worldVia(base, at);
    return gatherFeeds(openWeb(world, loadSecrets(world, home, [])), [feed], store, Date.parse(at));
  };
  return { ask, headlines: () => store.latestHeadlines() };
}

test("a headline is stored once, and anew where its title is worded anew", async () => {
  const date = "<pubDate>Wed, 07 May 2025 18:00:00 GMT</pubDate>";
  const worded = (title: string): string =>
    rss(`<item><guid>1</guid><title>${title}</title><link>/1</link>${date}</item>`);
  const { ask, headlines } = await gathering(worded("Kept"), worded("Kept"), worded("Held"));
  expect(await ask(NOON)).toEqual({ added: 1, notes: [] });
  const at = "2025-05-07T18:00:00.000Z";
  expect(await headlines()).toMatchObject([{ title: "Kept", at, known: at, seen: NOON }]);
  expect(await ask("2025-05-08T13:00:00.000Z")).toEqual({ added: 0, notes: [] });
  const later = "2025-05-08T14:00:00.000Z";
  expect(await ask(later)).toEqual({ added: 1, notes: [] });
  expect(await headlines()).toMatchObject([{ title: "Held", at, known: later, seen: later }]);
});

test("what has no date or one to come is of when it was seen, and what is old or unwanted is left out", async () => {
  const { ask, headlines } = await gathering(
    rss(
      item("Bitcoin to come", dated("Fri, 09 May 2025 18:00:00 GMT")),
      item("Bitcoin undated"),
      item("Bitcoin of old", dated("Mon, 07 Apr 2025 18:00:00 GMT")),
      item("Weather", dated("Wed, 07 May 2025 18:00:00 GMT")),
      item(`Bitcoin ${"a".repeat(300)}`),
      item("***"),
    ),
  );
  expect(await ask(NOON, { ...FEED, only: ["bitcoin"] })).toEqual({
    added: 2,
    notes: [
      "feed desk: 2 entries without a title or address that could be quoted",
      "feed desk: 1 entry dated after now, taken as of now",
    ],
  });
  const found = (await headlines()).map(({ title, at }) => [title, at]);
  expect(found.toSorted()).toEqual([
    ["Bitcoin to come", NOON],
    ["Bitcoin undated", NOON],
  ]);
});

test("a feed that fails, redirects elsewhere or is none is noted, and stores nothing", async () => {
  const { ask, headlines } = await gathering(undefined, elsewhere, bomb);
  const noted = [];
  for (let time = 0; time < 3; time++) noted.push(...(await ask(NOON)).notes);
  expect(noted).toEqual([
    expect.stringContaining("feed desk: "),
    expect.stringContaining("redirects to another host"),
    expect.stringContaining("declares a document type"),
  ]);
  expect(await headlines()).toEqual([]);
});
