import { expect, test } from "vitest";
import { parse } from "yaml";
import { committed } from "./made.ts";

/** Keys that mean something of their own to Hugo, Eleventy or Astro, and would change what they build. */
const RESERVED =
  "alias aliases build cascade collections draft eleventyComputed eleventyExcludeFromCollections eleventyNavigation expiryDate file headless layout markup" +
  " outputs page pagination permalink publishDate resources slug templateEngineOverride type url weight";

const isTextOrTexts = (value: unknown): boolean =>
  typeof value === "string" ||
  (Array.isArray(value) && value.every((each) => typeof each === "string"));

const articles = committed(30).map(({ edition, slug, markdown }) => {
  const [, front = "", body = ""] = /^---\n([^]*?)\n---\n([^]*)$/.exec(markdown) ?? [];
  return { name: `${edition}/${slug}`, front: parse(front) as Record<string, unknown>, body };
});

test("front matter is texts and lists of texts, with a title and an instant that any site generator reads", () => {
  expect(articles.length).toBeGreaterThan(60);
  for (const { name, front } of articles) {
    const odd = Object.entries(front).filter(([, value]) => !isTextOrTexts(value));
    expect([name, odd]).toEqual([name, []]);
    expect([name, front["title"]]).not.toEqual([name, undefined]);
    expect(front["date"]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(Object.keys(front).filter((key) => RESERVED.split(" ").includes(key))).toEqual([]);
  }
});

test("no text of an article is a template to a site generator that fills in Markdown first", () => {
  for (const { name, body } of articles)
    expect([name, /\{\{|\{%|\{#|<%/.exec(body)?.[0]]).toEqual([name, undefined]);
});
