import { readFileSync, writeFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import type { FrontMatter } from "../../generator/articles/article.ts";
import { publish } from "../../generator/publish/publish.ts";
import type { Publication } from "../../generator/publication/publication.ts";
import { fixture, SAMPLES, type Fixture } from "./fixtures.ts";
import { makeHome } from "./home.ts";

const TEXT = "Text.\n";

function article(edition: string, front: Partial<FrontMatter> = {}, body = TEXT): Fixture {
  const title = `Of ${edition}`;
  return fixture(edition, "market-wrap", { title, description: "Summary.", ...front }, body);
}

/** The built files of some articles, by path. */
async function built(
  articles: readonly Fixture[],
  changes: Partial<Publication> = {},
): Promise<(path: string) => string> {
  using home = makeHome(articles, changes);
  await publish(home.world, home.publication);
  const files = new Map(
    ["feed.xml", ...articles.map(pathOf)].map((path) => [
      path,
      readFileSync(home.path("site", "dist", path), "utf8"),
    ]),
  );
  return (path) => files.get(path) ?? "";
}

function pathOf({ edition, slug }: Fixture): string {
  return `${edition.replaceAll("-", "/")}/${slug}/index.html`;
}

/** The page of one article that stands alone. */
const pageOf = async (only: Fixture, changes: Partial<Publication> = {}): Promise<string> =>
  (await built([only], changes))(pathOf(only));

const sections = (count: number, words: number): string =>
  Array.from({ length: count }, (_, index) => `## Part ${index}\n\n${"word ".repeat(words)}`).join(
    "\n\n",
  );

const about = (day: number, tags: string[], subjects: string[]): Fixture =>
  article(`2025-05-0${day}`, { tags, subjects });

const shared = async (changes: Partial<Publication>): Promise<string[]> => {
  const title = "Up 2% & more";
  const html = await pageOf(article("2025-05-01", { title }), changes);
  const list = /<ul class="share".*?<\/ul>/s.exec(html)?.[0] ?? "";
  return [...list.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) =>
    href.replaceAll("&#x3D;", "=").replaceAll("&amp;", "&"),
  );
};

describe("a table of contents", () => {
  test("leads to the sections of a long article, save sources and disclosure", async () => {
    const body = `${sections(4, 200)}\n\n## Sources and methods\n\nx\n\n## Disclosure\n\ny\n`;
    const contents = /<nav class="contents".*?<\/nav>/s.exec(
      await pageOf(article("2025-05-01", {}, body)),
    );
    const links = [...(contents?.[0] ?? "").matchAll(/<a href="([^"]*)">([^<]*)/g)];
    expect(links.map(([, href, title]) => [href, title])).toEqual(
      [0, 1, 2, 3].map((index) => [`#part-${index}`, `Part ${index}`]),
    );
  });

  test.for([
    ["few sections", sections(3, 400)],
    ["few words", sections(8, 20)],
  ])("is left out where there are %s", async ([, body]) => {
    expect(await pageOf(article("2025-05-01", {}, body))).not.toContain('class="contents"');
  });
});

describe("related articles", () => {
  let page: (path: string) => string;
  beforeAll(async () => {
    page = await built([
      about(9, ["flows", "rates"], ["btc", "us10y"]),
      about(8, ["flows", "rates"], ["btc", "us10y"]),
      about(7, ["flows"], ["btc"]),
      about(6, ["short interest"], ["russell2000"]),
      about(5, ["flows", "rates"], ["btc", "us10y"]),
      about(4, ["flows"], ["btc"]),
      about(3, ["flows", "volume"], ["btc"]),
    ]);
  });
  const related = (day: number): string[] => {
    const html = page(`2025/05/0${day}/market-wrap/index.html`);
    const section = /<section class="related".*?<\/section>/s.exec(html)?.[0] ?? "";
    return [...section.matchAll(/>Of 2025-05-0(\d)</g)].map(([, found]) => found ?? "");
  };

  test("are the earlier ones about most of the same, the newer first among equals", () => {
    expect(related(9)).toEqual(["5", "7", "4"]);
  });

  test("are never the previous one, a later one, or one about something else", () => {
    expect(related(5)).toEqual(["3"]);
    expect(related(6)).toEqual([]);
  });
});

describe("a corrected article", () => {
  const corrections = [
    { date: "2025-05-02", text: "The first <mistake>." },
    { date: "2025-05-04T08:30:00Z", text: "The second mistake." },
  ];
  const corrected = article("2025-05-01", { corrections });
  let page: (path: string) => string;
  beforeAll(async () => {
    page = await built([corrected]);
  });

  test("says so under its headline and lists what was wrong, newest first", () => {
    const html = page(pathOf(corrected));
    expect(html).toContain('<a href="#corrections">Corrected after publication</a>');
    const list = /<section class="corrections".*?<\/section>/s.exec(html)?.[0];
    expect([
      ...(list ?? "").matchAll(/<time datetime="([^"]*)">([^<]*)<\/time> ([^\n]*)</g),
    ]).toEqual([
      expect.arrayContaining(["2025-05-04T08:30:00Z", "May 4, 2025", "The second mistake."]),
      expect.arrayContaining(["2025-05-02", "May 2, 2025", "The first &lt;mistake&gt;."]),
    ]);
  });

  test("is newer in the feed than when it was published", () => {
    expect(page("feed.xml")).toContain(
      "<published>2025-05-01T12:00:00Z</published>\n<updated>2025-05-04T08:30:00Z</updated>",
    );
  });

  test("is refused where the day of a correction is none", async () => {
    const wrong = article("2025-05-01", { corrections: [{ date: "May 2", text: "x" }] });
    await expect(built([wrong])).rejects.toThrow(
      /market-wrap\.md:\d+:\d+: .*expected a day such as/,
    );
  });
});

describe("links to pass an article on", () => {
  const permanent = "https://bellwether.example/notes/2025/05/01/market-wrap/";
  const encoded = encodeURIComponent(permanent);

  test("are the permanent address and a mail that nobody sends but the reader", async () => {
    expect(await shared({})).toEqual([
      permanent,
      `mailto:?subject=Up%202%25%20%26%20more&body=${encoded}`,
    ]);
  });

  test("lead to other places where the publication asks for them", async () => {
    expect((await shared({ share: ["x", "reddit"] })).slice(2)).toEqual([
      `https://x.com/intent/post?url=${encoded}&text=Up%202%25%20%26%20more`,
      `https://www.reddit.com/submit?url=${encoded}&title=Up%202%25%20%26%20more`,
    ]);
  });
});

test.for([
  ["he", "rtl"],
  ["ar-EG", "rtl"],
  ["en", "ltr"],
  ["no such language", "ltr"],
])("an article in %s is written %s", async ([language = "", direction]) => {
  expect(await pageOf(article("2025-05-01", { language }))).toContain(
    `<article class="article" lang="${language}" dir="${direction}">`,
  );
});

test("a theme fills the slots of the layouts without touching them", async () => {
  using home = makeHome(SAMPLES);
  const slots = {
    head: '<meta name="theme" content="ours">',
    "under-masthead": "<p>Notice of {{site.name}}</p>",
    "article-head": "<p>Of {{kicker}}</p>",
    "article-end": "<p>By {{@root.author.name}}</p>",
    "over-colophon": "<p>Imprint</p>",
  };
  for (const [name, source] of Object.entries(slots))
    writeFileSync(home.path("site", "layouts", `slot-${name}.hbs`), source);
  await publish(home.world, home.publication);
  const html = readFileSync(
    home.path("site", "dist", "2025/05/08/cross-market-note/index.html"),
    "utf8",
  );
  const filled = [
    '<meta name="theme" content="ours">',
    "<p>Notice of Bellwether</p>",
    "<p>Of Short interest</p>",
    "<p>By The Bellwether desk</p>",
    "<p>Imprint</p>",
  ];
  expect(filled.map((text) => html.includes(text))).toEqual(filled.map(() => true));
});
