/** Takes the pictures of `site/README.md` anew: `npm run screenshots`. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { ROOT } from "../support/bundle.ts";
import { launch } from "./browser.ts";
import { staticHost } from "./static-host.ts";
import { wholeSite } from "./whole-site.ts";

const FOLDER = join(ROOT, "site", "screenshots");
const SIZES = {
  large: { width: 1280, height: 900 },
  small: { width: 360, height: 720 },
} as const;
const SCHEMES = ["light", "dark"] as const;

interface View {
  readonly name: string;
  readonly path: string;
  /** What is to be seen besides the top of the page. */
  readonly look?: (page: Page) => Promise<unknown>;
}

const VIEWS: readonly View[] = [
  { name: "home", path: "" },
  {
    name: "article",
    path: "2025/05/08/cross-market-note/",
    look: (page) => page.locator(".standfirst .mark > button").first().click(),
  },
  {
    name: "subject",
    path: "subjects/btc/",
    look: (page) => page.evaluate(`document.querySelector(".charts").scrollIntoView()`),
  },
  { name: "methodology", path: "methodology/" },
];

async function take(browser: Browser, root: string, { name, path, look }: View): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES))
    for (const colorScheme of SCHEMES) {
      const page = await browser.newPage({ viewport, colorScheme });
      await page.goto(root + path);
      await look?.(page);
      await page.screenshot({ path: join(FOLDER, `${name}-${size}-${colorScheme}.png`) });
      await page.close();
    }
}

mkdirSync(FOLDER, { recursive: true });
using site = await wholeSite("https://bellwether.example/");
await using host = await staticHost(site.dist, "/");
const browser = await launch();
for (const view of VIEWS) await take(browser, host.address, view);
await browser.close();
