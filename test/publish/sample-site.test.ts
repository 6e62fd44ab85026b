import { HtmlValidate } from "html-validate";
import { beforeAll, describe, expect, test } from "vitest";
import { deadLinks } from "./links.ts";
import { jsonFeedSchema } from "./machine/json-feed-schema.ts";
import { faultsOf, thingsOf } from "./machine/json-ld.ts";
import { feedFaults } from "./machine/feed-rules.ts";
import { xmlFaults } from "./machine/xml-faults.ts";
import { pageType } from "./page-types.ts";
import { approvedAgain } from "./fixtures.ts";
import { committed, made, pagesOf, textOf, type Made } from "./made.ts";

const ROOT = "https://bellwether.example/notes/";

let site: Made;

beforeAll(() => {
  site = made(committed(30));
});

const files = (ending: string): Map<string, string> => {
  const paths = [...site.keys()].filter((path) => path.endsWith(ending));
  return new Map(paths.map((path) => [path, textOf(site, path)]));
};

const plainText = (escaped: string): string =>
  escaped.replace(
    /&(amp|#x27|quot);/g,
    (_, name) => ({ amp: "&", "#x27": "'", quot: '"' })[name as "amp"],
  );

test("the sample has a page of every type", () => {
  const pages = pagesOf(site);
  const types =
    "archive archive/2025 archive/2025/05 tags tags/etf-flows subjects subjects/btc subjects/russell2000 series series/btc.close" +
    " narratives narratives/momentum/rsi methodology sources corrections about subscribe search";
  for (const type of types.split(" ")) expect(pages).toContain(`${type}/index.html`);
});

test("no link of any page leads nowhere", () => {
  expect(pagesOf(site).length).toBeGreaterThan(200);
  expect(deadLinks(site, ROOT)).toEqual([]);
});

test("every page has a picture for where its address is shared, and articles tell theirs to machines", () => {
  for (const path of pagesOf(site).filter(
    (each) => !textOf(site, each).includes('http-equiv="refresh"'),
  )) {
    const [, address = ""] =
      /<meta property="og:image" content="([^"]+)">/.exec(textOf(site, path)) ?? [];
    expect([path, site.has(address.replace(ROOT, ""))]).toEqual([path, true]);
  }
  const article = textOf(site, "2025/05/08/cross-market-note/index.html");
  const [, picture = ""] = /og:image" content="([^"]+)"/.exec(article) ?? [];
  const news = thingsOf(article).find((thing) => thing["@type"] === "NewsArticle");
  expect(news!["image"]).toMatchObject({ url: picture, width: 1200, height: 630 });
  expect(article).toMatch(/og:image:alt" content="[^"]*Russell 2000 \(IWM\): /);
});

test("a zone of now is of the newest value alone, and told once", () => {
  const pages = pagesOf(site).filter((path) => /^subjects\/[^/]+\/index/.test(path));
  let count = 0;
  for (const path of pages) {
    const [, zones = ""] = /<dl class="zones">([^]*?)<\/dl>/.exec(textOf(site, path)) ?? [];
    const told = [...zones.matchAll(/<dt>(.*?)<\/dt>[^]*?<span class="count">(.*?), /g)];
    const named = told.map(([, scale, of]) => `${scale} ${of}`);
    expect([path, named]).toEqual([path, [...new Set(named)]]);
    count += named.length;
  }
  expect(count).toBeGreaterThan(8);
  const timelines = textOf(site, "subjects/vix/index.html").match(/<h3 class="label">VIX regimes/g);
  expect(timelines).toHaveLength(1);
});

test("the markets stand below words for their kinds, and a value that is no price says what it is", () => {
  const page = textOf(site, "subjects/index.html");
  const kinds = [...page.matchAll(/<tr class="group"><th[^>]*>(.*?)<\/th>/g)].map(
    ([, kind]) => kind!,
  );
  expect(kinds.length).toBeGreaterThan(6);
  for (const kind of kinds) expect(kind).toMatch(/^[A-Z][a-z -]+$/);
  expect(new Set(kinds).size).toBe(kinds.length);
  for (const said of ["Other large coins that rose", "Solana price in tether"])
    expect(page).toContain(`<td colspan="6" class="count">${said}</td>`);
});

test("a flow bears its sign wherever it is printed", () => {
  for (const path of ["series/ibit.flow/", "series/", "subjects/btc/"])
    expect([path, textOf(site, `${path}index.html`)]).toEqual([
      path,
      expect.stringMatching(/\+\$\d[\d.]* million/),
    ]);
  const values = /<h2[^>]*id="values"[^]*?<\/table>/.exec(
    textOf(site, "series/ibit.flow/index.html"),
  );
  expect(values?.[0]).not.toMatch(/>\$[1-9]/);
});

test("nowhere does the price of a fund stand for an index without a note", () => {
  for (const path of ["subjects/", "subjects/russell2000/"])
    expect(
      textOf(site, `${path}index.html`).replace(/<span class="whole">(.*?)<\/span>/g, "$1"),
    ).toContain("Prices are those of iShares Russell 2000 ETF (IWM).");
});

test("no title or description of a page is longer than search engines show, and none is that of another", () => {
  const heads = pagesOf(site).map((path) => {
    const html = textOf(site, path);
    const [, title = ""] = /<title>([^<]*)<\/title>/.exec(html) ?? [];
    const [, description = ""] = /<meta name="description" content="([^"]*)"/.exec(html) ?? [];
    return { path, title: plainText(title), description: plainText(description) };
  });
  const long = heads.filter((each) => each.title.length > 60 || each.description.length >= 160);
  expect(long).toEqual([]);
  for (const told of ["title", "description"] as const) {
    const twice = [...Map.groupBy(heads, (each) => each[told])].filter(
      ([, { length }]) => length > 1,
    );
    expect([told, twice]).toEqual([told, []]);
  }
});

test("nothing names a page by another address than its own", () => {
  for (const path of [...pagesOf(site), ...files("feed.xml").keys(), "sitemap.xml", "llms.txt"]) {
    const [before, ...after] = textOf(site, path).split("index.html");
    expect([path, after.map(() => before!.slice(-60))]).toEqual([path, []]);
  }
});

test("a page of every type is valid HTML", async () => {
  const validator = new HtmlValidate({
    root: true,
    extends: ["html-validate:recommended"],
    rules: { "long-title": "off", "prefer-native-element": ["error", { exclude: ["region"] }] },
  });
  const types = new Map(pagesOf(site).map((path) => [pageType(path), path]));
  expect(types.size).toBeGreaterThan(18);
  for (const path of types.values()) {
    const { results } = await validator.validateString(textOf(site, path));
    const faults = results.flatMap(({ messages }) => messages);
    expect([path, ...faults.map(({ ruleId, message }) => [ruleId, message])]).toEqual([path]);
  }
});

describe("what machines read", () => {
  test.each([
    ["Atom feeds", "atom.xsd", "feed.xml", 40],
    ["RSS feeds", "rss.xsd", "rss.xml", 40],
    ["sitemaps", "sitemap.xsd", "sitemap.xml", 2],
  ])("holds to the schema of %s", async (_, schema, ending, least) => {
    const documents = files(ending);
    expect(documents.size).toBeGreaterThanOrEqual(least);
    expect(await xmlFaults(schema, documents)).toEqual([]);
  });

  test.each(["feed.xml", "rss.xml"])(
    "breaks in no %s a rule of the W3C's validator of feeds",
    (ending) => {
      const documents = files(ending);
      expect(documents.size).toBeGreaterThanOrEqual(40);
      for (const [path, text] of documents)
        expect([path, feedFaults(text, ROOT + path)]).toEqual([path, []]);
    },
  );

  test.each([
    ["NotBlank", "<title>[^<]*</title>", "<title> </title>"],
    ["ContainsHTML", "(<item>\\s*<title>)", "$1&lt;b&gt;"],
    ["NonCanonicalURI", "(<guid[^>]*>)https:", "$1HTTPS:"],
    ["IncorrectDOW", "(<pubDate>)...", "$1Mon"],
    ["SecurityRisk", "(<content:encoded>)", "$1&lt;iframe&gt;&lt;/iframe&gt;"],
    ["SecurityRiskAttr", "(<content:encoded>)", "$1&lt;p onclick=&quot;x&quot;&gt;&lt;/p&gt;"],
    ["ContainsRelRef", "(<content:encoded>)", "$1&lt;a href=&quot;../x&quot;&gt;x&lt;/a&gt;"],
    ["NotHtml", "(<content:encoded>)", "$1&lt;p&gt;"],
    ["UndefinedNamedEntity", "(<content:encoded>)", "$1&amp;nbsp;"],
    ["SelfDoesntMatchLocation", 'href="[^"]*rss.xml"', 'href="https://elsewhere.example/rss.xml"'],
    ["DuplicateValue", "(<item>[^]*?</item>)", "$1$1"],
  ])("is found wrong where the rule %s is broken", (rule, from, to) => {
    // The first edition's articles are of a Thursday.
    const broken = textOf(site, "rss.xml").replace(new RegExp(from), to);
    const found = feedFaults(broken, `${ROOT}rss.xml`).map((fault) => fault.split(":")[0]);
    expect([...new Set(found)]).toEqual([rule]);
  });

  test("is found wrong where a schema is broken", async () => {
    const broken = textOf(site, "feed.xml").replace(/<updated>[^<]*/, "<updated>today");
    expect(await xmlFaults("atom.xsd", new Map([["feed.xml", broken]]))).not.toEqual([]);
  });

  test("is a JSON Feed where it says so", () => {
    const feeds = files("feed.json");
    expect(feeds.size).toBeGreaterThan(40);
    for (const [path, text] of feeds) {
      const { error } = jsonFeedSchema.safeParse(JSON.parse(text));
      expect([path, error?.issues ?? []]).toEqual([path, []]);
    }
  });

  test("has in its JSON-LD all that schema.org requires, on every page that has any", () => {
    const types = new Set<unknown>();
    for (const path of pagesOf(site)) {
      const things = thingsOf(textOf(site, path));
      for (const thing of things) types.add(thing["@type"]);
      expect([path, faultsOf(things)]).toEqual([path, []]);
    }
    expect([...types].toSorted()).toEqual([
      "BreadcrumbList",
      "Dataset",
      "FAQPage",
      "NewsArticle",
      "NewsMediaOrganization",
      "WebSite",
    ]);
  });

  test("gives the same article as Markdown and as data", () => {
    const path = "2025/05/08/cross-market-note/";
    const whole = JSON.parse(textOf(site, `${path}index.json`));
    expect(whole.url).toBe(`${ROOT}${path}`);
    expect(whole.facts.facts.length).toBeGreaterThan(30);
    expect(textOf(site, `${path}index.md`)).toContain(whole.markdown);
  });
});

test("a page says nothing that a template should have filled in", () => {
  // The search page's own script fills in how much it found.
  for (const path of pagesOf(site).filter((each) => each !== "search/index.html")) {
    const found = /undefined|NaN|\[object|\{\w+\}/.exec(textOf(site, path))?.[0];
    expect([path, found]).toEqual([path, undefined]);
  }
});

test("the note of a figure leads to the page of its series, and to that of the rule whose record it is of", () => {
  const article = textOf(site, "2025/05/08/market-wrap/index.html");
  expect(article).toContain('<a href="../../../../series/btc.close/">Bitcoin price</a>');
  // A record is told where it shows something, which it does on none of these days.
  const wrap = committed(1).find(({ slug }) => slug === "market-wrap")!;
  const file = JSON.parse(wrap.facts) as { facts: { ref: string; method?: string }[] };
  const told = file.facts.find(({ ref }) => ref === "btc.close.sma50Distance")!;
  Object.assign(told, { ref: "evidence:price/year-high|btc.20.hitRate", method: "evidence" });
  const facts = JSON.stringify(file);
  const other = made([{ ...wrap, markdown: approvedAgain(wrap.markdown, facts), facts }]);
  expect(textOf(other, "2025/05/08/market-wrap/index.html")).toMatch(
    /<dt>Rule<\/dt> <dd><a href="(\.\.\/){4}narratives\/price\/year-high\/">/,
  );
});

test("the methodology prints the parameters of its methods as articles do", () => {
  const methods = textOf(site, "methodology/index.html");
  expect(methods).toMatch(/Fisher&#x27;s 95% interval/);
  expect(methods).not.toMatch(/\d interval/);
});

test("a rule's title is written as a reader writes it", () => {
  expect(textOf(site, "narratives/flows/etf-inflow/index.html")).toContain(
    '<h1 class="headline">Flows: ETF inflow</h1>',
  );
});

test("a series is offered whole only where its terms allow that", () => {
  expect(site.has("series/vix.level/vix.level.csv")).toBe(true);
  expect(textOf(site, "series/vix.level/vix.level.csv")).toMatch(
    /^date,value,public\r\n1990-01-02,/,
  );
  for (const id of ["btc.close", "btc.etfFlow", "ethbtc.close", "btc.exchangeNetFlow"])
    expect([id, site.has(`series/${id}/${id}.csv`)]).toEqual([id, false]);
  expect(textOf(site, "series/btc.close/index.html")).toContain("do not allow the history");
});
