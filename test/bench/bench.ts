import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { realWorld } from "../../generator/base/disk.ts";
import { compose } from "../../generator/compose/compose.ts";
import { gather } from "../../generator/gather/gather.ts";
import { openStore, storePath, type Store } from "../../generator/gather/store.ts";
import { measure } from "../../generator/measure/measure.ts";
import { cutoffOf, type Edition } from "../../generator/narrate/bound.ts";
import { narrate } from "../../generator/narrate/narrate.ts";
import { openNewsroom, type Newsroom } from "../../generator/newsroom.ts";
import { makeEditions } from "../../generator/pipeline.ts";
import { bareRenderer, watchRenderings } from "./bare.ts";

const ROOT = join(import.meta.dirname, "../..");
const DAY = "2025-05-08";
const RANGE = { from: "2025-04-09", to: "2025-05-08" };

const home = mkdtempSync(join(tmpdir(), "bellwether-bench-"));
try {
  for (const each of ["bellwether.yaml", "templates", "content/data"]) {
    cpSync(join(ROOT, each), join(home, each), { recursive: true });
  }
  await bench();
} finally {
  rmSync(home, { recursive: true, force: true });
}

async function bench(): Promise<void> {
  const world = realWorld();
  const newsroom = openNewsroom(world, home);
  const store = openStore(world, storePath(home));
  const imported = timed(() => gather(world, newsroom.publication, store));
  line("bundled history imported", `${(imported / 1000).toFixed(2)} s`);
  composing(newsroom, store);
  await backfilling(newsroom, store);
  store.close();
  opening();
}

/** Composition with facts beside the same templates rendered by bare precompiled Handlebars, turn by turn in one run. */
function composing(newsroom: Newsroom, store: Store): void {
  const { publication, narratives, stories, desk } = newsroom;
  const view = store.view(cutoffOf(DAY, publication.cutoff), publication.catalogue);
  const edition: Edition = { day: DAY, view, signals: measure(view) };
  const findings = narrate(narratives, edition);
  let articles = 0;
  const write = (): void => {
    articles = stories.flatMap((story) => compose(story, findings, edition, desk) ?? []).length;
  };
  const bare = bareRenderer(watchRenderings(narratives, stories, write));
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < 60; round++) {
    ours.push(timed(() => repeat(25, write)));
    theirs.push(timed(() => repeat(25, bare)));
  }
  line("articles composed with facts", `${rate(articles * 25, settled(ours))} a second`);
  line("the same templates by bare Handlebars", `${rate(articles * 25, settled(theirs))} a second`);
  line(
    "ours against bare Handlebars",
    `${(settled(theirs) / settled(ours)).toFixed(2)} (aim: 0.50 or more)`,
  );
}

async function backfilling(newsroom: Newsroom, store: Store): Promise<void> {
  const runs: number[] = [];
  let editions = 0;
  for (let run = 0; run < 3; run++) {
    rmSync(join(home, "content/editions"), { recursive: true, force: true });
    const start = performance.now();
    editions = (await makeEditions(newsroom, store, RANGE, async () => {})).length;
    runs.push(performance.now() - start);
  }
  line(
    "editions in backfill, written and checked",
    `${rate(editions, Math.min(...runs))} a second`,
  );
}

/** `--help` beyond what Node itself takes to start, the median of alternating runs. */
function opening(): void {
  const node: number[] = [];
  const help: number[] = [];
  for (let run = 0; run < 15; run++) {
    node.push(timed(() => spawnSync(process.execPath, ["-e", "0"])));
    help.push(timed(() => spawnSync(process.execPath, [join(ROOT, "generator/cli.ts"), "--help"])));
  }
  line(
    "--help beyond Node's own start",
    `${(median(help) - median(node)).toFixed(0)} ms (aim: under 150; Node alone ${median(node).toFixed(0)} ms)`,
  );
}

function repeat(times: number, work: () => unknown): void {
  for (let time = 0; time < times; time++) work();
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

/** The median without the rounds in which the engine was still warming up. */
function settled(runs: readonly number[]): number {
  return median(runs.slice(20));
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

function rate(count: number, milliseconds: number): string {
  return Math.round((count / milliseconds) * 1000).toLocaleString("en-US");
}

function line(what: string, figure: string): void {
  process.stdout.write(`${what.padEnd(44)} ${figure}\n`);
}
