import { expect, test } from "vitest";
import { isFound, searchIndex } from "../../../generator/publish/machine/search-index.ts";
import type { SiteFile } from "../../../generator/publish/build/site-file.ts";

const page = (path: string, text: string): SiteFile => ({
  path,
  content: `<html lang="en"><body><main><h1>${text}</h1><p>${text} ${path}</p></main></body></html>`,
});

const PAGES = [
  ...Array.from({ length: 12 }, (_, at) => page(`2025/05/${10 + at}/note/index.html`, "Bitcoin")),
  page("archive/index.html", "Listed"),
  page("tags/prices/2024/index.html", "Listed"),
];

test("the same pages give the same index, and lists of pages are not in it", async () => {
  const paths = PAGES.filter(isFound).map(({ path }) => path);
  const read = (path: string): string => String(PAGES.find((page) => page.path === path)!.content);
  const [one, two] = [await searchIndex(paths, read), await searchIndex(paths, read)];
  expect(two).toEqual(one);
  const fragments = one.filter(({ path }) => path.startsWith("pagefind/fragment/"));
  expect(fragments).toHaveLength(12);
  expect(one.map(({ path }) => path)).toContain("pagefind/pagefind.js");
  expect(one.filter(({ path }) => /-ui\.|highlight/.test(path))).toEqual([]);
});
