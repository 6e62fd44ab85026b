/**
 * Prints Lighthouse's scores of home, an article and a subject, on a phone and on a desktop: `npm run lighthouse`. Lighthouse comes from
 * npm for the run: it is larger than all else that the tests need.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { serve } from "../../generator/publish/serve/serve.ts";
import { world } from "../support/bundle.ts";
import { launch } from "./browser.ts";
import { wholeSite } from "./whole-site.ts";

const LIGHTHOUSE = "lighthouse@13.5.0";
const PAGES = ["", "2025/05/08/cross-market-note/", "subjects/btc/"];
const FORMS = { phone: [], desktop: ["--preset=desktop"] } as const;
/** For the browser's tools. */
const PORT = 9333;

interface Report {
  readonly categories: Readonly<Record<string, { readonly title: string; readonly score: number }>>;
}

async function reportOf(address: string, options: readonly string[]): Promise<Report> {
  const { stdout } = await promisify(execFile)(
    "npx",
    ["--yes", LIGHTHOUSE, address, `--port=${PORT}`, "--output=json", "--quiet", ...options],
    { maxBuffer: 2 ** 26 },
  );
  return JSON.parse(stdout);
}

using site = await wholeSite("https://bellwether.example/");
const served = await serve(world, site.publication, { port: 0 });
const browser = await launch([`--remote-debugging-port=${PORT}`]);
for (const [form, options] of Object.entries(FORMS))
  for (const path of PAGES) {
    const { categories } = await reportOf(served.address + path, options);
    const scores = Object.values(categories).map(
      ({ title, score }) => `${title} ${Math.round(score * 100)}`,
    );
    process.stdout.write(`${form} /${path}: ${scores.join(", ")}\n`);
  }
await browser.close();
await served.close();
