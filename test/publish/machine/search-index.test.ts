import { expect, test } from "vitest";
import {
  isFound,
  searchIndex,
  type FoundFile,
} from "../../../generator/publish/machine/search-index.ts";
import type { SiteFile } from "../../../generator/publish/build/site-file.ts";

const page = (path: string, text: string, more: Partial<SiteFile> = {}): SiteFile => ({
  path,
  content: `<html lang="en"><body><main><h1>${text}</h1><p>${text} ${path}</p></main></body></html>`,
  ...more,
});

const SUBJECTS = [
  "Ether",
  "Gold",
  "Solana",
  "VIX",
  "10-year yield",
  "Ösi",
  "Aave",
  "Kraken",
  "Brent",
];

const PAGES = [
  ...Array.from({ length: 12 }, (_, at) =>
    page(`2025/05/${10 + at}/note/index.html`, "Bitcoin", {
      found: {
        kind: "news",
        subjects: [`"B" & <i>`, ...SUBJECTS.slice(0, at)],
        day: `2025-05-${10 + at}`,
      },
    }),
  ),
  page("archive/index.html", "Listed"),
];

test("the same pages give the same index, and lists of pages are not in it", async () => {
  const sought: FoundFile[] = PAGES.filter(isFound);
  const read = (path: string): string => String(PAGES.find((page) => page.path === path)!.content);
  const [one, two] = [await searchIndex(sought, read), await searchIndex(sought, read)];
  expect(two).toEqual(one);
  const fragments = one.filter(({ path }) => path.startsWith("pagefind/fragment/"));
  expect(fragments).toHaveLength(12);
  expect(one.filter(({ path }) => path.startsWith("pagefind/filter/"))).toHaveLength(2);
  expect(one.map(({ path }) => path)).toContain("pagefind/pagefind.js");
  expect(one.filter(({ path }) => /-ui\.|highlight/.test(path))).toEqual([]);
});
