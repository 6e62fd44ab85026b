import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openArticle } from "../../generator/desk/article/desk-article.ts";
import { openRoom, type DeskRoom } from "../../generator/desk/room.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { publishEditions } from "../../generator/newsroom/publishing.ts";
import { operator } from "../../generator/review/workflow/people.ts";
import { openTestStore } from "../support/store.ts";
import type { Store } from "../../generator/store/store.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { launch } from "../browser/browser.ts";
import { open } from "../browser/open.ts";
import { siteKit } from "../support/bundle.ts";
import { openDeskHome, signedIn, type DeskHome } from "./desk-home.ts";

const DAY = "2025-05-08";
const SLUG = "market-wrap";
const ARTICLE = `${DAY}/${SLUG}`;

let browser: Browser;
let home: DeskHome;
let store: Store;
let room: DeskRoom;

beforeAll(async () => {
  browser = await launch();
  home = await openDeskHome([DAY]);
  const world = realWorld();
  store = await openTestStore(world, home.path());
  room = openRoom(openNewsroom(world, home.path(), siteKit), store);
});

afterAll(async () => {
  await browser.close();
  await room.looker.stop();
  await store.close();
  await home[Symbol.asyncDispose]();
});

/** The sample's text with lines put between two of its paragraphs, in the middle of a section. */
function withLines(lines: string): string {
  const text = home.read(ARTICLE);
  const at = text.indexOf("\n\n", text.indexOf("## ") + 40);
  return `${text.slice(0, at)}\n\n${lines}${text.slice(at)}`;
}

function read(path: string): string {
  return readFileSync(home.path("site/dist", path), "utf8");
}

async function errorsOf(lines: string) {
  const text = withLines(lines);
  const { report } = await openArticle(room, DAY, SLUG, text);
  return report.messages
    .filter(({ severity }) => severity === "error")
    .map(({ code, offset = 0, length = 0, message, expected }) => ({
      code,
      at: text.slice(offset, offset + length),
      message,
      expected,
    }));
}

test("a line puts in a chart of any series, and nothing in it is a figure or a person's sentence", async () => {
  const plain = await openArticle(room, DAY, SLUG);
  const drawn = await openArticle(room, DAY, SLUG, withLines("::chart eth.close 90"));
  expect(drawn.report.errors).toBe(0);
  expect(drawn.report.figures).toBe(plain.report.figures);
  const noted = drawn.report.messages.filter(({ code, line }) => code === "by-hand" && line > 1);
  expect(noted).toEqual([]);
  expect(await errorsOf("::chart us10y.level\n\n::chart btc.etfFlow 40")).toEqual([]);
});

test.for([
  ["::chart btc.clse 90", "btc.clse", /no series "btc\.clse"\. Did you mean "btc\.close"\?/],
  ["::chart btc.close 1", "::chart btc.close 1", /from 2 to 2000/],
  ["::chart", "::chart", /puts in no chart/],
  ["::chart btc.close ninety", "::chart btc.close ninety", /puts in no chart/],
  ["::chart btc.close 90\nBitcoin rose.", "::chart btc.close 90", /line of its own/],
  ["::chart btc.close\n\n::chart btc.close 30", "btc.close", /drawn above already/],
])("%s is refused where it stands", async ([lines = "", at, message]) => {
  const errors = await errorsOf(lines as string);
  expect(errors).toContainEqual(
    expect.objectContaining({ code: "chart-line", at, message: expect.stringMatching(message!) }),
  );
});

test("the desk draws the chart where it stands, completes its series, and offers the nearest name of one that is not declared", async () => {
  const storageState = await signedIn(browser, home.served);
  const address = new URL(`/articles/${ARTICLE}/edit`, home.served.address).href;
  await using opened = await open(browser, address, { storageState });
  const { page, complaints } = opened;
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("End");
  await page.keyboard.type("\n\n::chart iwm");
  await page.keyboard.press("Escape");
  await page.locator("#messages", { hasText: 'no series "iwm"' }).waitFor();
  for (let at = 0; at < 3; at++) await page.keyboard.press("Backspace");
  await page.keyboard.type("bitcoin");
  await page.keyboard.press("Control+Space");
  await page.locator(".cm-tooltip-autocomplete li", { hasText: "btc.close" }).first().click();
  await expect.poll(() => page.locator("#body").inputValue()).toContain("::chart btc.close\n");
  await page.locator("#preview figure .picture > svg").waitFor();
  await page.locator("#verdict", { hasText: "Nothing blocks it" }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.waitForURL(/said=saved/);
  expect(await page.locator(".paper figure.in-text .picture > svg").count()).toBe(1);
  expect(complaints).toEqual([]);
});

test("its page shows the chart once, where it was put; feeds and Markdown lead to it", async () => {
  const saved = await room.workflow.read(`content/editions/${ARTICLE}.md`);
  const text = withLines("::chart eth.close 60").replace(/\n\n::chart btc\.close\n/, "\n");
  const by = operator("Olive");
  const edit = await room.workflow.save(saved.file, text, { by, base: saved.textHash });
  expect(edit.saved).toBe(true);
  expect((await room.workflow.act(saved.file, "approve", { by })).done).toBe(true);
  await publishEditions(room.newsroom, store, { search: false });
  const page = read("2025/05/08/market-wrap/index.html");
  expect(page.match(/id="chart_price_eth_close"/g)).toHaveLength(1);
  expect(page).not.toContain("::chart");
  expect(page).not.toContain("chart-place");
  const [before = ""] = page.split('id="chart_price_eth_close"');
  const headings = [...before.matchAll(/<h2[^>]* id="([^"]+)"/g)].map(([, id]) => id);
  expect(headings.at(-1)).toBe("the-day");
  for (const path of ["2025/05/08/market-wrap/index.md", "feed.xml", "feed.json"]) {
    expect(read(path)).toContain("market-wrap/#chart_price_eth_close");
    expect(read(path)).not.toMatch(/::chart|chart-place/);
  }
});
