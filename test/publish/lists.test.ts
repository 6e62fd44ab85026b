import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { publish } from "../../generator/publish/publish.ts";
import { fixture, type Fixture } from "./fixtures.ts";
import { makeHome } from "./home.ts";
import { filesUnder } from "./whole.ts";

const note = (at: number): Fixture => {
  const front = { title: `Note ${at}`, description: `Summary ${at}.` };
  return fixture(`2025-03-${String(1 + (at % 28)).padStart(2, "0")}`, `note-${at}`, front, "Text.");
};

const rowsOf = (html: string): string[] =>
  [...html.matchAll(/<a href="[^"]*\/(note-\d+)\/">/g)].map(([, name]) => name!);

test("a long list is told in pages, each article once, and a new one changes the first alone", async () => {
  using home = makeHome(Array.from({ length: 150 }, (_, at) => note(at)));
  const { dist } = await publish(home.world, home.publication);
  const pages = filesUnder(dist).filter((path) => path.startsWith("archive/2025/03/"));
  expect(pages).toEqual([
    "archive/2025/03/index.html",
    "archive/2025/03/page-1/index.html",
    "archive/2025/03/page-2/index.html",
  ]);
  const read = (path: string): string => readFileSync(join(dist, path), "utf8");
  const rows = pages.map((path) => rowsOf(read(path)));
  expect(rows.map(({ length }) => length)).toEqual([70, 40, 40]);
  expect(new Set(rows.flat()).size).toBe(150);
  expect(read(pages[1]!)).toMatch(/page-2\/" rel="prev">Newer articles</);
  expect(read(pages[0]!)).toMatch(/page-2\/" rel="next">Older articles</);
  const before = pages.map(read);
  const front = { title: "New", description: "New." };
  home.put(fixture("2025-03-28", "a-new-one", front, "Text."));
  await publish(home.world, home.publication);
  expect(pages.map((path, at) => read(path) === before[at])).toEqual([false, true, true]);
});

test("no list of a publication of years is longer than a reader scrolls", async () => {
  using home = makeHome(Array.from({ length: 150 }, (_, at) => note(at)));
  const { dist } = await publish(home.world, home.publication);
  for (const path of filesUnder(dist).filter((each) => each.endsWith(".html"))) {
    const { length } = rowsOf(readFileSync(join(dist, path), "utf8"));
    expect([path, length < 80]).toEqual([path, true]);
  }
});
