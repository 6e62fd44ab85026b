import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FORMATS, type Format } from "../../generator/deliver/issue/issue.ts";
import { makeIssue } from "../../generator/deliver/issue/make-issue.ts";
import { previewApp } from "../../generator/deliver/issue/preview-page.ts";
import { listen, type Served } from "../../generator/publish/serve/listen.ts";
import { issueHome, type IssueHome } from "../deliver/issue/issue-home.ts";
import { launch } from "./browser.ts";
import { open } from "./open.ts";
import { brokenRules, EXCESS } from "./probes.ts";

/** A mail is shown within the page of its reader, whose landmarks these are. */
const OF_THE_READER = new Set(["landmark-one-main", "region"]);

let browser: Browser;
let home: IssueHome;
const served = new Map<Format, Served>();

beforeAll(async () => {
  home = issueHome(["2025-05-07", "2025-05-08"]);
  const room = await home.open();
  for (const format of FORMATS)
    served.set(
      format,
      await listen(previewApp(makeIssue(room, "2025-05-08", format)).fetch, "127.0.0.1", 0),
    );
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  for (const each of served.values()) await each.close();
  home[Symbol.dispose]();
});

const WAYS = FORMATS.flatMap((format) =>
  [320, 700].flatMap((width) =>
    (["light", "dark"] as const).map((scheme) => [format, width, scheme] as const),
  ),
);

test.for(WAYS)(
  "a mail is no wider than its window and broken by no rule of axe: %s at %i, %s",
  async ([format, width, colorScheme]) => {
    const viewport = { width, height: 800 };
    const address = `${served.get(format)!.address}mail.html`;
    await using opened = await open(browser, address, { viewport, colorScheme, bypassCSP: true });
    const { page, complaints } = opened;
    expect(await page.evaluate(EXCESS)).toBe(0);
    const sizes = (await page.evaluate(
      `[...document.images].map((image) => [image.naturalWidth, Math.round(image.getBoundingClientRect().width)])`,
    )) as [number, number][];
    for (const [natural, shown] of sizes) {
      expect(natural).toBe(800);
      expect(shown).toBe(width === 320 ? 272 : 552);
    }
    expect(sizes.length).toBe(format === "alert" ? 1 : 2);
    const broken = await brokenRules(page);
    expect(broken.filter(([rule]) => !OF_THE_READER.has(rule))).toEqual([]);
    expect(complaints).toEqual([]);
  },
);

test("in the dark every text is light on dark", async () => {
  await using opened = await open(browser, `${served.get("daily")!.address}mail.html`, {
    colorScheme: "dark",
  });
  const dark = await opened.page
    .evaluate(`[...document.querySelectorAll(".paper td, .paper p, .paper h1, .paper h2, .paper a, .paper li, .paper span")]
    .filter((node) => node.textContent.trim() !== "")
    .filter((node) => getComputedStyle(node).color.match(/\\d+/g).slice(0, 3).reduce((sum, each) => sum + Number(each), 0) < 380)
    .map((node) => node.outerHTML.slice(0, 120))`);
  expect(dark).toEqual([]);
});

test("the preview shows both widths, the text and what the mail weighs, and is broken by no rule of axe", async () => {
  await using opened = await open(browser, served.get("daily")!.address, { bypassCSP: true });
  const { page, complaints } = opened;
  const frame = page.frameLocator('iframe[width="320"]');
  await frame.getByRole("heading", { name: "The day in figures" }).waitFor();
  expect(await page.locator("iframe").count()).toBe(2);
  await page.getByText(/^2, \d+\.\d kB$/).waitFor();
  expect(await page.locator("pre").textContent()).toContain(
    "Change what you get: https://preferences.invalid/",
  );
  expect(complaints).toEqual([]);
  expect(await brokenRules(page)).toEqual([]);
});
