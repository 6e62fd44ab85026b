/** Takes the pictures of `site/README.md` and the desk's of `README.md` anew: `npm run screenshots`. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { openDeskHome, signedIn } from "../desk/desk-home.ts";
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
    look: (page) => page.locator(".standfirst .mark").first().click(),
  },
  {
    name: "subject",
    path: "subjects/btc/",
    look: async (page) => {
      await page.locator(".range .reading:visible").hover();
      await page.locator(".reading-told:visible").waitFor();
    },
  },
  { name: "markets", path: "subjects/" },
  { name: "rules", path: "narratives/" },
  { name: "methodology", path: "methodology/" },
];

const DESK_VIEWS: readonly View[] = [
  { name: "desk-queue", path: "", look: (page) => page.locator(".row.blocked").waitFor() },
  {
    name: "desk-draft",
    path: "articles/2025-05-08/market-wrap",
    look: async (page) => {
      await page.locator(".paper p [data-figure]", { hasText: "$97,032" }).first().click();
      await page.locator("[data-figure-told]").waitFor();
    },
  },
];

async function take(
  browser: Browser,
  root: string,
  { name, path, look }: View,
  options: BrowserContextOptions = {},
): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES))
    for (const colorScheme of SCHEMES) {
      const page = await browser.newPage({ viewport, colorScheme, ...options });
      await page.goto(root + path);
      await look?.(page);
      await page.screenshot({ path: join(FOLDER, `${name}-${size}-${colorScheme}.png`) });
      await page.close();
    }
}

/** The desk with the drafts of some days, one of which says what does not hold. */
async function takeDesk(browser: Browser): Promise<void> {
  await using home = await openDeskHome(["2025-05-06", "2025-05-07", "2025-05-08"]);
  const draft = "2025-05-08/market-wrap";
  const right = home.read(draft);
  // Whatever the wrap says of Ether today, its price is another then.
  const wrong = right.replace(/(Ether [^.]*?\$)1,8/, "$11,9");
  if (wrong === right) throw new Error(`${draft} names no price of Ether that could be made wrong`);
  home.write(draft, wrong);
  const storageState = await signedIn(browser, home.served);
  for (const view of DESK_VIEWS) await take(browser, home.served.address, view, { storageState });
}

mkdirSync(FOLDER, { recursive: true });
using site = await wholeSite("https://bellwether.example/");
await using host = await staticHost(site.dist, "/");
const browser = await launch();
for (const view of VIEWS) await take(browser, host.address, view);
await takeDesk(browser);
await browser.close();
