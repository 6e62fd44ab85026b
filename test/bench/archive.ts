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
import { openRecords } from "../../generator/narrate/evidence/records.ts";
import { openHugo } from "./hugo.ts";
import { siteKit } from "../support/bundle.ts";

const ROOT = join(import.meta.dirname, "../..");

const EDITIONS = "content/editions";

/** The day of the newest samples. */
const LAST = "2025-05-08";

/** What a process may hold that makes a site of any size, in megabytes of heap. */
const HEAP_MB = 400;

/** An archive of so many articles is measured in a process of its own, for its peak memory: `archive.ts 1000`. */
export function measureArchive(articles: number): void {
  const heap = `--max-old-space-size=${HEAP_MB}`;
  spawnSync(process.execPath, [heap, import.meta.filename, String(articles)], { stdio: "inherit" });
}

/** The sample's articles over and over, each under a name of its own: their approvals are of these very texts. */
function fill(home: string, articles: number): string[] {
  const samples = readdirSync(join(ROOT, EDITIONS), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .sort();
  return Array.from({ length: articles }, (_, at) =>
    place(home, samples[at % samples.length]!, at),
  );
}

/** @returns the article's path among the editions. */
function place(home: string, sample: string, at: number): string {
  const name = sample.replace(/\.md$/, `-${at}`);
  const target = join(home, EDITIONS, name);
  mkdirSync(dirname(target), { recursive: true });
  for (const ending of [".md", ".facts.json"])
    cpSync(join(ROOT, EDITIONS, sample.replace(/\.md$/, ending)), `${target}${ending}`);
  return `${name}.md`;
}

/** Changes a file of the theme, so that what it shows has to be made again. */
function change(home: string, path: string, addition: string): void {
  const file = join(home, path);
  writeFileSync(file, `${readFileSync(file, "utf8")}${addition}\n`);
}

async function measure(articles: number): Promise<void> {
  const world = realWorld();
  const home = mkdtempSync(join(tmpdir(), "bellwether-archive-"));
  const told = (what: string, figure: string): void =>
    line(`${articles.toLocaleString("en-US")} articles: ${what}`, figure);
  try {
    for (const each of ["bellwether.yaml", "content/data", "site/layouts", "site/styles"])
      cpSync(join(ROOT, each), join(home, each), { recursive: true });
    const written = fill(home, articles);
    const newsroom = openNewsroom(world, home, siteKit);
    const store = await openStore(world, storePath(home));
    await gather(world, newsroom.publication, store);
    using hugo = openHugo(join(home, EDITIONS), written);
    // What rules were worth in the past is worked out as editions are made, and checked texts are kept.
    const office = await openRecords(newsroom, store);
    office.upTo(LAST).tracks();
    await office.keep();
    const build = publisher(store);
    const timed = async (what: string, theirs: string, their?: () => void): Promise<void> => {
      const [begun, used] = [performance.now(), process.cpuUsage()];
      const { held } = await build(newsroom);
      if (held.length > 0) throw new Error(`Held back: ${JSON.stringify(held[0])}`);
      const ours = performance.now() - begun;
      const { user, system } = process.cpuUsage(used);
      const cpu = ((user + system) / 1e6).toFixed(1);
      told(what, `${(ours / 1000).toFixed(2)} s (processor ${cpu} s)`);
      if (!hugo) return;
      their?.();
      const other = hugo.build();
      told(theirs, `${(other / 1000).toFixed(2)} s: ours takes ${(ours / other).toFixed(1)} times`);
    };
    await timed("all new, texts checked, cards drawn (aim: 4 times)", "Hugo, all new");
    change(home, "site/styles/6-leaves.css", "/* changed */");
    await timed("every page anew, cards drawn before (aim: 2 times)", "Hugo, all anew");
    const added = place(home, "2025-05-08/market-wrap.md", articles);
    await timed("one more (aim: 0.3 s, 0.1 times)", "Hugo, one more", () => hugo?.take(added));
    change(home, "site/layouts/article.hbs", "<!-- changed -->");
    await timed("one changed layout (aim: 4 s)", "Hugo, again");
    await store.close();
    const peak = (process.resourceUsage().maxRSS / 1024).toFixed(0);
    told("peak memory of that", `${peak} MB, in a heap of ${HEAP_MB} MB (aim: under 500 MB)`);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function line(what: string, figure: string): void {
  process.stdout.write(`${what.padEnd(70)} ${figure}\n`);
}

if (import.meta.main) await measure(Number(process.argv[2] ?? 1000));
