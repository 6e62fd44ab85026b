import { describe, expect, test } from "vitest";
import { parseFacts } from "../../generator/articles/facts-file.ts";
import { traceFigures, type TracedFigures } from "../../generator/check/verify/traced.ts";
import { parseArticle } from "../../generator/articles/article.ts";
import { readMarkdown } from "../../generator/publish/text/markdown.ts";
import { backgroundOf, EDITIONS, NEWEST, PRICE } from "../publish/sample.ts";

const background = backgroundOf();

function trace(markdown: string, facts: string): TracedFigures {
  const { frontMatter, body } = parseArticle(markdown, "article.md");
  const texts = { ...frontMatter, body, tree: readMarkdown(body).tree };
  return traceFigures(texts, parseFacts(facts, "facts.json"), background.vocabulary);
}

describe("the figures of an article", () => {
  test.for(EDITIONS)("of $edition ($slug) stand where their facts are printed", (article) => {
    const { frontMatter, body } = parseArticle(article.markdown, "article.md");
    const traced = trace(article.markdown, article.facts);
    const texts = { title: frontMatter.title, description: frontMatter.description, body };
    for (const text of ["title", "description", "body"] as const)
      for (const { start, end, fact } of traced[text])
        expect(texts[text].slice(start, end)).toBe(fact.text);
    expect(traced.body.length).toBeGreaterThan(30);
  });

  test.for(EDITIONS)("of $edition ($slug) are all that it has facts for", ({ markdown, facts }) => {
    const { title, description, body } = trace(markdown, facts);
    const printed = new Set([...title, ...description, ...body].map(({ fact }) => fact.id));
    expect(printed).toEqual(new Set(parseFacts(facts, "facts.json").facts.map(({ id }) => id)));
  });
});

test("an edited figure is traced no longer, and the others still are", () => {
  const { body } = parseArticle(NEWEST.markdown, "article.md");
  const whole = trace(NEWEST.markdown, NEWEST.facts).body;
  const edited = whole.find(({ fact }) => fact.ref === PRICE.ref);
  const at = NEWEST.markdown.length - body.length + (edited?.end ?? Number.NaN) - 1;
  const digit = NEWEST.markdown[at] === "9" ? "8" : "9";
  const markdown = NEWEST.markdown.slice(0, at) + digit + NEWEST.markdown.slice(at + 1);
  expect(trace(markdown, NEWEST.facts).body).toEqual(whole.filter((each) => each !== edited));
});
