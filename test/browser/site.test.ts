import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publish } from "../../generator/publish/publish.ts";
import { liveReload } from "../../generator/publish/serve/live-reload.ts";
import { serve, type Served } from "../../generator/publish/serve/serve.ts";
import { SAMPLES } from "../publish/fixtures.ts";
import { makeHome, type TestHome } from "../publish/home.ts";
import { launch } from "./browser.ts";
import { follow } from "./follow.ts";
import { open } from "./open.ts";
import { atomOf, EXCESS, FACES } from "./probes.ts";

const PAGES = [
  ["home", ""],
  ["article", "2025/05/08/cross-market-note/"],
  ["archive", "archive/"],
  ["404", "nothing/"],
] as const;

let browser: Browser;
let home: TestHome;
let served: Served;

beforeAll(async () => {
  browser = await launch();
  home = makeHome(SAMPLES);
  await publish(home.world, home.publication);
  served = await serve(home.world, home.publication, { port: 0 });
});

afterAll(async () => {
  await browser.close();
  await served.close();
  home[Symbol.dispose]();
});

describe("a page", () => {
  test.for(PAGES)("(%s) is no wider than a small screen", async ([, path]) => {
    const viewport = { width: 320, height: 640 };
    await using opened = await open(browser, served.address + path, { viewport });
    expect(await opened.page.evaluate(EXCESS)).toBe(0);
  });

  test.for(PAGES.slice(0, 3))(
    "(%s) breaks no rule of its content policy, loads nothing from elsewhere and needs no script",
    async ([, path]) => {
      const options = { javaScriptEnabled: false };
      await using opened = await open(browser, served.address + path, options);
      expect(opened.complaints).toEqual([]);
      expect(await opened.page.locator("h1").count()).toBe(1);
    },
  );

  test("is styled, and leads on, at a host's root and under the publication's path", async () => {
    for (const address of [served.address, `${served.address}notes/`]) {
      await using opened = await open(browser, address);
      const { page, complaints } = opened;
      for (const link of [
        ".lead .headline a",
        ".neighbours .older",
        "nav[aria-label=Site] a[href*=archive]",
      ])
        await follow(page, () => page.click(link));
      expect(await page.textContent("h1")).toBe("Archive");
      const column = await page.evaluate("document.querySelector('.leaf').offsetWidth");
      expect(column).toBeLessThan(900);
      expect(complaints).toEqual([]);
    }
  });

  test("is set in the faces that come with it", async () => {
    await using opened = await open(browser, served.address);
    expect(await opened.page.evaluate(FACES)).toEqual(["Source Sans 3", "Source Serif 4"]);
    expect(opened.complaints).toEqual([]);
  });

  test("begins with a way past the masthead for the keyboard", async () => {
    await using opened = await open(browser, served.address);
    await opened.page.keyboard.press("Tab");
    expect(await opened.page.textContent(":focus")).toBe("Skip to the text");
    await opened.page.keyboard.press("Enter");
    expect(await opened.page.getAttribute(":focus", "id")).toBe("main");
  });
});

test("a page that is open loads itself again when the site was built anew", async () => {
  const reload = liveReload();
  const watched = await serve(home.world, home.publication, { port: 0, reload });
  await using opened = await open(browser, `${watched.address}archive/`);
  const { page, complaints } = opened;
  const again = page.waitForEvent("load");
  // Until the page listens, nobody hears it.
  const telling = setInterval(() => reload.built(true), 100);
  await again.finally(() => clearInterval(telling));
  expect(complaints).toEqual([]);
  await watched.close();
});

test("the feed is well-formed Atom with all that a reader requires", async () => {
  await using opened = await open(browser, served.address);
  const feed = await (await fetch(`${served.address}feed.xml`)).text();
  expect(await opened.page.evaluate(atomOf(feed))).toEqual({
    error: undefined,
    root: "feed",
    namespaces: ["http://www.w3.org/2005/Atom"],
    missing: [],
    author: "The Bellwether desk",
    entries: 3,
    cells: 20,
  });
});
