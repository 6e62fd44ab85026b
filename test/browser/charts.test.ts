import { cpSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { gather } from "../../generator/gather/gather.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath } from "../../generator/store/store.ts";
import { shortInterest } from "../../generator/publish/charts/short-interest.ts";
import { publish } from "../../generator/publish/publish.ts";
import { serve, type Served } from "../../generator/publish/serve/serve.ts";
import { openRecords } from "../../generator/narrate/evidence/records.ts";
import { backgroundOf } from "../../generator/newsroom/publishing.ts";
import { ROOT, world, siteKit } from "../support/bundle.ts";
import { cliHome, type CliHome } from "../support/cli.ts";
import type { FileBatch, World } from "../../generator/world/world.ts";
import { noise, periods, viewWith } from "../measure/fake-view.ts";
import { deskFor } from "../publish/charts/desk.ts";
import { filesUnder } from "../publish/whole.ts";
import { launch } from "./browser.ts";
import { open } from "./open.ts";
import { EXCESS, OUTSIDE, TOUCHING } from "./probes.ts";

const ARTICLE = "2025/05/08/cross-market-note/";

const PAGES = ["", ARTICLE, "2025/05/08/flash/"];

const SHORT_INTEREST = "russell2000.shortInterest";

/** Settlements of some four years, ten sessions apart: it is measured where a live source gives it, and not in the sample. */
function settlements() {
  const next = noise(7);
  const values = Array.from({ length: 851 }, (_, at) => (at === 850 ? 4.6 : 3 + next()));
  const without = periods(851, "XNYS").filter((_, at) => at % 10 !== 0);
  const series = { id: SHORT_INTEREST, values, unit: "percent", decimals: 1, maxGap: 13 } as const;
  return viewWith([{ ...series, calendar: "XNYS", without }]);
}

let browser: Browser;

let home: CliHome;

let served: Served;

/** The cards that a publish drew and wrote. */
const cardsWritten: Record<"first" | "second", string[]> = { first: [], second: [] };

/** The world, with the cards that are written noted. */
function watching(written: string[]): World {
  const batch = (): FileBatch => {
    const { write, settled } = world.files.batch();
    return {
      settled,
      write(path, content) {
        if (/card\.\w+\.png$/.test(path)) written.push(path);
        return write(path, content);
      },
    };
  };
  return { ...world, files: { ...world.files, batch } };
}

beforeAll(async () => {
  browser = await launch();
  home = cliHome();
  const edition = join(home.folder, "content/editions/2025-05-08");
  mkdirSync(edition, { recursive: true });
  cpSync(join(ROOT, "content/editions/2025-05-08"), edition, { recursive: true });
  const newsroom = openNewsroom(world, home.folder, siteKit);
  const store = await openStore(world, storePath(home.folder));
  const { publication } = newsroom;
  await gather(world, publication, store);
  const background = backgroundOf(newsroom, await openRecords(newsroom, store));
  for (const written of [cardsWritten.first, cardsWritten.second])
    await publish(watching(written), publication, { background });
  await store.close();
  served = await serve(world, publication, { port: 0 });
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
  home?.[Symbol.dispose]();
});

test.for(PAGES)(
  "charts fit a small screen, break no policy and need no script (%s)",
  async (path) => {
    const options = { viewport: { width: 320, height: 640 } };
    await using opened = await open(browser, served.address + path, options);
    expect(await opened.page.evaluate(EXCESS)).toBe(0);
    await using plain = await open(browser, served.address + path, { javaScriptEnabled: false });
    expect(plain.complaints).toEqual([]);
    expect(await plain.page.locator('svg[role="img"]').count()).toBeGreaterThan(3);
  },
);

test("a chart is known by its title and told by its description", async () => {
  await using opened = await open(browser, served.address + ARTICLE);
  const { page } = opened;
  const chart = page.getByRole("img", { name: /Bitcoin price From November/ });
  expect(await chart.count()).toBe(1);
  expect(await chart.getAttribute("aria-labelledby")).toBe(
    "chart_price_btc_close_title chart_price_btc_close_about",
  );
});

test.for([360, 1440])(
  "no text of the history of short interest touches another or leaves its window, %i pixels wide",
  async (width) => {
    const chart = shortInterest.draw(deskFor(settlements()), SHORT_INTEREST);
    const sheet = /assets\/style[^"]+/.exec(await (await fetch(served.address)).text())?.[0];
    const style = await (await fetch(served.address + sheet)).text();
    await using opened = await open(browser, "about:blank", { viewport: { width, height: 900 } });
    const { page } = opened;
    await page.setContent(
      `<style>${style}</style><main><div class="charts"><figure class="chart chart-${chart?.kind}">` +
        `<div class="picture">${chart?.svg}</div></figure></div></main>`,
    );
    expect(await page.locator(".plot text").count()).toBeGreaterThan(8);
    expect(await page.evaluate(TOUCHING)).toEqual([]);
    expect(await page.evaluate(OUTSIDE)).toEqual([]);
  },
);

describe("the page of a market", () => {
  const MARKET = "subjects/btc/";
  const SHOWN = ".range .chart:visible";

  test.for([360, 768, 1440])(
    "tells name, price and change, and draws the course, in the first screen (%i pixels wide)",
    async (width) => {
      const viewport = { width, height: width === 360 ? 740 : 900 };
      await using opened = await open(browser, served.address + MARKET, { viewport });
      const { page } = opened;
      for (const part of [
        ".quote h1",
        ".price strong",
        ".price .up",
        ".ranges",
        `${SHOWN} .plot`,
      ]) {
        const box = await page.locator(part).boundingBox();
        expect([part, box!.y + box!.height <= viewport.height]).toEqual([part, true]);
      }
      expect(await page.textContent(".price strong")).toBe("$97,032");
      expect(await page.evaluate(EXCESS)).toBe(0);
    },
  );

  test("shows the stretch of time that is asked for, without script too", async () => {
    const options = { javaScriptEnabled: false };
    await using opened = await open(browser, served.address + MARKET, options);
    const { page, complaints } = opened;
    expect(await page.locator(SHOWN).getAttribute("id")).toBe("chart_price_btc_close_y1");
    await page.getByText("1M", { exact: true }).click();
    expect(await page.locator(SHOWN).getAttribute("id")).toBe("chart_price_btc_close_m1");
    expect(complaints).toEqual([]);
  });

  test("tells each value of the line by the keys and under the pointer, as the articles print it", async () => {
    await using opened = await open(browser, served.address + MARKET);
    const { page, complaints } = opened;
    const reading = page.getByRole("slider", { name: "Bitcoin price" });
    const told = (): Promise<string | null> => reading.getAttribute("aria-valuetext");
    await reading.focus();
    expect(await told()).toBe("May 7, 2025: $97,032");
    await page.keyboard.press("ArrowLeft");
    expect(await told()).toBe("May 6, 2025: $96,802");
    await page.keyboard.press("Home");
    expect(await told()).toMatch(/^May 7, 2024: /);
    const box = (await reading.boundingBox())!;
    await page.mouse.move(box.x + box.width - 1, box.y + 60);
    await expect.poll(told).toBe("May 7, 2025: $97,032");
    expect(await page.locator(".reading-told:visible").textContent()).toBe("May 7, 2025: $97,032");
    expect(complaints).toEqual([]);
  });

  test("tells the values of every chart over time: of bars where they end, those that left with their sign", async () => {
    await using opened = await open(browser, served.address + MARKET);
    const { page, complaints } = opened;
    for (const [name, newest] of [
      ["Bitcoin: relative strength index", "May 7, 2025: 66.2"],
      ["Spot bitcoin ETF net flow", "May 7, 2025: +$142.3 million"],
      ["Bitcoin exchange net flow", "May 7, 2025: −$133.9 million"],
    ] as const)
      expect([
        name,
        await page.getByRole("slider", { name, exact: true }).getAttribute("aria-valuetext"),
      ]).toEqual([name, newest]);
    const figure = page.locator("figure", { hasText: "Bitcoin exchange net flow" }).first();
    const reading = figure.getByRole("slider");
    await reading.hover({ position: { x: 3, y: 60 } });
    const first = await figure.locator(".picture").getAttribute("data-values");
    await expect
      .poll(() => reading.getAttribute("aria-valuetext"))
      .toBe(`March 9, 2025: ${first?.split("|")[0]}`.replace("March", "Mar"));
    expect(complaints).toEqual([]);
  });

  test("is kept as a picture that needs nothing else", async () => {
    await using opened = await open(browser, served.address + MARKET);
    const { page, complaints } = opened;
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save as SVG" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("chart_price_btc_close_y1.svg");
    const picture = readFileSync(await download.path(), "utf8");
    expect(picture).toMatch(/^<svg [^]*>Bitcoin price<[^]*Yahoo Finance\. As known on May 8, 2025/);
    expect(picture).not.toMatch(/class=|style=|var\(|url\(/);
    expect(complaints).toEqual([]);
  });
});

test("a theme that a reader picks is there on the next page, before it is painted", async () => {
  await using opened = await open(browser, served.address, { colorScheme: "light" });
  const { page, complaints } = opened;
  const paper = (): Promise<unknown> =>
    page.evaluate("getComputedStyle(document.documentElement).backgroundColor");
  const light = await paper();
  await page.getByRole("button", { name: "Theme: as the system has it" }).click();
  expect(await paper()).toBe(light);
  await page.getByRole("button", { name: "Theme: light" }).click();
  const dark = await paper();
  expect(dark).not.toBe(light);
  // Only what stands in the head before the styles has run.
  await page.route("**/assets/site.*.js", (route) => route.abort());
  await page.goto(served.address + ARTICLE);
  expect(await paper()).toBe(dark);
  await page.emulateMedia({ media: "print" });
  expect(await page.evaluate("getComputedStyle(document.documentElement).colorScheme")).toBe(
    "light",
  );
  expect(complaints.filter((each) => !each.includes("ERR_FAILED"))).toEqual([]);
});

test("a card that the site shows already is not drawn again", () => {
  const ofArticles = cardsWritten.first.filter((path) => path.includes("/2025/05/08/"));
  expect(ofArticles).toHaveLength(3);
  expect(cardsWritten.second).toEqual([]);
});

test("the page names its card: a picture of the size it says, at its permanent address", async () => {
  await using opened = await open(browser, served.address + ARTICLE);
  const meta = async (name: string): Promise<string | null> =>
    opened.page.locator(`meta[property="${name}"]`).getAttribute("content");
  const address = await meta("og:image");
  const card = filesUnder(join(home.folder, "site/dist")).find(
    (name) => name.startsWith(ARTICLE) && name.endsWith(".png"),
  );
  expect(address).toBe(`https://bellwether.example/${card}`);
  expect(await meta("og:image:alt")).toContain("Bellwether Daily, May 8, 2025.");
  const size = await opened.page.evaluate(`new Promise((done, failed) => {
    const image = new Image();
    image.onload = () => done([image.naturalWidth, image.naturalHeight].map(String));
    image.onerror = failed;
    image.src = ${JSON.stringify(served.address + card)};
  })`);
  expect(size).toEqual([await meta("og:image:width"), await meta("og:image:height")]);
});
