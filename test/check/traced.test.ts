import { describe, expect, test } from "vitest";
import { readFacts } from "../../generator/check/read-facts.ts";
import { traceFigures, type TracedFigures } from "../../generator/check/traced.ts";
import { parseArticle } from "../../generator/compose/article.ts";
import { readMarkdown } from "../../generator/publish/markdown.ts";
import { backgroundOf, EDITIONS } from "../publish/sample.ts";

const background = backgroundOf();
const [NEWEST] = EDITIONS as [(typeof EDITIONS)[number]];

function trace(markdown: string, facts: string): TracedFigures {
  const { frontMatter, body } = parseArticle(markdown, "article.md");
  const texts = { ...frontMatter, body, tree: readMarkdown(body).tree };
  return traceFigures(texts, readFacts(facts, "facts.json"), background.vocabulary);
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
    expect(printed).toEqual(new Set(readFacts(facts, "facts.json").facts.map(({ id }) => id)));
  });
});

describe("an edited figure", () => {
  test("is traced no longer, and the others still are", () => {
    const edited = NEWEST.markdown.replace("Bitcoin at $97,032, up", "Bitcoin at $97,033, up");
    expect(edited).not.toBe(NEWEST.markdown);
    const whole = trace(NEWEST.markdown, NEWEST.facts).body;
    const left = trace(edited, NEWEST.facts).body;
    expect(left).toHaveLength(whole.length - 1);
    expect(left.some(({ start }) => edited.indexOf("$97,033") === start)).toBe(false);
  });
});
