import { describe, expect, test } from "vitest";
import { parseFacts } from "../../generator/articles/facts-file.ts";
import { traceFigures, type TracedFigures } from "../../generator/check/verify/traced.ts";
import { parseArticle } from "../../generator/articles/article.ts";
import { readMarkdown } from "../../generator/publish/text/markdown.ts";
import { backgroundWithData, EDITIONS, NEWEST, PRICE } from "../publish/sample.ts";

const background = backgroundWithData();

function trace(markdown: string, text: string): TracedFigures {
  const { frontMatter, body } = parseArticle(markdown, "article.md");
  const texts = { ...frontMatter, body, tree: readMarkdown(body).tree };
  const facts = parseFacts(text, "facts.json");
  const { kit, scales, view, vocabulary } = background;
  const data = { view: view(Date.parse(facts.cutoff)), measures: kit.measures, scales };
  return traceFigures(texts, facts, vocabulary, data);
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

/** What is traced of a sentence that an editor puts into the newest article. */
function tracedOf(sentence: string): TracedFigures["body"] {
  const markdown = NEWEST.markdown.replace("\n## Sources", `\n${sentence}\n\n## Sources`);
  const { body } = parseArticle(markdown, "article.md");
  const from = body.indexOf(sentence);
  return trace(markdown, NEWEST.facts).body.filter(
    ({ start }) => start >= from && start < from + sentence.length,
  );
}

test("a figure that an editor writes has a note where the store binds it to what its fact tells, and none where its print alone is known", () => {
  const told = tracedOf(`Bitcoin closed at ${PRICE.text}.`);
  expect(told.map(({ fact }) => fact.ref)).toEqual([PRICE.ref]);
  for (const other of [
    `A fund in Zug paid ${PRICE.text} for its new office.`,
    "Only 0.2% of traders hold Ether.",
    "About 16.5% of holders bought Ether this year.",
  ])
    expect(tracedOf(other)).toEqual([]);
});
