import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { startDying } from "../support/kills.ts";
import {
  catalogueOf,
  periodsOf,
  refusalOf,
  seriesOf,
  temporaryFolder,
  temporaryStore,
  viewAt,
  worldAt,
} from "./support.ts";

const world = worldAt("2025-07-01T00:00:00Z");

const row = { day: "2025-05-07", value: 1, public: 0, stated: false };

const WRITER = join(import.meta.dirname, "writer-process.ts");

function run(...words: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [WRITER, ...words], { stdio: ["pipe", "pipe", "ignore"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

test("processes that make and fill the store at once lose nothing and store nothing twice", async () => {
  const path = join(temporaryFolder(), "bellwether.db");
  const names = ["a.close", "b.close", "c.close", "d.close"];
  const children = names.map((name) => run("write", path, name, "25"));
  const exits = await Promise.all(children.map((child) => once(child, "exit")));
  expect(exits.map(([code]) => code)).toEqual([0, 0, 0, 0]);
  const store = await temporaryStore(path);
  const catalogue = catalogueOf(...[...names, "shared.close"].map((id) => seriesOf({ id })));
  const view = await viewAt(store, Date.parse("2025-01-01T00:00:00Z"), catalogue);
  for (const id of catalogue.series.keys()) {
    const { values, revisions } = view.history(id);
    expect([...values]).toEqual(Array.from({ length: 500 }, (_, index) => index));
    expect(new Set(revisions)).toEqual(new Set([0]));
  }
});

test("a command waits for the one that is writing, says so once, and then goes on", async () => {
  const path = join(temporaryFolder(), "bellwether.db");
  const onWait = vi.fn<() => void>(() => void holder.stdin!.end());
  const store = await openStore(world, path, { milliseconds: 20_000, onWait });
  onTestFinished(() => store.close());
  const holder = run("hold", path);
  await once(holder.stdout!, "data");
  const change = await store.write((writer) => writer.record("a.close", "a", 0, [row]));
  expect(change.added).toBe(1);
  expect(onWait).toHaveBeenCalledOnce();
});

test("a command whose patience is over stores nothing and says who is in the way", async () => {
  const path = join(temporaryFolder(), "bellwether.db");
  const onWait = vi.fn<() => void>();
  const store = await openStore(world, path, { milliseconds: 300, onWait });
  onTestFinished(() => store.close());
  const holder = run("hold", path);
  await once(holder.stdout!, "data");
  const failure = await refusalOf(() =>
    store.write((writer) => writer.record("a.close", "a", 0, [row])),
  );
  holder.kill("SIGKILL");
  expect([failure.exit, failure.problems[0]?.code]).toEqual([3, "store-busy"]);
  expect(failure.message).toContain("Another command is writing");
  expect(onWait).toHaveBeenCalledOnce();
  expect(await periodsOf(store, "a.close")).toBe(0);
});

test("a view is read while another command is writing", async () => {
  const path = join(temporaryFolder(), "bellwether.db");
  const store = await temporaryStore(path);
  await store.write((writer) => writer.record("a.close", "a", 0, [row]));
  const holder = run("hold", path);
  await once(holder.stdout!, "data");
  const view = await viewAt(store, 0, catalogueOf(seriesOf({ id: "a.close" })));
  expect([...view.history("a.close").values]).toEqual([1]);
  holder.kill("SIGKILL");
});

test("a writer that is killed before any commit leaves whole transactions behind", async () => {
  const catalogue = catalogueOf(seriesOf({ id: "a.close" }), seriesOf({ id: "shared.close" }));
  // The first makes the tables.
  for (const commits of [1, 2, 3, 5, 8]) {
    const path = join(temporaryFolder(), "bellwether.db");
    const { ended } = startDying([WRITER, "write", path, "a.close", "50"], commits);
    const { signal, changes } = await ended;
    expect([signal, changes]).toEqual(["SIGKILL", Array.from({ length: commits }, () => "commit")]);
    const store = await openStore(world, path);
    const view = await viewAt(store, Date.parse("2100-01-01T00:00:00Z"), catalogue);
    const [mine, shared] = [view.history("a.close"), view.history("shared.close")];
    expect(mine.days.length).toBe(20 * Math.max(0, commits - 2));
    expect([...mine.values]).toEqual([...shared.values]);
    await store.close();
  }
});
