import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { serve, type Served } from "../../generator/publish/serve/serve.ts";
import { pageType } from "../publish/page-types.ts";
import { filesUnder } from "../publish/whole.ts";
import { world } from "../support/bundle.ts";
import { launch } from "./browser.ts";
import { open, type Opened } from "./open.ts";
import {
  brokenRules,
  EXCESS,
  FACES,
  faintTexts,
  MOVED,
  OUTSIDE,
  PARTED,
  TOUCHING,
} from "./probes.ts";
import { staticHost, type StaticHost } from "./static-host.ts";
import { wholeSite, type WholeSite } from "./whole-site.ts";

const UNDER = "/notes/";
const ARTICLE = "2025/05/08/cross-market-note/index.html";
const SEARCH = "search/index.html";

/** One page of each type, and a few that show what others of their type do not. */
const PAGES: readonly string[] = [
  "index.html",
  ARTICLE,
  "archive/index.html",
  "archive/2025/index.html",
  "archive/2025/05/index.html",
  "tags/index.html",
  "tags/etf-flows/index.html",
  "tags/prices/2025/index.html",
  "subjects/index.html",
  "subjects/btc/index.html",
  "subjects/btc/2025/index.html",
  "subjects/russell2000/index.html",
  "series/index.html",
  "series/btc.close/index.html",
  "series/vix.level/index.html",
  "narratives/index.html",
  "narratives/momentum/rsi/index.html",
  "methodology/index.html",
  "sources/index.html",
  "calendar/index.html",
  "corrections/index.html",
  "about/index.html",
  "subscribe/index.html",
  SEARCH,
  "404.html",
];

let browser: Browser;
let site: WholeSite;
let plain: StaticHost;
let served: Served;

beforeAll(async () => {
  [browser, site] = await Promise.all([launch(), wholeSite(`https://bellwether.example${UNDER}`)]);
  plain = await staticHost(site.dist, UNDER);
  served = await serve(world, site.publication, { port: 0 });
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
  await plain?.[Symbol.asyncDispose]();
  site?.[Symbol.dispose]();
});

/** A page of which nothing is kept, over a line of a phone far from a mast. */
async function slowPage(): Promise<{ readonly page: Page; readonly context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
  const line = { latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 };
  await devtools.send("Network.emulateNetworkConditions", { offline: false, ...line });
  return { page, context };
}

/** What a reader can open on a page, opened. */
async function unfold({ page }: Opened, path: string): Promise<void> {
  await page.evaluate(`document.querySelectorAll("details").forEach((each) => (each.open = true))`);
  if (path === ARTICLE) {
    await page.locator(".prose .mark").first().click();
    await page.locator(".note:popover-open").waitFor();
  }
  if (path === SEARCH) {
    await page.fill("#query", "short interest");
    await page.locator("#results mark").first().waitFor();
    await page.locator("#results time", { hasText: /2025$/ }).first().waitFor();
  }
}

test("every type of page that the site has is looked at", () => {
  const pages = filesUnder(site.dist).filter((path) => path.endsWith(".html"));
  expect(new Set(PAGES.map(pageType))).toEqual(new Set(pages.map(pageType)));
});

describe.concurrent.for([
  { colorScheme: "light", host: "a plain host", width: 1440, root: () => plain.address },
  {
    colorScheme: "dark",
    host: "our own server",
    width: 320,
    root: () => served.address + UNDER.slice(1),
  },
] as const)(
  "below a path of $host, in the $colorScheme scheme, $width pixels wide, a page of every type",
  ({ colorScheme, width, root }) => {
    test("breaks no rule of axe or of its content policy, and fits the window with all of its charts", async ({
      expect,
    }) => {
      const viewport = { width, height: 900 };
      await using opened = await open(browser, "about:blank", { colorScheme, viewport });
      const { page, complaints } = opened;
      for (const path of PAGES) {
        await page.goto(root() + path);
        await unfold(opened, path);
        expect([path, await brokenRules(page)]).toEqual([path, []]);
        expect([path, await page.evaluate(EXCESS)]).toEqual([path, 0]);
        expect([path, await page.evaluate(TOUCHING)]).toEqual([path, []]);
        expect([path, await page.evaluate(OUTSIDE)]).toEqual([path, []]);
        expect([path, complaints]).toEqual([path, []]);
      }
    });
  },
);

test("no text is faint where axe cannot tell, in either scheme", async () => {
  await using opened = await open(browser, "about:blank", {
    viewport: { width: 1440, height: 900 },
  });
  const { page } = opened;
  for (const path of PAGES) {
    await page.goto(plain.address + path);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect([path, colorScheme, await faintTexts(page)]).toEqual([path, colorScheme, []]);
    }
  }
  await page.goto(plain.address + ARTICLE);
  await page.evaluate(`document.querySelector("svg.plot text").style.fill = "#555"`);
  expect(await faintTexts(page)).toHaveLength(1);
});

test("what stands on a page does not move as its faces come in over a slow line", async () => {
  const { page, context } = await slowPage();
  const [, sheet = ""] =
    /assets\/(style[^"]+)/.exec(readFileSync(join(site.dist, SEARCH), "utf8")) ?? [];
  expect(readFileSync(join(site.dist, "assets", sheet), "utf8")).toContain("font-display: swap");
  for (const path of [
    "",
    "sources/",
    "methodology/",
    "narratives/",
    "search/?query=short+interest",
    ARTICLE,
  ]) {
    await page.goto(plain.address + path);
    if (path.startsWith("search/")) await page.locator("#results li").nth(5).waitFor();
    const moved = await page.evaluate(MOVED);
    expect([path, Number(moved) < 0.02 ? "still" : moved]).toEqual([path, "still"]);
  }
  await context.close();
});

test("on a small screen no line ends within a name with a number", async () => {
  const viewport = { width: 360, height: 740 };
  await using opened = await open(browser, "about:blank", { viewport });
  const { page } = opened;
  let count = 0;
  for (const path of PAGES) {
    await page.goto(plain.address + path);
    const { told, parted } = (await page.evaluate(PARTED)) as { told: number; parted: unknown[] };
    expect([path, parted]).toEqual([path, []]);
    count += told;
  }
  expect(count).toBeGreaterThan(100);
});

test("from the file system, without script, a page of every type is styled and breaks no rule of its content policy", async () => {
  await using opened = await open(browser, "about:blank", { javaScriptEnabled: false });
  const { page, complaints } = opened;
  // A host alone shows the page of an address that is not there: it names its style by the path on that host.
  for (const path of PAGES.filter((each) => each !== "404.html")) {
    await page.goto(pathToFileURL(join(site.dist, path)).href);
    const shown =
      "[document.querySelectorAll('h1').length, getComputedStyle(document.body).display]";
    expect([path, await page.evaluate(shown)]).toEqual([path, [1, "flex"]]);
    // Nothing is fetched ahead from the file system, which Chromium says; the sheet brings the faces all the same.
    const others = complaints.filter(
      (each) => !/\.woff2|^Failed to load resource: net::ERR_FAILED$/.test(each),
    );
    expect([path, others]).toEqual([path, []]);
    expect(await page.evaluate(FACES)).toEqual(["Source Sans 3", "Source Serif 4"]);
    complaints.length = 0;
  }
});

test("search puts news first, knows figures by their signs, and finds nothing where there is nothing", async () => {
  await using opened = await open(browser, "about:blank");
  const { page } = opened;
  const told = async (query: string): Promise<string[]> => {
    await page.goto(`${plain.address}search/?${query}`);
    await page.locator("#status", { hasText: /./ }).waitFor();
    const [status] = await page.locator("#status").allTextContents();
    if (!status?.startsWith("Nothing")) await page.locator("#results li").first().waitFor();
    return [status ?? "", ...(await page.locator("#results li").allTextContents())];
  };
  const [, news = "", ...rules] = await told("query=short+interest");
  expect(news).toMatch(/^May 8, 2025 Russell 2000/);
  // What a row says below its title is no title over again, and ends where a sentence does or says that it goes on.
  expect(news.match(/highest in at least six years/g)).toHaveLength(1);
  expect(rules.find((row) => row.startsWith("Rules"))).toMatch(/^Rules Short interest: \w+\[the /);
  for (const row of [news, ...rules]) expect(row).toMatch(/[.!?]$| …$/);
  const dollars = await told("query=%2497,032");
  expect(dollars.length).toBeGreaterThan(1);
  for (const row of dollars.slice(1)) expect(row).toContain("$97,032");
  expect((await told("query=97,032")).slice(1)).toEqual(dollars.slice(1));
  expect(await told("query=%2497,0329")).toEqual(["Nothing was found."]);
  expect(await told("query=zxqv+blorp")).toEqual(["Nothing was found."]);
  expect((await told("query=bitcoin+zxqv"))[0]).toContain("No page says “zxqv”.");
  for (const row of (await told("query=close&kind=data&subject=Ether")).slice(1))
    expect(row).toMatch(/^Data Ether/);
});

test("search shows what it found page by page", async () => {
  await using opened = await open(browser, `${plain.address}search/?query=bitcoin`);
  const { page } = opened;
  await page.locator("#results li").nth(19).waitFor();
  expect(await page.locator("#results li").count()).toBe(20);
  await page.click("#more");
  await page.locator("#results li").nth(20).waitFor();
  expect(await page.locator("#results li:nth-child(21) a:focus").count()).toBe(1);
});

test("from the file system, search says where it works instead of failing", async () => {
  await using opened = await open(browser, pathToFileURL(join(site.dist, SEARCH)).href);
  expect(await opened.page.locator("#without").isVisible()).toBe(true);
  expect(await opened.page.locator("#query").isVisible()).toBe(false);
});

test("the calendar that programs subscribe to keeps the rules of RFC 5545", () => {
  const text = readFileSync(join(site.dist, "calendar/events.ics"), "utf8");
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  for (const line of text.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  const events = text
    .replaceAll(/\r\n[ \t]/g, "")
    .split("BEGIN:VEVENT\r\n")
    .slice(1)
    .map(
      (event) =>
        new Map(
          [...event.matchAll(/^([A-Z-]+)[^:\r]*:(.*?)\r$/gm)].map(([, key, value]) => [
            key!,
            value!,
          ]),
        ),
    );
  expect(events.length).toBeGreaterThan(3);
  expect(new Set(events.map((event) => event.get("UID"))).size).toBe(events.length);
  for (const event of events) {
    expect([...event.keys()]).toEqual(
      expect.arrayContaining(["UID", "DTSTAMP", "DTSTART", "SUMMARY"]),
    );
    const [begin, end = "later"] = [event.get("DTSTART")!, event.get("DTEND")];
    expect([event.get("SUMMARY"), begin < end]).toEqual([event.get("SUMMARY"), true]);
  }
});

test("what breaks the content policy of a page is noticed", async () => {
  await using opened = await open(browser, plain.address);
  await opened.page.evaluate(`document.body.innerHTML = '<p style="color: red">'`);
  expect(opened.complaints[0]).toContain("Content Security Policy");
});
