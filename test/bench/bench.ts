import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Handlebars from "handlebars";
import { realWorld } from "../../generator/base/disk.ts";
import { compose, type Draft } from "../../generator/compose/compose.ts";
import { gather } from "../../generator/gather/gather.ts";
import { openStore, storePath, type Store } from "../../generator/gather/store.ts";
import { measure } from "../../generator/measure/measure.ts";
import { cutoffOf, type Edition } from "../../generator/narrate/bound.ts";
import { narrate } from "../../generator/narrate/narrate.ts";
import { openNewsroom, type Newsroom } from "../../generator/newsroom.ts";
import { makeEditions } from "../../generator/pipeline.ts";

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

/** Composition with facts beside the same text rendered by bare precompiled Handlebars, turn by turn in one run. */
function composing(newsroom: Newsroom, store: Store): void {
  const view = store.view(
    cutoffOf(DAY, newsroom.publication.cutoff),
    newsroom.publication.catalogue,
  );
  const edition: Edition = { day: DAY, view, signals: measure(view) };
  const findings = narrate(newsroom.narratives, edition);
  const write = (): Draft[] =>
    newsroom.stories.flatMap((story) => compose(story, findings, edition, newsroom.desk) ?? []);
  const drafts = write();
  const bare = drafts.map((draft) => bareTemplate(draft));
  const rounds = 40;
  const batch = 25;
  let ours = 0;
  let theirs = 0;
  for (let round = -5; round < rounds; round++) {
    const a = timed(() => repeat(batch, write));
    const b = timed(() => repeat(batch, () => bare.map(({ render, values }) => render(values))));
    if (round >= 0) [ours, theirs] = [ours + a, theirs + b];
  }
  const articles = rounds * batch * drafts.length;
  line("articles composed with facts", `${rate(articles, ours)} a second`);
  line("the same text by bare Handlebars", `${rate(articles, theirs)} a second`);
  line("ours against bare Handlebars", `${(theirs / ours).toFixed(2)} (aim: 0.50 or more)`);
}

/** The finished text with a plain placeholder for each figure that stands in it. */
function bareTemplate(draft: Draft): { render: (values: object) => string; values: object } {
  const values: Record<string, string> = {};
  const texts = [...new Set(draft.facts.facts.map((fact) => fact.text))].sort(
    (a, b) => b.length - a.length,
  );
  const pattern = new RegExp(
    texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"),
    "g",
  );
  const source = draft.markdown.replace(pattern, (text) => {
    const name = `f${Object.keys(values).length}`;
    values[name] = text;
    return `{{${name}}}`;
  });
  const render = Handlebars.compile(source, { noEscape: true });
  if (render(values) !== draft.markdown) throw new Error("The bare template renders another text.");
  return { render, values };
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

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

function rate(count: number, milliseconds: number): string {
  return Math.round((count / milliseconds) * 1000).toLocaleString("en-US");
}

function line(what: string, figure: string): void {
  process.stdout.write(`${what.padEnd(44)} ${figure}\n`);
}
