import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { publish } from "../../generator/publish/publish.ts";
import { SAMPLES } from "./fixtures.ts";
import { makeHome, type TestHome } from "./home.ts";

function put(home: TestHome, path: string, content: string): void {
  const at = home.path(path);
  mkdirSync(join(at, ".."), { recursive: true });
  writeFileSync(at, content);
}

test("what lies below site/static stands on the site as it is, and goes when it goes", async () => {
  using home = makeHome(SAMPLES);
  put(home, "site/static/CNAME", "news.example");
  put(home, "site/static/.well-known/security.txt", "Contact: desk@news.example");
  const { dist } = await publish(home.world, home.publication);
  expect(readFileSync(join(dist, "CNAME"), "utf8")).toBe("news.example");
  expect(existsSync(join(dist, ".well-known/security.txt"))).toBe(true);
  put(home, "site/static/CNAME", "other.example");
  await publish(home.world, home.publication);
  expect(readFileSync(join(dist, "CNAME"), "utf8")).toBe("other.example");
});

test("a file below site/static never takes the address of a page", async () => {
  using home = makeHome(SAMPLES);
  put(home, "site/static/archive/index.html", "mine");
  await expect(publish(home.world, home.publication)).rejects.toThrow(
    "site/static/archive/index.html: A page or file of the site has the address /archive/index.html already.",
  );
});

test("a sheet names a face that a package brings, which is kept for ever under a name of its own", async () => {
  using home = makeHome(SAMPLES);
  const { dist } = await publish(home.world, home.publication);
  const [, sheet = ""] =
    /href="(assets\/style[^"]+)"/.exec(readFileSync(join(dist, "index.html"), "utf8")) ?? [];
  const css = readFileSync(join(dist, sheet), "utf8");
  expect(css).not.toContain('url("package:');
  const faces = [...css.matchAll(/url\("([^"]+)"\)/g)].map(([, name]) => name!);
  expect(faces.length).toBeGreaterThan(3);
  for (const name of faces) {
    expect(name).toMatch(/\.[0-9a-f]{12}\.woff2$/);
    expect(existsSync(join(dist, "assets", name))).toBe(true);
  }
});

test("a sheet that names a file of no package stops the publish", async () => {
  using home = makeHome(SAMPLES);
  put(home, "site/styles/9-ours.css", '@font-face { src: url("package:nothing/here.woff2"); }');
  await expect(publish(home.world, home.publication)).rejects.toThrow(
    'site/styles/9-ours.css: Expected a file of a package that Bellwether depends on, found "nothing/here.woff2".',
  );
});
