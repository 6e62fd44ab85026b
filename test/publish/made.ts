import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Background } from "../../generator/publish/model/background.ts";
import { makeSite } from "../../generator/publish/make-site.ts";
import type { SiteFile } from "../../generator/publish/build/site-file.ts";
import { loadRuleWords } from "../../generator/publish/theme/rule-words.ts";
import { publication, ROOT, world } from "../support/bundle.ts";
import { narratives } from "../support/edition.ts";
import type { Fixture } from "./fixtures.ts";
import { makeHome } from "./home.ts";
import { backgroundWithData } from "./sample.ts";

/** A site's files as they would be written, by path. */
export type Made = ReadonlyMap<string, SiteFile>;

const FOLDER = join(ROOT, "content", "editions");

/** The data and the rules behind the bundled editions; records of rules are left out, which take seconds. */
function wholeBackground(): Background {
  const ruleWords = loadRuleWords(world, ROOT, "en")!;
  return { ...backgroundWithData(), narratives, ruleWords };
}

/** The committed articles of so many days. */
export function committed(days: number): Fixture[] {
  return readdirSync(FOLDER)
    .toSorted()
    .slice(-days)
    .flatMap((day) => {
      const names = readdirSync(join(FOLDER, day)).filter((name) => name.endsWith(".md"));
      return names.map((name) => {
        const slug = name.replace(/\.md$/, "");
        const read = (file: string): string => readFileSync(join(FOLDER, day, file), "utf8");
        return { edition: day, slug, markdown: read(name), facts: read(`${slug}.facts.json`) };
      });
    });
}

function undrawn(): never {
  throw new Error("No card is drawn.");
}

/** Makes the site of these articles with the bundled publication, rules and data, search included, without writing it. */
export function made(articles: readonly Fixture[]): Made {
  const url = "https://bellwether.example/notes";
  using home = makeHome(articles, { ...publication, url });
  const site = { ...home.publication, home: home.path() };
  const options = { background: wholeBackground(), search: true };
  const { files, cards } = makeSite(home.world, site, options, undrawn);
  return new Map([...files, ...cards].map((file) => [file.path, file]));
}

/** A file of the site as text. */
export function textOf(site: Made, path: string): string {
  const page = site.get(path);
  if (page === undefined) throw new Error(`The site has no ${path}.`);
  const content = typeof page.content === "function" ? page.content() : page.content;
  if (typeof content !== "string") throw new Error(`${path} is no text.`);
  return content;
}

/** Paths of the site's pages, sorted. */
export function pagesOf(site: Made): string[] {
  return [...site.keys()].filter((path) => path.endsWith(".html")).toSorted();
}
