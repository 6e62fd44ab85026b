import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { publish } from "../../../generator/publish/publish.ts";
import { fixture } from "../fixtures.ts";
import { makeHome } from "../home.ts";

const moved = (aliases: string[]) =>
  fixture("2025-05-08", "new-slug", { title: "Moved", description: "Told.", aliases }, "Text.\n");

test("an article's former address leads to it, by a page and by the host's own file", async () => {
  using home = makeHome([moved(["/2025/05/08/old-slug/", "notes/first.html"])]);
  await publish(home.world, home.publication);
  const read = (path: string): string => readFileSync(home.path("site", "dist", path), "utf8");
  const old = read("2025/05/08/old-slug/index.html");
  expect(old).toContain('content="0; url=../../../../2025/05/08/new-slug/"');
  expect(old).toContain('href="https://bellwether.example/notes/2025/05/08/new-slug/"');
  expect(old).toContain('<meta name="robots" content="noindex">');
  expect(read("_redirects")).toBe(
    "/notes/2025/05/08/old-slug/ /notes/2025/05/08/new-slug/ 301\n" +
      "/notes/notes/first.html /notes/2025/05/08/new-slug/ 301\n",
  );
  expect(read("sitemap.xml")).not.toContain("old-slug");
});

test.each([
  ["../secret/", "is no address of the site"],
  ["/2025/05/08/new-slug/", "is taken by another page"],
  ["https://elsewhere.example/", "is no address of the site"],
  ["about", "is taken by another page"],
])("the alias %s is refused with the file that names it", async (alias, why) => {
  using home = makeHome([moved([alias])]);
  await expect(publish(home.world, home.publication)).rejects.toThrow(
    `content/editions/2025-05-08/new-slug.md: The alias "${alias}" ${why}`,
  );
  expect(existsSync(home.path("site", "dist"))).toBe(false);
});
