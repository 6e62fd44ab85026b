import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { builtAt } from "../../generator/publish/build/site-builds.ts";
import { copySite } from "../../generator/publish/build/copy-site.ts";
import { publish } from "../../generator/publish/publish.ts";
import { fixture, SAMPLES } from "./fixtures.ts";
import { makeHome, type TestHome } from "./home.ts";
import { contentsOf } from "./whole.ts";

/** Publishes and copies; gives what the copy holds besides the mark that it is one. */
async function copied(home: TestHome): Promise<Record<string, string>> {
  const { build } = await publish(home.world, home.publication);
  copySite(home.world.files, builtAt(home.publication.home, build), home.path("public"));
  const { ".bellwether-site.json": _mark, ...rest } = contentsOf(home.path("public"));
  return rest;
}

const LATER = fixture("2025-05-09", "note", { title: "Later", description: "Told." }, "Text.\n");

test("a copy is the site, and the next copy the next site and nothing more", async () => {
  using home = makeHome([...SAMPLES, LATER]);
  expect(await copied(home)).toEqual(contentsOf(home.path("site", "dist")));
  expect(existsSync(home.path("public/2025/05/09/note/index.html"))).toBe(true);
  home.put({ ...LATER, markdown: LATER.markdown.replace('"approved"', '"draft"') });
  expect(await copied(home)).toEqual(contentsOf(home.path("site", "dist")));
  expect(existsSync(home.path("public/2025/05/09"))).toBe(false);
});

test("what else stands beside a copy stays", async () => {
  using home = makeHome(SAMPLES);
  await copied(home);
  writeFileSync(home.path("public", "CNAME"), "bellwether.example");
  home.put(LATER);
  const { CNAME, ...site } = await copied(home);
  expect(CNAME).toBe("bellwether.example");
  expect(site).toEqual(contentsOf(home.path("site", "dist")));
});

test("a folder of another origin is left alone", async () => {
  using home = makeHome(SAMPLES);
  mkdirSync(home.path("public"));
  writeFileSync(home.path("public", "thesis.txt"), "three years of work");
  await expect(copied(home)).rejects.toThrow(/found files of another origin/);
  expect(readFileSync(home.path("public", "thesis.txt"), "utf8")).toBe("three years of work");
});
