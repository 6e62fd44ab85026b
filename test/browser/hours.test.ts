import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDays } from "../../generator/base/day.ts";
import { gather } from "../../generator/gather/gather.ts";
import { openRecords } from "../../generator/narrate/evidence/records.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { backgroundOf } from "../../generator/newsroom/publishing.ts";
import { publish } from "../../generator/publish/publish.ts";
import { serve, type Served } from "../../generator/publish/serve/serve.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath } from "../../generator/store/store.ts";
import { filesUnder } from "../publish/whole.ts";
import { ROOT, siteKit, world } from "../support/bundle.ts";
import { smallHome, type CliHome } from "../support/cli.ts";
import { launch } from "./browser.ts";
import { open } from "./open.ts";
import { brokenRules, EXCESS, OUTSIDE, TOUCHING } from "./probes.ts";

const MARKET = "subjects/btc/";

/** Days of which the hours are known, the newest of them the edition's. */
const DAYS = 3;
const NEWEST = "2025-05-07";

/** A day that rises by a hundred dollars an hour, from as many thousands as its date says. */
function row(day: string): string {
  const hours = Array.from(
    { length: 24 },
    (_, at) => 90_000 + Number(day.slice(8)) * 1000 + at * 100,
  );
  return [day, ...hours].join(",");
}

async function page(path: string): Promise<string> {
  return (await fetch(served.address + path)).text();
}

let browser: Browser;
let home: CliHome;
let served: Served;

beforeAll(async () => {
  browser = await launch();
  home = smallHome();
  const hours = Array.from({ length: 24 }, (_, at) => `close${String(at + 1).padStart(2, "0")}`);
  const rows = Array.from({ length: DAYS }, (_, at) => row(addDays(NEWEST, at + 1 - DAYS)));
  const file = home.path("content/data/btc-hours.csv");
  writeFileSync(file, `${["date", ...hours].join(",")}\n${rows.join("\n")}\n`);
  const configuration = readFileSync(home.path("bellwether.yaml"), "utf8");
  const declared = configuration.replace(
    /^( +)(id: btc\.close)$/m,
    "$1$2\n$1hours: { source: yahoo, from: { file: btc-hours.csv, column: close } }",
  );
  expect(declared).not.toBe(configuration);
  writeFileSync(home.path("bellwether.yaml"), declared);
  const edition = home.path("content/editions/2025-05-08");
  mkdirSync(edition, { recursive: true });
  cpSync(join(ROOT, "content/editions/2025-05-08"), edition, { recursive: true });
  const newsroom = openNewsroom(world, home.folder, siteKit);
  const store = await openStore(world, storePath(home.folder));
  await gather(world, newsroom.publication, store);
  const background = backgroundOf(newsroom, await openRecords(newsroom, store));
  await publish(world, newsroom.publication, { background });
  await store.close();
  served = await serve(world, newsroom.publication, { port: 0 });
});

afterAll(async () => {
  await browser?.close();
  await served?.close();
  home?.[Symbol.dispose]();
});

test("a market whose hours are gathered shows its newest day by them, at the keys and without script", async () => {
  await using plain = await open(browser, served.address + MARKET, { javaScriptEnabled: false });
  const names = plain.page.locator(".ranges label");
  expect(await names.allTextContents()).toEqual(
    ["1D", "1M", "3M", "1Y", "All"].map((each) => ` ${each}`),
  );
  const shown = plain.page.locator(".range .chart:visible");
  expect(await shown.getAttribute("id")).toBe("chart_price_btc_close_y1");
  await plain.page.getByText("1D", { exact: true }).click();
  expect(await shown.getAttribute("id")).toBe("chart_hours_btc_close_d1");
  expect(await shown.locator(".chart-about").textContent()).toBe(
    "At the end of each hour of May 7, 2025, UTC",
  );

  await using opened = await open(browser, served.address + MARKET);
  const { page, complaints } = opened;
  await page.getByText("1D", { exact: true }).click();
  const reading = page.locator(".range-d1").getByRole("slider");
  const told = (): Promise<string | null> => reading.getAttribute("aria-valuetext");
  await reading.focus();
  expect(await told()).toBe("May 7, 2025, 24:00 UTC: $99,300");
  await page.keyboard.press("ArrowLeft");
  expect(await told()).toBe("May 7, 2025, 23:00 UTC: $99,200");
  // The day begins where the one before ended.
  await page.keyboard.press("Home");
  expect(await told()).toBe("May 7, 2025, 00:00 UTC: $98,300");
  expect(complaints).toEqual([]);
});

test.for([320, 1440])(
  "the day by its hours fits the window and breaks no rule of axe (%i pixels wide)",
  async (width) => {
    await using opened = await open(browser, served.address + MARKET, {
      viewport: { width, height: 900 },
    });
    const { page } = opened;
    await page.getByText("1D", { exact: true }).click();
    expect(await page.locator(".range-d1 .tick:visible").count()).toBeGreaterThan(5);
    for (const fault of [EXCESS, TOUCHING, OUTSIDE])
      expect([0, []]).toContainEqual(await page.evaluate(fault));
    expect(await brokenRules(page)).toEqual([]);
  },
);

test("what has no hours offers no day, and no hour has a page or a row of its own", async () => {
  expect(await page("subjects/eth/")).not.toContain('value="d1"');
  expect(await page(MARKET)).toContain('value="d1"');
  expect(filesUnder(home.path("site/dist")).filter((path) => path.includes("~"))).toEqual([]);
  for (const path of ["series/", "sources/", MARKET, "series/btc.close/"])
    expect([path, (await page(path)).includes("01:00 UTC")]).toEqual([path, false]);
});
