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
  ["https://b.example/daily/methodology/", "../../../../methodology/"],
  ["https://b.example/daily/series/btc.csv", "https://b.example/daily/series/btc.csv"],
  ["https://b.example/other/", "https://b.example/other/"],
  ["https://a.example/daily/methodology/", "https://a.example/daily/methodology/"],
])("a link to %s leads to %s on a page of the site", (address, href) => {
  expect(shown(`[page](${address})`)).toContain(`<a href="${href}">page</a>`);
});

test("a picture of the site has relative addresses on a page of it", () => {
  const at = { src: `${ROOT}p/x-9.webp`, srcSet: `${ROOT}p/x-4.webp 4w, ${ROOT}p/x-9.webp 9w` };
  const { page } = readMarkdown("![It](x.jpg)", undefined, () => ({ ...at, width: 9, height: 4 }));
  localLinks(page, ROOT, (to) => relativeLink(PATH, to));
  expect(stringifyPage(page)).toMatch(
    /src="(\.\.\/){4}p\/x-9\.webp" srcset="(\.\.\/){4}p\/x-4\.webp 4w, (\.\.\/){4}p\/x-9\.webp 9w"/,
  );
});
