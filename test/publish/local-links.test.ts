import { expect, test } from "vitest";
import { relativeLink } from "../../generator/publish/model/address.ts";
import { localLinks } from "../../generator/publish/text/local-links.ts";
import { readMarkdown, stringifyPage } from "../../generator/publish/text/markdown.ts";

const ROOT = "https://b.example/daily/";

const PATH = "2025/05/08/market-wrap/index.html";

function shown(markdown: string): string {
  const { page } = readMarkdown(markdown);
  localLinks(page, ROOT, (to) => relativeLink(PATH, to));
  return stringifyPage(page);
}

test.each([
  ["https://b.example/daily/methodology/", "../../../../methodology/index.html"],
  ["https://b.example/daily/series/btc.csv", "https://b.example/daily/series/btc.csv"],
  ["../2025-05-07/flash.md", "../../../../2025/05/07/flash/index.html"],
  ["../2025-05-07/flash.md#why", "../../../../2025/05/07/flash/index.html#why"],
  ["https://b.example/other/", "https://b.example/other/"],
  ["https://a.example/daily/methodology/", "https://a.example/daily/methodology/"],
])("a link to %s leads to %s on a page of the site", (address, href) => {
  expect(shown(`[page](${address})`)).toContain(`<a href="${href}">page</a>`);
});
