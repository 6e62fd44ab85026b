/**
 * Prints Lighthouse's scores of a page of each kind that readers come to, on a phone and on a desktop, with what it found where a score is
 * not full: `npm run lighthouse`. Lighthouse comes from npm for the run: it is larger than all else that the tests need.
 */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { serve } from "../../generator/publish/serve/serve.ts";
import { world } from "../support/bundle.ts";
import { launch } from "./browser.ts";
import { wholeSite } from "./whole-site.ts";

const LIGHTHOUSE = "lighthouse@13.5.0";
const PAGES = [
  "",
  "2025/05/08/cross-market-note/",
  "subjects/",
  "subjects/btc/",
  "series/vix.level/",
  "narratives/",
  "narratives/momentum/rsi/",
  "calendar/",
  "tags/etf-flows/",
  "archive/2025/05/",
  "search/?query=short+interest",
  "methodology/",
  "sources/",
  "corrections/",
  "subscribe/",
];
const FORMS = { phone: [], desktop: ["--preset=desktop"] } as const;
/** For the browser's tools. */
const PORT = 9333;

interface Report {
  readonly categories: Readonly<Record<string, Category>>;
  readonly audits: Readonly<
    Record<string, { readonly title: string; readonly score: number | null }>
  >;
}

interface Category {
  readonly title: string;
  readonly score: number;
  readonly auditRefs: readonly { readonly id: string; readonly weight: number }[];
}

/** What took something from a score. */
function faultsOf({ auditRefs }: Category, { audits }: Report): string[] {
  return auditRefs
    .filter(({ weight }) => weight > 0)
    .map(({ id }) => audits[id]!)
    .filter(({ score }) => score !== null && score < 0.9)
    .map(({ title }) => title);
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
    const report = await reportOf(served.address + path, options);
    const categories = Object.values(report.categories);
    const scores = categories.map(({ title, score }) => `${title} ${Math.round(score * 100)}`);
    const faults = categories.flatMap((each) => (each.score < 1 ? faultsOf(each, report) : []));
    process.stdout.write(`${form} /${path}: ${scores.join(", ")}\n`);
    for (const fault of faults) process.stdout.write(`  ${fault}\n`);
  }
await browser.close();
await served.close();
