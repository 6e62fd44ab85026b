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

/** People who work at the same time, the pages that each asks for after as many that are not timed, and how long each is looked at. */
const EDITORS = 50;
const EACH = 8;
const LOOKED_AT_MS = 2000;
/** Every so many of their pages is the queue. */
const QUEUE_EVERY = 3;

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
    const many = drafts.toLocaleString("en-US");
    line(`desk of ${many} drafts: first queue page`, `${since(begun)} s after it was started`);
    while ((await ask("/")).includes("Reading the editions")) await rest(100);
    line("every head read", `${since(begun)} s after it was started`);
    const step = Math.max(1, Math.floor(names.length / ASKED));
    let at = 0;
    const next = (): string => `/articles/${names[(at += step) % names.length]}`;
    const first = performance.now();
    await ask(next());
    line("first draft page", `${since(first)} s`);
    line("queue page", told(await timed(ASKED, () => ask("/"))));
    line("draft page", told(await timed(ASKED, () => ask(next()))));
    const together = Array.from({ length: EDITORS }, async (_, editor) => {
      await rest((editor / EDITORS) * LOOKED_AT_MS);
      let pages = editor;
      const one = (): Promise<string> => ask((pages += 1) % QUEUE_EVERY === 0 ? "/" : next());
      return timed(EACH, one, LOOKED_AT_MS);
    });
    line(
      `${EDITORS} editors at once, a page in ${LOOKED_AT_MS / 1000} s each`,
      told((await Promise.all(together)).flat()),
    );
    await served.close();
    await store.close();
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Milliseconds of so many requests, one after the other, after as many that are not timed. @param pause milliseconds between two. */
async function timed(count: number, ask: () => Promise<unknown>, pause = 0): Promise<number[]> {
  const took: number[] = [];
  for (let at = 0; at < 2 * count; at++) {
    const start = performance.now();
    await ask();
    took.push(performance.now() - start);
    if (pause > 0) await rest(pause);
  }
  return took.slice(count);
}

function told(took: readonly number[]): string {
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number): string =>
    `${sorted[Math.floor(sorted.length * share)]!.toFixed(0)} ms`;
  return `median ${at(0.5)}, p99 ${at(0.99)}`;
}

function rest(milliseconds: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, milliseconds));
}

/** Seconds from an instant on. */
function since(instant: number): string {
  return ((performance.now() - instant) / 1000).toFixed(1);
}

function line(what: string, figure: string): void {
  process.stdout.write(`${what.padEnd(44)} ${figure}\n`);
}

if (import.meta.main) await measure(Number(process.argv[2] ?? 10_000));
