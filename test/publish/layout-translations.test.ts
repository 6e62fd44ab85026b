import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inWords, loadLayoutWords } from "../../generator/publish/theme/layout-translations.ts";
import { ROOT, world } from "../support/bundle.ts";

const shout = (text: string): string => text.toUpperCase();

test.each([
  ["<p>Data to <b>{{cutoff}} UTC</b></p>", "<p>DATA TO <b>{{cutoff}} UTC</b></p>"],
  [
    '<nav aria-label="Site" class="wide"> Tags\n</nav>',
    '<nav aria-label="SITE" class="wide"> TAGS\n</nav>',
  ],
  [
    '<a href="{{href}}"{{#if current}} aria-current="page"{{/if}}>Today</a>',
    '<a href="{{href}}"{{#if current}} aria-current="page"{{/if}}>TODAY</a>',
  ],
  [
    '<p data-many="{count} results" data-engine="{{engine}}">',
    '<p data-many="{COUNT} RESULTS" data-engine="{{engine}}">',
  ],
  [
    "{{#if a}}, and{{else}}{{{b}}}{{/if}} {{! a comment > here }}",
    "{{#if a}}, AND{{else}}{{{b}}}{{/if}} {{! a comment > here }}",
  ],
  ["<p>1 · 2</p>{{> meta}}", "<p>1 · 2</p>{{> meta}}"],
])("says the texts of %s in other words, and touches nothing else", (layout, said) => {
  expect(inWords(layout, shout)).toBe(said);
});

test("what a language has no words for stays", () => {
  expect(inWords("<p>One</p> two $& three", () => undefined)).toBe("<p>One</p> two $& three");
  expect(inWords("<p>One</p>", () => "$&")).toBe("<p>$&</p>");
  expect(loadLayoutWords(world, ROOT, "en")).toBeUndefined();
});

test("Spanish says every text of the bundled layouts, and nothing that none of them has", () => {
  const folder = join(ROOT, "site", "layouts");
  const texts = new Set<string>();
  for (const name of readdirSync(folder).filter((each) => /(?<!rss|feed)\.hbs$/.test(each)))
    inWords(readFileSync(join(folder, name), "utf8"), (text) => void texts.add(text));
  const say = loadLayoutWords(world, ROOT, "es")!;
  expect([...texts].filter((text) => say.get(text) === undefined)).toEqual([]);
  const file = readFileSync(join(ROOT, "templates/vocabulary/es/layouts.yaml"), "utf8");
  const said = [...file.matchAll(/^"([^"]+)": /gm)].map(([, text]) => text!);
  expect(said.filter((text) => !texts.has(text))).toEqual([]);
  expect(said.length).toBe(texts.size);
});
