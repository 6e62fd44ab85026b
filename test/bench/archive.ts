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
import { dirname, join } from "node:path";
import { realWorld } from "../../generator/world/disk.ts";
import { gather } from "../../generator/gather/gather.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath } from "../../generator/store/store.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { publisher } from "../../generator/newsroom/publishing.ts";
import { siteKit } from "../support/bundle.ts";

const ROOT = join(import.meta.dirname, "../..");

const EDITIONS = "content/editions";

/** What a process may hold that makes a site of any size, in megabytes of heap. */
const HEAP_MB = 400;

/** An archive of so many articles is measured in a process of its own, for its peak memory: `archive.ts 1000`. */
export function measureArchive(articles: number): void {
  const heap = `--max-old-space-size=${HEAP_MB}`;
  spawnSync(process.execPath, [heap, import.meta.filename, String(articles)], { stdio: "inherit" });
}

/** The sample's articles over and over, each under a name of its own: their approvals are of these very texts. */
function fill(home: string, articles: number): void {
  const samples = readdirSync(join(ROOT, EDITIONS), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .sort();
  for (let at = 0; at < articles; at++) place(home, samples[at % samples.length]!, at);
}

function place(home: string, sample: string, at: number): void {
  const target = join(home, EDITIONS, sample.replace(/\.md$/, `-${at}`));
  mkdirSync(dirname(target), { recursive: true });
  for (const ending of [".md", ".facts.json"])
    cpSync(join(ROOT, EDITIONS, sample.replace(/\.md$/, ending)), `${target}${ending}`);
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
      const { held } = await build(newsroom);
      if (held.length > 0) throw new Error(`Held back: ${JSON.stringify(held[0])}`);
      const seconds = ((performance.now() - begun) / 1000).toFixed(1);
      line(`site of ${articles.toLocaleString("en-US")} articles, ${what}`, `${seconds} s`);
    };
    await told("cold");
    place(home, "2025-05-08/market-wrap.md", articles);
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
