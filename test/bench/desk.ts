/** The review desk over many drafts, in one process: `node test/bench/desk.ts 10000`. */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serveDesk } from "../../generator/desk/serve-desk.ts";
import { gather } from "../../generator/gather/gather.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath } from "../../generator/store/store.ts";
import { realWorld } from "../../generator/world/disk.ts";
import { asDraft } from "../desk/desk-home.ts";
import { ROOT, siteKit } from "../support/bundle.ts";

const EDITIONS = "content/editions";

/** Requests of each page that are timed, after as many that are not. */
const ASKED = 200;

/** In a process of its own, as the desk is. */
export function measureDesk(drafts: number): void {
  spawnSync(process.execPath, [import.meta.filename, String(drafts)], { stdio: "inherit" });
}

/** The sample's articles over and over as drafts, each under a name of its own. @returns their names. */
function fill(home: string, count: number): string[] {
  const samples = readdirSync(join(ROOT, EDITIONS), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .sort();
  return Array.from({ length: count }, (_, at) => {
    const sample = samples[at % samples.length]!;
    const name = sample.replace(/\.md$/, `-${at}`);
    const text = asDraft(readFileSync(join(ROOT, EDITIONS, sample), "utf8"));
    mkdirSync(join(home, EDITIONS, sample.slice(0, 10)), { recursive: true });
    writeFileSync(join(home, EDITIONS, `${name}.md`), text);
    cpSync(
      join(ROOT, EDITIONS, sample.replace(/\.md$/, ".facts.json")),
      join(home, EDITIONS, `${name}.facts.json`),
    );
    return name;
  });
}

async function measure(drafts: number): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), "bellwether-desk-"));
  try {
    for (const each of ["bellwether.yaml", "content/data"])
      cpSync(join(ROOT, each), join(home, each), { recursive: true });
    const names = fill(home, drafts);
    const world = realWorld();
    const newsroom = openNewsroom(world, home, siteKit);
    const store = await openStore(world, storePath(home));
    await gather(world, newsroom.publication, store);
    const begun = performance.now();
    const served = await serveDesk(newsroom, store, { port: 0, tell: () => undefined });
    const entered = await fetch(served.link!, { redirect: "manual" });
    const cookie = entered.headers
      .getSetCookie()
      .map((each) => each.split(";")[0])
      .join("; ");
    const ask = async (path: string): Promise<string> => {
      const answer = await fetch(new URL(path, served.address), { headers: { cookie } });
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      return answer.text();
    };
    while ((await ask("/")).includes("Reading the editions"))
      await new Promise((resolve) => void setTimeout(resolve, 100));
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    const many = drafts.toLocaleString("en-US");
    line(`desk of ${many} drafts, every head read`, `${seconds} s`);
    line("queue page", await timed(() => ask("/")));
    const step = Math.max(1, Math.floor(names.length / ASKED));
    let at = 0;
    const next = (): string => `/articles/${names[(at += step) % names.length]}`;
    line("draft page", await timed(() => ask(next())));
    await served.close();
    await store.close();
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Median and 99th percentile of a request, one after the other. */
async function timed(ask: () => Promise<unknown>): Promise<string> {
  const took: number[] = [];
  for (let count = 0; count < 2 * ASKED; count++) {
    const start = performance.now();
    await ask();
    took.push(performance.now() - start);
  }
  const sorted = took.slice(ASKED).sort((a, b) => a - b);
  const at = (share: number): string => `${sorted[Math.floor(ASKED * share)]!.toFixed(0)} ms`;
  return `median ${at(0.5)}, p99 ${at(0.99)}`;
}

function line(what: string, figure: string): void {
  process.stdout.write(`${what.padEnd(44)} ${figure}\n`);
}

if (import.meta.main) await measure(Number(process.argv[2] ?? 10_000));
