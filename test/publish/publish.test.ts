import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { publish } from "../../generator/publish/publish.ts";
import { fixture, SAMPLES } from "./fixtures.ts";
import { makeHome, type TestHome } from "./home.ts";
import { backgroundOf, WITH_UNITS } from "./sample.ts";
import { brokenLinks, contentsOf, filesUnder } from "./whole.ts";

const NEWEST = "2025/05/08/cross-market-note/index.html";

const page = (home: TestHome, path: string): string =>
  readFileSync(home.path("site", "dist", path), "utf8");

describe("a published site", () => {
  test("holds a home, a page for each article, month and tag, the pages about itself, and one hashed style sheet", async () => {
    using home = makeHome(SAMPLES);
    const summary = await publish(home.world, home.publication);
    const files = filesUnder(home.path("site", "dist"));
    const pages = files.filter((name) => name.endsWith(".html"));
    expect(pages.filter((name) => !name.startsWith("tags/"))).toEqual([
      "2025/04/30/market-wrap/index.html",
      "2025/05/07/market-wrap/index.html",
      NEWEST,
      "404.html",
      "about/index.html",
      "archive/2025/04/index.html",
      "archive/2025/05/index.html",
      "archive/2025/index.html",
      "archive/index.html",
      "corrections/index.html",
      "index.html",
      "subscribe/index.html",
    ]);
    expect(files.filter((name) => /^assets\/style\.[0-9a-f]{12}\.css$/.test(name))).toHaveLength(1);
    expect(summary).toMatchObject({ articles: 3, drafts: 0, pages: files.length, changed: true });
  });

  test("has no link that leads nowhere", async () => {
    using home = makeHome(SAMPLES);
    await publish(home.world, home.publication);
    expect(brokenLinks(home.path("site", "dist"), "/notes/")).toEqual([]);
  });

  test("links its pages by relative addresses, and names the permanent one to machines and to readers", async () => {
    using home = makeHome(SAMPLES);
    await publish(home.world, home.publication);
    const html = page(home, NEWEST);
    const permanent = "https://bellwether.example/notes/2025/05/08/cross-market-note/";
    expect(html.match(/<[^<]* href="https:\/\/bellwether\.example[^"]*"/g)).toEqual([
      `<link rel="canonical" href="${permanent}"`,
      `<a href="${permanent}"`,
    ]);
    expect(html).not.toMatch(/href="\//);
  });

  test("leads with the first story of the newest edition", async () => {
    const later = fixture(
      "2025-05-08",
      "a-wrap",
      { title: "The wrap", description: "Second." },
      "",
    );
    using home = makeHome([...SAMPLES, later]);
    await publish(home.world, home.publication);
    const lead = page(home, "index.html").match(/<article class="lead"[\s\S]*?<\/article>/)?.[0];
    expect(lead).toContain("Russell 2000 short interest at a six-year high");
    expect(lead).toContain("Bitcoin closed May 7 at $97,032");
    expect(lead).toContain(`href="${NEWEST.replace("index.html", "")}#the-technical-picture"`);
  });

  test("shows of an article all that a reader needs to judge it", async () => {
    using home = makeHome(SAMPLES);
    await publish(home.world, home.publication);
    const html = page(home, NEWEST);
    expect(html.match(/<h1/g)).toHaveLength(1);
    expect(html).toContain('<time datetime="2025-05-08T12:00:00Z">12:00 UTC</time>');
    expect(html).toContain("47 figures traced");
    expect(html).toContain(
      '<li><a href="../../../../tags/etf-flows/" rel="tag">ETF flows</a></li>',
    );
    expect(html).toContain("The Bellwether desk");
    expect(html).toContain("Released by rule after a clean check of every figure.");
    expect(html).toContain('<section class="disclosure">');
    expect(html).toContain('rel="prev" href="../../../../2025/05/07/market-wrap/"');
    expect(html).not.toContain('rel="next"');
    expect(page(home, "2025/05/07/market-wrap/index.html")).toContain(
      "Reviewed by Mara Lindqvist.",
    );
  });

  test("leaves out drafts and counts them", async () => {
    const front = { title: "Not yet", description: "A draft.", status: "draft" } as const;
    const draft = fixture("2025-05-09", "market-wrap", front, "Text.\n");
    using home = makeHome([...SAMPLES, draft]);
    rmSync(home.path("content", "editions", "2025-05-09", "market-wrap.facts.json"));
    expect(await publish(home.world, home.publication)).toMatchObject({ articles: 3, drafts: 1 });
    expect(JSON.stringify(contentsOf(home.path("site", "dist")))).not.toContain("Not yet");
  });

  test("exists before the first article", async () => {
    using home = makeHome();
    expect(await publish(home.world, home.publication)).toMatchObject({
      articles: 0,
      changed: true,
    });
    expect(page(home, "index.html")).toContain("No edition has been published yet.");
    expect(page(home, "feed.xml")).toContain("<updated>1970-01-01T00:00:00Z</updated>");
  });

  test("reports each file as it is written", async () => {
    using home = makeHome(SAMPLES);
    const seen: string[] = [];
    const { pages } = await publish(home.world, home.publication, {
      progress: (done, total) => seen.push(`${done}/${total}`),
    });
    expect(seen.length).toBe(pages);
    expect([seen[0], seen.at(-1)]).toEqual([`1/${pages}`, `${pages}/${pages}`]);
  });
});

describe("the same input", () => {
  test("gives the same bytes in another home, time zone and order of files", async () => {
    using one = makeHome(SAMPLES);
    using two = makeHome(SAMPLES.toReversed());
    await publish(one.world, one.publication);
    const script = join(import.meta.dirname, "publish-once.ts");
    const env = { ...process.env, TZ: "Pacific/Kiritimati" };
    execFileSync(process.execPath, [script, two.path()], { env });
    expect(contentsOf(two.path("site", "dist"))).toEqual(contentsOf(one.path("site", "dist")));
    expect(readlinkSync(two.path("site", "dist"))).toBe(readlinkSync(one.path("site", "dist")));
  });

  test("rewrites nothing", async () => {
    using home = makeHome(SAMPLES);
    const first = await publish(home.world, home.publication);
    const stamp = () => {
      const { ino, mtimeMs } = statSync(home.path("site", "dist", "index.html"));
      return [ino, mtimeMs];
    };
    const before = stamp();
    expect(await publish(home.world, home.publication)).toEqual({ ...first, changed: false });
    expect(stamp()).toEqual(before);
  });
});

describe("builds", () => {
  test("of old are cleared, save the one before", async () => {
    using home = makeHome(SAMPLES);
    const builds: string[] = [];
    for (const [index, sample] of SAMPLES.entries()) {
      const title = `Edition number ${index}`;
      home.put(fixture(sample.edition, sample.slug, { title, description: "Changed." }, ""));
      builds.push((await publish(home.world, home.publication)).build);
    }
    const last = builds.slice(-2).flatMap((build) => [build, `${build}.list`]);
    const kept = [...last, "lock", "previous"].sort();
    expect(readdirSync(home.path("site", ".builds")).sort()).toEqual(kept);
  });

  test("take over what has not changed without writing it, and what has been changed in them anew", async () => {
    using home = makeHome(SAMPLES);
    await publish(home.world, home.publication);
    const sheet = (): string =>
      filesUnder(home.path("site/dist")).find((each) => each.endsWith(".css"))!;
    const before = statSync(home.path("site/dist", sheet())).ino;
    const page = readFileSync(home.path("site/dist/404.html"), "utf8");
    writeFileSync(home.path("site/dist/404.html"), page.replaceAll("html", "hxml"));
    home.put(fixture("2024-01-02", "market-wrap", { title: "Old", description: "Old." }, ""));
    await publish(home.world, home.publication);
    expect(statSync(home.path("site/dist", sheet())).ino).toBe(before);
    expect(readFileSync(home.path("site/dist/404.html"), "utf8")).toContain("<html");
    using anew = makeHome([
      ...SAMPLES,
      fixture("2024-01-02", "market-wrap", { title: "Old", description: "Old." }, ""),
    ]);
    await publish(anew.world, anew.publication);
    expect(contentsOf(home.path("site/dist"))).toEqual(contentsOf(anew.path("site/dist")));
  });

  test("of one process wait for each other while everything else goes on", async () => {
    using home = makeHome(SAMPLES);
    const both = [1, 2].map(() => publish(home.world, home.publication));
    const [first, second] = await Promise.all(both);
    expect(first).toMatchObject({ changed: true });
    expect(second).toEqual({ ...first, changed: false });
  });

  test("are shown again without being written when the content goes back", async () => {
    using home = makeHome(SAMPLES);
    const first = await publish(home.world, home.publication);
    home.put(fixture("2025-05-09", "market-wrap", { title: "New", description: "New." }, ""));
    expect((await publish(home.world, home.publication)).build).not.toBe(first.build);
    rmSync(home.path("content", "editions", "2025-05-09"), { recursive: true });
    expect(await publish(home.world, home.publication)).toEqual(first);
    expect(brokenLinks(home.path("site", "dist"), "/notes/")).toEqual([]);
  });

  test("are made whole again where another hand changed a page, whatever its length, though nothing else has changed", async () => {
    using home = makeHome(SAMPLES);
    await publish(home.world, home.publication);
    const whole = contentsOf(home.path("site", "dist"));
    for (const path of [NEWEST, "404.html", "feed.xml"])
      writeFileSync(home.path("site", "dist", path), whole[path]!.replace("2025", "2026"));
    await publish(home.world, home.publication);
    expect(contentsOf(home.path("site", "dist"))).toEqual(whole);
  });

  test("draw a card again that another hand changed", async () => {
    using home = makeHome(SAMPLES, WITH_UNITS);
    const options = { background: backgroundOf() };
    await publish(home.world, home.publication, options);
    const site = home.path("site", "dist");
    const cards = readdirSync(site, { recursive: true, encoding: "utf8" }).filter((name) =>
      /card\.[0-9a-f]+\.png$/.test(name),
    );
    const whole = cards.map((name) => readFileSync(join(site, name)));
    for (const [at, name] of cards.entries())
      writeFileSync(join(site, name), whole[at]!.toReversed());
    await publish(home.world, home.publication, options);
    expect(cards.length).toBeGreaterThan(1);
    expect(cards.map((name) => readFileSync(join(site, name)))).toEqual(whole);
  });

  test("are made whole again where someone deleted a page", async () => {
    using home = makeHome(SAMPLES);
    await publish(home.world, home.publication);
    const whole = contentsOf(home.path("site", "dist"));
    rmSync(home.path("site", "dist", NEWEST));
    await publish(home.world, home.publication);
    expect(contentsOf(home.path("site", "dist"))).toEqual(whole);
  });

  test("never replace a site/dist of another origin", async () => {
    using home = makeHome(SAMPLES);
    writeFileSync(home.path("site", "dist"), "mine");
    await expect(publish(home.world, home.publication)).rejects.toThrow(
      /site\/dist: .*link made by publish/,
    );
    expect(readFileSync(home.path("site", "dist"), "utf8")).toBe("mine");
  });
});
