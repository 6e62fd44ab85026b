import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publish } from "../../generator/publish/publish.ts";
import { ROOT } from "../support/bundle.ts";
import { fixture } from "./fixtures.ts";
import { makeHome, type TestHome } from "./home.ts";

const DAY = "2025-05-08";
const ENGLISH = "https://bellwether.example/";
const SPANISH = "https://bellwether.example/es/";

const made = (slug: string, language: string, status: "approved" | "draft" = "approved") =>
  fixture(DAY, slug, { title: slug, description: slug, language, status }, "Text.");

let english: TestHome;
let spanish: TestHome;

beforeAll(() => {
  english = makeHome([made("market-wrap", "en"), made("flash", "en")], { url: ENGLISH });
  spanish = makeHome([made("market-wrap", "es"), made("flash", "es", "draft")]);
  const bundled = readFileSync(join(ROOT, "bellwether.yaml"), "utf8");
  const own = bundled.replace("language: en", "language: es").replace(ENGLISH, SPANISH);
  writeFileSync(spanish.path("bellwether.yaml"), own);
});

afterAll(() => {
  english[Symbol.dispose]();
  spanish[Symbol.dispose]();
});

/** The English page, with the homes named as its translations. */
async function page(
  path: string,
  translations = [`../${basename(spanish.path())}`],
): Promise<string> {
  await publish(english.world, { ...english.publication, translations });
  return readFileSync(english.path("site", "dist", path), "utf8");
}

const languagesOf = (html: string): string[][] =>
  [...html.matchAll(/<link rel="alternate" hreflang="([^"]*)" href="([^"]*)">/g)].map(
    ([, language = "", href = ""]) => [language, href],
  );

const others = (html: string): string[] =>
  [...html.matchAll(/<a href="([^"]*)" lang="es" hreflang="es">español<\/a>/g)].map(
    ([, href = ""]) => href,
  );

describe("a publication with its like in Spanish", () => {
  test("names the same article there, for search engines and for readers", async () => {
    const html = await page("2025/05/08/market-wrap/index.html");
    expect(languagesOf(html)).toEqual([
      ["en", `${ENGLISH}2025/05/08/market-wrap/`],
      ["es", `${SPANISH}2025/05/08/market-wrap/`],
    ]);
    expect(others(html)).toEqual([`${SPANISH}2025/05/08/market-wrap/`]);
  });

  test("claims nothing of an article that is a draft there, and leads to the front page", async () => {
    const html = await page("2025/05/08/flash/index.html");
    expect(languagesOf(html)).toEqual([]);
    expect(others(html)).toEqual([SPANISH]);
  });

  test("names the other front page, and its own, on its front page", async () => {
    expect(languagesOf(await page("index.html"))).toEqual([
      ["en", ENGLISH],
      ["es", SPANISH],
    ]);
  });

  test("says nothing of languages where it has none", async () => {
    const html = await page("index.html", []);
    expect([...languagesOf(html), ...others(html)]).toEqual([]);
  });
});

test.each([
  ["../nowhere", 'publication.translations: "../nowhere" is no home. (translation)'],
  ["../twin", 'publication.translations: "../twin" is in en as well. (translation)'],
])("a folder that is no translation is refused: %s", async (folder, message) => {
  using twin = makeHome();
  writeFileSync(twin.path("bellwether.yaml"), readFileSync(join(ROOT, "bellwether.yaml"), "utf8"));
  const named = folder.replace("twin", basename(twin.path()));
  await expect(page("index.html", [named])).rejects.toThrow(
    message.replace("twin", basename(twin.path())),
  );
});

test("a mistake in the other home is told by its file there", async () => {
  using broken = makeHome([{ ...made("flash", "es"), facts: "" }]);
  const own = readFileSync(spanish.path("bellwether.yaml"), "utf8");
  writeFileSync(broken.path("bellwether.yaml"), own);
  const folder = `../${basename(broken.path())}`;
  await expect(page("index.html", [folder])).rejects.toThrow(
    `${folder}/content/editions/${DAY}/flash.facts.json`,
  );
});
