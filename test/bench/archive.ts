import { spawnSync } from "node:child_process";
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDays } from "../../generator/base/day.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { gather } from "../../generator/gather/gather.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath } from "../../generator/store/store.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { publisher } from "../../generator/newsroom/publishing.ts";
import { siteKit } from "../support/bundle.ts";

const ROOT = join(import.meta.dirname, "../..");

const EDITIONS = "content/editions";

/** The first day of a made-up archive; the bundled data begin before it. */
const FIRST = "2022-07-01";

const A_DAY = 10;

/** What a process may hold that makes a site of any size, in megabytes of heap. */
const HEAP_MB = 400;

/** An archive of so many articles is measured in a process of its own, for its peak memory: `archive.ts 1000`. */
export function measureArchive(articles: number): void {
  const heap = `--max-old-space-size=${HEAP_MB}`;
  spawnSync(process.execPath, [heap, import.meta.filename, String(articles)], { stdio: "inherit" });
}

/** The sample's articles over and over, each under a day and a name of its own. */
function fill(home: string, articles: number): void {
  const samples = readdirSync(join(ROOT, EDITIONS), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .sort();
  for (let at = 0; at < articles; at++) {
    place(home, samples[at % samples.length]!, addDays(FIRST, Math.floor(at / A_DAY)), at);
  }
}

function place(home: string, sample: string, day: string, at: number): void {
  const was = sample.slice(0, "2025-05-08".length);
  const folder = join(home, EDITIONS, day);
  mkdirSync(folder, { recursive: true });
  for (const ending of [".md", ".facts.json"]) {
    const source = readFileSync(join(ROOT, EDITIONS, sample.replace(/\.md$/, ending)), "utf8");
    const dated = source
      .replace(/^(edition|date): "[\d-]{10}/gm, `$1: "${day}`)
      .replace(`"edition": "${was}"`, `"edition": "${day}"`)
      .replace(/"cutoff": "[\d-]{10}/, `"cutoff": "${day}`);
    writeFileSync(join(folder, `article-${at}${ending}`), dated);
  }
}

async function measure(articles: number): Promise<void> {
  const world = realWorld();
  const home = mkdtempSync(join(tmpdir(), "bellwether-archive-"));
  try {
    for (const each of ["bellwether.yaml", "content/data", "site/layouts"])
      cpSync(join(ROOT, each), join(home, each), { recursive: true });
    fill(home, articles);
    const newsroom = openNewsroom(world, home, siteKit);
    const store = await openStore(world, storePath(home));
    await gather(world, newsroom.publication, store);
    const build = publisher(store);
    const told = async (what: string): Promise<void> => {
      const begun = performance.now();
      await build(newsroom);
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      line(`site of ${articles.toLocaleString("en-US")} articles, ${what}`, `${seconds} s`);
    };
    await told("cold");
    place(home, "2025-05-08/market-wrap.md", addDays(FIRST, Math.ceil(articles / A_DAY)), articles);
    await told("one new article");
    const layout = join(home, "site/layouts/article.hbs");
    writeFileSync(layout, `${readFileSync(layout, "utf8")}<!-- changed -->\n`);
    await told("one changed layout");
    await store.close();
    line(
      "peak memory of that",
      `${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB, in a heap of ${HEAP_MB} MB`,
    );
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function line(what: string, figure: string): void {
  process.stdout.write(`${what.padEnd(44)} ${figure}\n`);
}

if (import.meta.main) await measure(Number(process.argv[2] ?? 1000));
