import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publish } from "../../generator/publish/publish.ts";
import { serve, type Served } from "../../generator/publish/serve/serve.ts";
import type { TestHome } from "../publish/home.ts";
import { makeHome } from "../publish/home.ts";
import { backgroundWithData, NEWEST, NEWEST_PAGE, PRICE } from "../publish/sample.ts";
import { launch } from "./browser.ts";
import { open, type Opened } from "./open.ts";
import { EXCESS } from "./probes.ts";

const OPEN_NOTE = ".note:popover-open";
const MARK = `.prose .mark:has-text("${PRICE.text}") > button`;
const TOLD = "97,032.32 US dollars";

/** Milliseconds after which a note would have closed under a pointer that left it. */
const LONGER_THAN_INTEREST = 1000;

let browser: Browser;
let home: TestHome;
let served: Served;

beforeAll(async () => {
  browser = await launch();
  home = makeHome([NEWEST]);
  await publish(home.world, home.publication, { background: backgroundWithData() });
  served = await serve(home.world, home.publication, { port: 0 });
});

afterAll(async () => {
  await browser.close();
  await served.close();
  home[Symbol.dispose]();
});

function article(options: BrowserContextOptions = {}): Promise<Opened> {
  return open(browser, `${served.address}${NEWEST_PAGE}`, options);
}

const noteShown = (page: Page): Promise<void> =>
  page.locator(OPEN_NOTE, { hasText: TOLD }).waitFor({ timeout: 5000 });

const noteGone = (page: Page): Promise<void> =>
  page.locator(OPEN_NOTE).waitFor({ state: "detached", timeout: 5000 });

describe("without script, the note of a figure", () => {
  const javaScriptEnabled = false;

  test("opens by a click, and closes by Escape and by a click elsewhere", async () => {
    await using opened = await article({ javaScriptEnabled });
    const { page, complaints } = opened;
    for (const close of [
      () => page.keyboard.press("Escape"),
      () => page.locator("h1").click({ position: { x: 2, y: 2 } }),
    ]) {
      await page.locator(MARK).first().click();
      await noteShown(page);
      await close();
      await noteGone(page);
    }
    expect(complaints).toEqual([]);
  });

  test("opens while the pointer is over the figure or over the note", async () => {
    await using opened = await article({
      javaScriptEnabled,
      viewport: { width: 1440, height: 900 },
    });
    const { page } = opened;
    await page.locator(MARK).first().hover();
    await noteShown(page);
    await page.locator(OPEN_NOTE).hover();
    await page.waitForTimeout(LONGER_THAN_INTEREST);
    expect(await page.locator(OPEN_NOTE).count()).toBe(1);
    await page.mouse.move(2, 2);
    await noteGone(page);
  });

  test("opens by focus and by Enter, leads to its source by Tab, and closes by Escape", async () => {
    await using opened = await article({ javaScriptEnabled });
    const { page } = opened;
    await page.locator(MARK).first().focus();
    await page.keyboard.press("Enter");
    await noteShown(page);
    await page.keyboard.press("Tab");
    const focused = page.locator(`${OPEN_NOTE} a:focus`);
    expect(await focused.getAttribute("href")).toBe("https://finance.yahoo.com/");
    await page.keyboard.press("Escape");
    await noteGone(page);
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    await noteShown(page);
  });

  test("opens by a tap on a small screen, and stays within it", async () => {
    const viewport = { width: 360, height: 640 };
    await using opened = await article({ javaScriptEnabled, hasTouch: true, viewport });
    const { page } = opened;
    await page.locator(MARK).first().tap();
    await noteShown(page);
    const box = await page.locator(OPEN_NOTE).boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(viewport.width);
    expect(await page.evaluate(EXCESS)).toBe(0);
  });
});

test.for([1280, 1440])(
  "on a window of %i pixels notes stand in the margin, on none of the text",
  async (width) => {
    await using opened = await article({ viewport: { width, height: 900 } });
    const { page } = opened;
    await page.locator(MARK).first().click();
    await noteShown(page);
    const note = await page.locator(OPEN_NOTE).boundingBox();
    const prose = await page.locator(".prose").first().boundingBox();
    expect(note?.x).toBeGreaterThan((prose?.x ?? 999) + (prose?.width ?? 999));
    expect((note?.x ?? 0) + (note?.width ?? 999)).toBeLessThan(width);
  },
);

test("a mark is named by what it opens and the figure that it lies over", async () => {
  await using opened = await article();
  const named = opened.page.getByRole("button", { name: `Source of ${PRICE.text}`, exact: true });
  expect(await named.count()).toBeGreaterThan(1);
});

test("on paper each figure bears the number of its note, and every note is printed", async () => {
  await using opened = await article();
  const { page } = opened;
  await page.emulateMedia({ media: "print" });
  const printed = `[...document.querySelectorAll(".note")].map((note, index) => [
    note.id === "note_" + (index + 1), note.offsetHeight > 0, getComputedStyle(note).position])`;
  const notes = (await page.evaluate(printed)) as unknown[];
  expect(notes.length).toBeGreaterThan(50);
  expect(new Set(notes.map((note) => JSON.stringify(note)))).toEqual(
    new Set([JSON.stringify([true, true, "static"])]),
  );
  const marks = `[...document.querySelectorAll(".mark")].every((mark) =>
    getComputedStyle(mark, "::after").content === '"' + mark.dataset.note + '"'
    && mark.querySelector("button").offsetHeight === 0)`;
  expect(await page.evaluate(marks)).toBe(true);
});
