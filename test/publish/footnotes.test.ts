import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import type { Root } from "hast";
import { toString } from "mdast-util-to-string";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Span } from "../../generator/check/reading/block.ts";
import { parseFacts } from "../../generator/articles/facts-file.ts";
import { readMarkdown, stringifyPage } from "../../generator/publish/text/markdown.ts";
import { FootnoteReferences } from "../../generator/publish/text/footnote-references.ts";
import type { Source } from "../../generator/publication/catalogue.ts";
import { publish, type PublishOptions } from "../../generator/publish/publish.ts";
import { catalogue } from "../support/bundle.ts";
import { HOSTILE, SHARDS } from "../browser/hostile.ts";
import { approvedAgain, type Fixture } from "./fixtures.ts";
import type { TestHome } from "./home.ts";
import { makeHome } from "./home.ts";
import { backgroundOf, CLAIM, factOf, NEWEST, NEWEST_PAGE, PRICE } from "./sample.ts";

const MARK =
  /<span class="mark(?: near)?" id="(mark_\d+)" data-note="(\d+)">([^<]*)<button type="button" popovertarget="(note_\d+)" popovertargetaction="show" aria-labelledby="mark_label \4_number"><\/button><\/span>/g;

let home: TestHome;
let page: string;

beforeAll(async () => {
  home = makeHome([NEWEST]);
  await publish(home.world, home.publication, { background: backgroundOf() });
  page = built(`${NEWEST_PAGE}index.html`);
});

afterAll(() => home[Symbol.dispose]());

const built = (path: string): string => readFileSync(home.path("site", "dist", path), "utf8");

/** The page of the newest article, published alone. */
async function pageOf(
  { markdown = NEWEST.markdown, facts = NEWEST.facts }: Partial<Fixture>,
  options: PublishOptions = { background: backgroundOf() },
): Promise<string> {
  using own = makeHome([{ ...NEWEST, markdown, facts }]);
  await publish(own.world, own.publication, options);
  return readFileSync(own.path("site", "dist", NEWEST_PAGE, "index.html"), "utf8");
}

/** From the headline to the end of the text. */
function article(html: string): string {
  const [whole = ""] =
    /<header class="article-head">.*<footer class="article-foot">/s.exec(html) ?? [];
  return whole.replace(/<label class="figures-mode">.*?<\/label>\n/, "");
}

/** A text with a mark on each of the places given, in their order. */
function withReferences(markdown: string, places: readonly Span[]): Root {
  const { page: tree } = readMarkdown(markdown);
  const references = places.map((place, index) => ({ ...place, note: String(index + 1) }));
  new FootnoteReferences().insert(tree, markdown, references);
  return tree;
}

/** The note behind the first mark of a figure, its tags taken out. */
function noteOf(figure: string, html = page): string {
  const mark = [...html.matchAll(MARK)].find((match) => match[3] === figure);
  const note = html.match(new RegExp(`<li class="note" id="${mark?.[4]}" popover>.*?</li>`, "s"));
  return (note?.[0] ?? "").replace(/<[^>]*>/g, "").replace(/\s+/g, " ");
}

/** The number that the first mark of a figure bears. */
function noteNumber(figure: string): string {
  return [...page.matchAll(MARK)].find((match) => match[3] === figure)?.[2] ?? "";
}

describe("on an article's page", () => {
  test("every fact has a mark, in headline, summary and text", () => {
    const { facts } = parseFacts(NEWEST.facts, "facts.json");
    const marked = new Set([...page.matchAll(MARK)].map((match) => match[3]));
    expect(marked).toEqual(new Set(facts.map(({ text }) => text)));
    const inside = (tag: string): string =>
      page.match(new RegExp(`<${tag}[^>]*>(.*?)</${tag.split(" ")[0]}>`, "s"))?.[1] ?? "";
    expect(inside("h1")).toMatch(MARK);
    expect(inside('p class="standfirst"')).toMatch(MARK);
  });

  test("every mark has an id of its own and opens a note that exists; every note has its mark", () => {
    const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const targets = new Set([...page.matchAll(/ popovertarget="([^"]*)"/g)].map(([, id]) => id));
    expect([...targets]).toEqual(ids.filter((id) => /^note_\d+$/.test(id ?? "")));
  });

  test("a figure's text is what it was without its mark", async () => {
    const plain = await pageOf({}, {});
    expect(article(page).replace(MARK, "$3")).toBe(article(plain));
    expect(plain).not.toContain("<button");
  });

  test("a figure that was edited has no mark", async () => {
    const markdown = NEWEST.markdown.replaceAll(PRICE.text, "$12,345");
    const html = await pageOf({ markdown: approvedAgain(markdown, NEWEST.facts) });
    expect(html).toContain("$12,345");
    const marked = [...html.matchAll(MARK)].map((match) => match[3]);
    expect(marked).not.toContain("$12,345");
    expect(marked.length).toBeGreaterThan(50);
  });

  test("feed, front page and archive have no marks", () => {
    for (const path of ["feed.xml", "index.html", "archive/index.html"])
      expect(built(path)).not.toMatch(/button|popover|note_/);
  });
});

describe("a note", () => {
  test("tells value, unit, times, source and method of a price", () => {
    expect(noteOf(PRICE.text)).toBe(
      ` ${noteNumber(PRICE.text)} ${PRICE.text} Bitcoin price Value 97,032.32 US dollars As of May 7, 2025 Public May 8, 2025, 00:10 UTC Source Yahoo Finance Method The newest value at the cut-off, as the source gives it. `,
    );
    expect(page).toContain('<a href="https://finance.yahoo.com/">Yahoo Finance</a>');
    expect(page).toContain('<time datetime="2025-05-08T00:10:00Z">');
  });

  test("uses the words of attribution that a source asks for", async () => {
    const [yahoo] = [...catalogue.sources].filter(([id]) => id === "yahoo") as [[string, Source]];
    const sources = new Map([[yahoo[0], { ...yahoo[1], attribution: "By courtesy of Yahoo" }]]);
    const background = backgroundOf({ ...catalogue, sources });
    expect(noteOf(PRICE.text, await pageOf({}, { background }))).toContain(
      "Source By courtesy of Yahoo ",
    );
  });

  test("names who made a claim", () => {
    const { text } = factOf(({ ref }) => ref === `claim:${CLAIM.id}.level`);
    expect(noteOf(text)).toContain("Claim The Kobeissi Letter, a post on X; quoted, not measured ");
    expect(page).toContain('<a href="https://x.example/post/1">The Kobeissi Letter</a>');
  });

  test("says of a constant and of the edition's time that they are so", () => {
    expect(noteOf("12:00")).toBe(
      ` ${noteNumber("12:00")} 12:00 Value 12:00 UTC Source The edition’s own cut-off `,
    );
    const { text } = factOf(({ origin }) => origin === "parameter");
    expect(noteOf(text)).toContain("Source A constant of the published method ");
  });

  test("holds the value of every fact as people read it: as printed, or to two decimals where a source gives it", () => {
    const told = [...page.matchAll(/<b>([^<]*)<\/b>.*?<dt>Value<\/dt> <dd>([^ <]*)/gs)].map(
      ([, figure, value = ""]) =>
        [figure, Number(value.replaceAll(",", "").replace("−", "-"))] as const,
    );
    const { facts } = parseFacts(NEWEST.facts, "facts.json");
    const numbers = facts.filter(({ value }) => typeof value === "number");
    for (const { text, value, decimals, magnitude } of numbers) {
      const half = (0.5 * magnitude) / 10 ** decimals + 1e-9;
      const near = told.filter(
        ([figure, shown]) => figure === text && Math.abs(shown - Number(value)) <= half,
      );
      expect([text, near.length > 0]).toEqual([text, true]);
    }
    expect(numbers.length).toBeGreaterThan(40);
    for (const [, value] of told) expect(String(value)).not.toMatch(/\.\d{5}/);
  });

  test("names the rule whose record it is of, and no id of the program", () => {
    expect(page).not.toMatch(/evidence:|claim:|parameter:|\w+\.\d+\.hitRate/);
  });

  test("is shared by figures that say the same", () => {
    const prices = [...page.matchAll(MARK)].filter((match) => match[3] === PRICE.text);
    expect(prices.length).toBeGreaterThan(1);
    expect(new Set(prices.map((match) => match[2])).size).toBe(1);
  });

  test("links to nothing but pages of the web", async () => {
    const claims = [{ ...CLAIM, url: "javascript:alert(1)" }];
    const html = await pageOf({}, { background: backgroundOf(catalogue, claims) });
    expect(html).not.toContain("javascript:");
    expect(html).toContain("The Kobeissi Letter, a post on X; quoted");
  });
});

describe("marks", () => {
  test.for([
    ["in strong text", "a **5%** b", "5%"],
    ["behind an escape", String.raw`a \* b \_ 5% c`, "5%"],
    ["behind a character reference", "S&amp;P at 5%", "5%"],
    ["at the start of a second line", "a\n  5% b", "5%"],
    ["in a table", "| a |\n| - |\n| 5% |", "5%"],
    ["in a list in a quote", "> - at 5%", "5%"],
  ] as const)("stand on a figure %s", ([, markdown, figure]) => {
    const start = markdown.indexOf(figure);
    const html = stringifyPage(withReferences(markdown, [{ start, end: start + figure.length }]));
    expect([...html.matchAll(MARK)].map((match) => match[3])).toEqual([figure]);
  });

  test.for([
    ["in a link", "[at 5% now](https://example.org)"],
    ["across markup", "at **5**% now"],
    ["in markup that is shown as text", "<b title='5%'>"],
  ] as const)("do not stand on a figure %s", ([, markdown]) => {
    const start = markdown.indexOf("5");
    const end = markdown.indexOf("%") + 1;
    expect(stringifyPage(withReferences(markdown, [{ start, end }]))).not.toContain("button");
  });

  test("never change what a text says, wherever they stand", () => {
    const shard = fc.constantFrom(...HOSTILE, ...SHARDS, "$97,032", "0.2%", "&amp;", "&#57;", "é");
    const texts = fc.array(shard, { minLength: 1, maxLength: 12 }).map((parts) => parts.join(""));
    const cuts = fc.uniqueArray(fc.nat({ max: 200 }), { maxLength: 8 });
    fc.assert(
      fc.property(texts, cuts, (text, offsets) => {
        const sorted = offsets.toSorted((a, b) => a - b);
        const places = sorted.slice(1).map((end, index) => ({ start: sorted[index] ?? 0, end }));
        const plain = toString(readMarkdown(text).page);
        expect(toString(withReferences(text, places))).toBe(plain);
      }),
      { numRuns: 80 },
    );
  });
});

test("short figures side by side are set apart, so that a finger finds each", () => {
  const source = "Over 1, 5 and 30, or 250, 300 and 5% – 7";
  const places = ["1", "5", "30", "250", "300", "5%", "7"].map((figure) => {
    const start = source.indexOf(figure);
    return { start, end: start + figure.length };
  });
  const html = stringifyPage(withReferences(source, places));
  expect([...html.matchAll(/class="mark near"[^>]*>([^<]*)/g)].map(([, figure]) => figure)).toEqual(
    ["5"],
  );
});
