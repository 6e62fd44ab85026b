import { readFileSync } from "node:fs";
import { HtmlValidate } from "html-validate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { publish } from "../../generator/publish/publish.ts";
import { fixture } from "./fixtures.ts";
import type { TestHome } from "./home.ts";
import { makeHome } from "./home.ts";
import { backgroundWithData, EDITIONS, WITH_UNITS } from "./sample.ts";
import { filesUnder } from "./whole.ts";

/** A headline is as long as what it has to say, and a table that scrolls is no section of the text. */
const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended"],
  rules: { "long-title": "off", "prefer-native-element": ["error", { exclude: ["region"] }] },
});

/** An article with all that a page may hold besides. */
const CORRECTED = fixture(
  "2025-05-06",
  "market-wrap",
  {
    title: "An article that was corrected",
    description: "Its flows were those of the day before.",
    language: "he",
    corrections: [{ date: "2025-05-07", text: "An earlier version gave the flows of May 2." }],
  },
  "*Data.*\n\n# Loud\n\n> Quoted\n\n| a | b |\n| :- | -: |\n| 1 | 2 |\n\n```\n<b>\n```\n\n[link](https://example.org)\n",
  0,
);

let home: TestHome;

beforeAll(async () => {
  home = makeHome([...EDITIONS, CORRECTED], {
    ...WITH_UNITS,
    share: ["bluesky", "linkedin", "reddit", "x"],
  });
  await publish(home.world, home.publication, { background: backgroundWithData() });
});

afterAll(() => home[Symbol.dispose]());

test("every page of the sample is valid HTML", async () => {
  const dist = home.path("site", "dist");
  const pages = filesUnder(dist).filter((name) => name.endsWith(".html"));
  expect(pages.length).toBeGreaterThan(6);
  for (const name of pages) {
    const { results } = await validator.validateString(
      readFileSync(home.path("site", "dist", name), "utf8"),
    );
    const faults = results.flatMap(({ messages }) => messages);
    expect([name, ...faults.map(({ line, ruleId, message }) => [line, ruleId, message])]).toEqual([
      name,
    ]);
  }
});

test("what the validator looks for, it finds", async () => {
  const { results } = await validator.validateString("<p>a<p id=a><li id=a popover>");
  expect(results.flatMap(({ messages }) => messages).length).toBeGreaterThan(2);
});
