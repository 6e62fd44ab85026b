import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publish } from "../../generator/publish/publish.ts";
import { serve, type Served } from "../../generator/publish/serve/serve.ts";
import type { TestHome } from "../publish/home.ts";
import { makeHome } from "../publish/home.ts";
import { backgroundWithData, NEWEST, NEWEST_PAGE, PRICE, WITH_UNITS } from "../publish/sample.ts";
import { launch } from "./browser.ts";
import { open, type Opened } from "./open.ts";
import { EXCESS } from "./probes.ts";

const OPEN_NOTE = ".note:popover-open";
const MARK = `.prose .mark:has-text("${PRICE.text}")`;
const TOLD = "97,032.32 US dollars";

let browser: Browser;
let home: TestHome;
let served: Served;

beforeAll(async () => {
  browser = await launch();
  home = makeHome([NEWEST], WITH_UNITS);
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
  page.locator(OPEN_NOTE, { hasText: TOLD }).waitFor();

const noteGone = (page: Page): Promise<void> =>
  page.locator(OPEN_NOTE).waitFor({ state: "detached" });

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

  test("is met by Tab in a mode that is entered alone, opens by Enter, leads to its source, and closes by Escape", async () => {
    await using opened = await article({ javaScriptEnabled });
    const { page } = opened;
    const focused = (selector: string) => page.locator(`${selector}:focus`).count();
    await page.locator("#main").focus();
    await page.keyboard.press("Tab");
    expect(await focused("#figures_mode")).toBe(1);
    await page.keyboard.press("Tab");
    expect(await focused(".mark > button")).toBe(0);
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    expect(await focused(".headline .mark > button")).toBe(1);
    await page.locator(MARK).first().locator("button").focus();
    await page.keyboard.press("Enter");
    await noteShown(page);
    await page.keyboard.press("Tab");
    const source = page.locator(`${OPEN_NOTE} a:focus`);
    expect(await source.getAttribute("href")).toBe("https://finance.yahoo.com/");
    await page.keyboard.press("Escape");
    await noteGone(page);
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

test("a mark is named by the number of its note: the figure that it lies over is text already", async () => {
  await using opened = await article();
  const { page } = opened;
  await page.locator("#figures_mode").focus();
  await page.keyboard.press("Space");
  const number = await page.locator(MARK).first().getAttribute("data-note");
  const named = page.getByRole("button", { name: `Note ${number}`, exact: true });
  expect(await named.count()).toBeGreaterThan(1);
  expect(await page.getByRole("button", { name: PRICE.text }).count()).toBe(0);
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
