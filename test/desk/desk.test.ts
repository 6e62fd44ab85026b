import { readFileSync } from "node:fs";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseArticle } from "../../generator/articles/article.ts";
import { launch } from "../browser/browser.ts";
import { follow } from "../browser/follow.ts";
import { open, type Opened } from "../browser/open.ts";
import { brokenRules, EXCESS } from "../browser/probes.ts";
import { openDeskHome, signedIn, type DeskHome } from "./desk-home.ts";

const DAYS = [
  "2025-05-02",
  "2025-05-03",
  "2025-05-04",
  "2025-05-05",
  "2025-05-06",
  "2025-05-07",
  "2025-05-08",
];
const PUBLISHED = "2025-05-05/flash";
/** A figure of the sample that is wrong in it by hand. */
const BLOCKED = "2025-05-06/market-wrap";

let browser: Browser;
let home: DeskHome;
let storageState: NonNullable<BrowserContextOptions["storageState"]>;

beforeAll(async () => {
  browser = await launch();
  home = await openDeskHome(DAYS, [PUBLISHED]);
  home.write(BLOCKED, home.read(BLOCKED).replaceAll("$94,748", "$95,748"));
  storageState = await signedIn(browser, home.served);
});

afterAll(async () => {
  await browser.close();
  await home[Symbol.asyncDispose]();
});

function at(path: string, options: BrowserContextOptions = {}): Promise<Opened> {
  return open(browser, new URL(path, home.served.address).href, { storageState, ...options });
}

const address = (page: Page): string => new URL(page.url()).pathname;

/** Pastes a text: what a browser itself does to styled text when it is typed over, the page's policy forbids and the editor mends. */
const pasting = (text: string): string => `(() => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", ${JSON.stringify(text)});
  const content = document.querySelector(".cm-host").shadowRoot.querySelector(".cm-content");
  content.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
})()`;

/** Puts a text into the editor in the place of what stands there. */
async function write(page: Page, change: (text: string) => string): Promise<void> {
  const text = await page.locator("#body").inputValue();
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+a");
  await page.evaluate(pasting(change(text)));
}

const said = (page: Page, hasText: string): Promise<void> =>
  page.locator("main > .said", { hasText }).waitFor();

describe("an article on its way", () => {
  const ARTICLE = "/articles/2025-05-08/market-wrap";

  test("a wrong figure and a wrong direction are told while they are written, and block; mended, it is approved, published and corrected", async () => {
    await using opened = await at(`${ARTICLE}/edit`);
    const { page, complaints } = opened;
    await page.locator("#verdict", { hasText: "Nothing blocks it" }).waitFor();
    await write(page, (text) =>
      text.replace("gained 0.2% to", "lost 0.2% to").replace("$1,811.61", "$1,911.61"),
    );
    await page.locator("#verdict", { hasText: /[1-9]\d* to be mended/ }).waitFor();
    const messages = await page.locator("#messages li").allInnerTexts();
    expect(messages.join("\n")).toContain("$1,911.61");
    expect(messages.join("\n")).toContain("0.2%");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/said=saved-blocked/);
    expect(await page.locator("button.go", { hasText: "Approve" }).count()).toBe(0);
    expect(await page.locator("[data-figure].unknown").count()).toBeGreaterThan(1);

    await page.locator("[data-figure].unknown", { hasText: "$1,911.61" }).click();
    await page.locator("[data-figure-told] [data-nearest]", { hasText: "$1,811.61" }).waitFor();
    await page.keyboard.press("f");
    await page.waitForURL(/said=mended/);
    await page.keyboard.press("e");
    await page.waitForURL(/edit$/);
    await write(page, (text) => text.replace("lost 0.2% to", "gained 0.2% to"));
    await page.locator("#verdict", { hasText: "Nothing blocks it" }).waitFor();
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/said=saved/);
    await page.keyboard.press("a");
    await page.waitForURL(/said=approved/);

    await page.goto(new URL("/?show=approved", page.url()).href);
    await page.getByRole("button", { name: "Publish what is approved" }).click();
    await page.waitForURL(/said=published/);
    expect(
      readFileSync(home.path("site/dist/2025/05/08/market-wrap/index.html"), "utf8"),
    ).toContain("$1,811.61");

    await page.goto(new URL(`${ARTICLE}/edit`, page.url()).href);
    await page.locator(".cm-content").focus();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\n\nThis note was read again.");
    await page.getByLabel("What was wrong, for readers").fill("A sentence was missing.");
    await page.keyboard.press("Control+Enter");
    await page.waitForURL(/said=corrected/);
    expect(home.read("2025-05-08/market-wrap")).toContain("A sentence was missing.");
    expect(await page.locator(".panel").innerText()).toContain("A sentence was missing.");
    expect(complaints).toEqual([]);
  });

  test("its history and the trail tell each act with its text, and what an edit changed", async () => {
    await using opened = await at(`${ARTICLE}/history`);
    const { page } = opened;
    expect(await page.locator(".entries > li").count()).toBeGreaterThan(2);
    expect(await page.locator(".entries ins").allTextContents()).toContain("$1,911.61");
    await page.goto(new URL("/trail", page.url()).href);
    expect(await page.locator(".entries").innerText()).toMatch(/approve by/);
  });
});

test("two who edit one article lose nothing: the second is told both texts with what differs", async () => {
  const path = "/articles/2025-05-07/market-wrap/edit";
  await using first = await at(path);
  await using second = await at(path);
  await write(first.page, (text) => `${text}\n\nThe first desk wrote this.`);
  await write(second.page, (text) => `${text}\n\nThe second desk wrote that.`);
  await first.page.keyboard.press("Control+Enter");
  await first.page.waitForURL(/said=saved/);
  const answered = second.page.waitForResponse(
    (each) => each.request().method() === "POST" && each.url().endsWith("/edit"),
  );
  await second.page.keyboard.press("Control+Enter");
  expect((await answered).status()).toBe(409);
  const told = second.page.locator("#conflict:visible");
  await told.filter({ hasText: "The first desk wrote this." }).waitFor();
  await told.filter({ hasText: "The second desk wrote that." }).waitFor();
  const kept = await second.page.evaluate(
    `localStorage.getItem("bellwether-text:/articles/2025-05-07/market-wrap")`,
  );
  expect(kept).toContain("The second desk wrote that.");
  expect(home.read("2025-05-07/market-wrap")).not.toContain("The second desk");
  await second.page.keyboard.press("Control+Enter");
  await second.page.waitForURL(/said=saved/);
  expect(home.read("2025-05-07/market-wrap")).toContain("The second desk wrote that.");
});

test("a browser that dies has kept what was written", async () => {
  const path = new URL("/articles/2025-05-07/flash/edit", home.served.address).href;
  const context = await browser.newContext({ storageState });
  const page = await context.newPage();
  await page.goto(path);
  await write(page, (text) => `${text}\n\nNot saved yet.`);
  await page.locator("#kept-when", { hasText: "Kept in this browser" }).waitFor();
  await page.close();
  const again = await context.newPage();
  await again.goto(path);
  await again.locator("#kept:visible").waitFor();
  expect(await again.locator("#body").inputValue()).toContain("Not saved yet.");
  await context.close();
});

test("the name of a figure offers it as it is printed", async () => {
  await using opened = await at("/articles/2025-05-07/flash/edit");
  const { page } = opened;
  await page.locator(".cm-content").focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n\nThe index stands at btc rsi");
  await page.keyboard.press("Control+Space");
  const option = page.locator(".cm-tooltip-autocomplete li", { hasText: "rsi14" }).first();
  await option.waitFor();
  const [printed = ""] =
    /[\d.]+(?= as of)/.exec(await option.locator(".cm-completionDetail").innerText()) ?? [];
  await option.click();
  await expect
    .poll(() => page.locator("#body").inputValue())
    .toContain(`The index stands at ${printed}`);
});

test("without script one reads, sees what stands behind a figure, comments, and approves", async () => {
  await using opened = await at("/", { javaScriptEnabled: false });
  const { page } = opened;
  await page.goto(new URL("/articles/2025-05-03/flash", page.url()).href);
  await follow(page, () => page.locator(".paper p .figure").first().click());
  await page.locator("#figure .told", { hasText: /Value|Formula/ }).waitFor();
  expect(await page.locator("#figure .observations td").count()).toBeGreaterThan(0);
  await page.goto(new URL("/articles/2025-05-03/flash?paragraph=2", page.url()).href);
  await page.locator("#paragraph textarea").fill("Is this so?");
  await follow(page, () => page.getByRole("button", { name: "Comment", exact: true }).click());
  await page.locator(".comments", { hasText: "Is this so?" }).waitFor();
  await page.goto(new URL("/articles/2025-05-03/flash", page.url()).href);
  await follow(page, () => page.getByRole("button", { name: /^Approve/ }).click());
  await said(page, "Approved.");
  expect(home.read("2025-05-03/flash")).toContain('status: "approved"');

  const edit = new URL("/articles/2025-05-03/market-wrap/edit", page.url()).href;
  await using other = await at("/articles/2025-05-03/market-wrap/edit", {
    javaScriptEnabled: false,
  });
  await page.goto(edit);
  for (const each of [page, other.page]) {
    await each
      .locator("#body")
      .fill(
        `${await each.locator("#body").inputValue()}\n\nRead by ${each === page ? "one" : "another"}.`,
      );
    await follow(each, () => each.getByRole("button", { name: /^Save/ }).click());
  }
  const told = other.page.locator("main").filter({ hasText: "Read by one." });
  await told.filter({ hasText: "Read by another." }).waitFor();
});

test("with the keyboard alone one passes over the head, finds the focus, and approves", async () => {
  await using opened = await at("/articles/2025-05-02/flash");
  const { page } = opened;
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.className")).toBe("skip");
  await page.keyboard.press("Enter");
  const approve = page.getByRole("button", { name: /^Approve/ });
  for (let pressed = 0; pressed < 200; pressed++) {
    await page.keyboard.press("Tab");
    if (await approve.evaluate((each) => each === each.ownerDocument.activeElement)) break;
  }
  const outline = await approve.evaluate(
    (each) => each.ownerDocument.defaultView!.getComputedStyle(each).outlineStyle,
  );
  expect(outline).not.toBe("none");
  await page.keyboard.press("Enter");
  await page.waitForURL(/said=approved/);
});

test("three articles are approved, one mended, one edited, and a published one corrected, in 25 keys beyond the words", async () => {
  await using opened = await at("/");
  const { page } = opened;
  let keys = 0;
  const press = async (...pressed: readonly string[]): Promise<void> => {
    for (const key of pressed) {
      keys += 1;
      await page.keyboard.press(key);
    }
  };
  const then = (what: RegExp): Promise<void> => page.waitForURL(what);
  const titleOf = (): Promise<string> => page.locator(".row h2").first().innerText();

  await page.locator(".row.blocked").first().waitFor();
  await page.locator(".row.selected .tag", { hasText: "Blocked" }).waitFor();
  await press("Enter");
  await then(/2025-05-06\/market-wrap/);
  while ((await page.locator("[data-figure].unknown").count()) > 0)
    await follow(page, () => press("f"));
  await press("a");
  await then(/said=approved/);
  await press("q");
  await then(/\/$/);

  await press("e");
  await then(/edit$/);
  const edited = address(page).replace("/edit", "");
  await page.locator(".cm-content").focus();
  await press("Control+End", "Enter", "Enter");
  await page.keyboard.type("The desk has read this note.");
  await press("Control+Enter");
  await then(/said=saved/);
  await press("a");
  await then(/said=approved/);
  await press("q");
  await then(/\/$/);

  const third = await titleOf();
  await press("a");
  await then(/said=approved/);
  expect(await titleOf()).not.toBe(third);

  await press("3");
  await then(/show=published/);
  const published = page.locator(".row", { hasText: "Mon, May 5" });
  while (!(await published.evaluate((row) => row.classList.contains("selected")))) await press("j");
  await press("e");
  await then(/edit$/);
  await page.locator(".cm-content").focus();
  await press("Control+End", "Enter", "Enter");
  await page.keyboard.type("The desk has read it again.");
  await press("Tab", "Tab");
  await page.keyboard.type("A sentence was missing.");
  await press("Control+Enter");
  await then(/said=corrected/);
  expect(home.read(PUBLISHED)).toContain("A sentence was missing.");
  expect(home.read(BLOCKED)).toContain('status: "approved"');
  expect(home.read(edited.replace("/articles/", ""))).toContain('status: "approved"');
  expect(keys).toBeLessThanOrEqual(25);
});

test("a draft is shown as it would look in a mail, which loads nothing", async () => {
  await using opened = await at("/articles/2025-05-04/market-wrap/preview");
  const { page } = opened;
  const mail = await page.getByRole("link", { name: "Open it as a mail" }).getAttribute("href");
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(new URL(mail!, page.url()).href);
  const { title } = parseArticle(home.read("2025-05-04/market-wrap"), "wrap.md").frontMatter;
  await page.locator("body", { hasText: title }).waitFor();
  await page.locator("body", { hasText: "Unsubscribe" }).waitFor();
  expect(asked.filter((each) => !each.startsWith("data:"))).toEqual([page.url()]);
  expect(opened.complaints).toEqual([]);
});

const PAGES = [
  "/",
  "/?show=all",
  "/approve-clean",
  "/articles/2025-05-04/market-wrap",
  "/articles/2025-05-04/market-wrap?figure=2",
  "/articles/2025-05-04/market-wrap?paragraph=3",
  "/articles/2025-05-04/market-wrap/edit",
  "/articles/2025-05-04/market-wrap/changes",
  "/articles/2025-05-08/market-wrap/history",
  "/articles/2025-05-04/market-wrap/preview",
  "/calendar",
  "/corrections",
  "/trail",
  "/sources",
  "/claims",
  "/jobs",
  "/new",
  "/account",
  "/users",
  "/trail/access",
  "/nowhere",
];

test("every page keeps to WCAG 2.2 AA in both themes, and to a window of 360 pixels", async () => {
  const viewport = { width: 360, height: 800 };
  await using opened = await at("/", { viewport });
  const { page } = opened;
  const found: unknown[] = [];
  for (const path of PAGES) {
    await page.goto(new URL(path, home.served.address).href);
    if (path.endsWith("/edit")) await page.locator(".cm-content").waitFor();
    // A page that is still being worked out asks for itself again.
    await page.locator("body:not([data-again])").waitFor();
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      const broken = await brokenRules(page);
      if (broken.length > 0) found.push([path, colorScheme, broken]);
    }
    const excess = await page.evaluate(EXCESS);
    if (excess !== 0) found.push([path, `${String(excess)} pixels too wide`]);
  }
  expect(found).toEqual([]);
});
