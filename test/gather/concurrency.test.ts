import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { openStore } from "../../generator/store/sqlite/open.ts";
import {
  catalogueOf,
  failureOf,
  seriesOf,
  temporaryFolder,
  temporaryStore,
  worldAt,
} from "./support.ts";

const world = worldAt("2025-07-01T00:00:00Z");

const row = { day: "2025-05-07", value: 1, public: 0, stated: false };

function run(...words: readonly string[]): ChildProcess {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, "writer-process.ts"), ...words],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

test("processes that make and fill the store at once lose nothing and store nothing twice", async () => {
  const path = join(temporaryFolder(), "bellwether.db");
  const names = ["a.close", "b.close", "c.close", "d.close"];
  const children = names.map((name) => run("write", path, name, "25"));
  const exits = await Promise.all(children.map((child) => once(child, "exit")));
  expect(exits.map(([code]) => code)).toEqual([0, 0, 0, 0]);
  const store = temporaryStore(path);
  const catalogue = catalogueOf(...[...names, "shared.close"].map((id) => seriesOf({ id })));
  const view = store.view(Date.parse("2025-01-01T00:00:00Z"), catalogue);
  for (const id of catalogue.series.keys()) {
    const { values, revisions } = view.history(id);
    expect([...values]).toEqual(Array.from({ length: 500 }, (_, index) => index));
    expect(new Set(revisions)).toEqual(new Set([0]));
  }
}, 30_000);

test("a command waits for the one that is writing, says so once, and then goes on", async () => {
  const path = join(temporaryFolder(), "bellwether.db");
  const onWait = vi.fn<() => void>();
  const store = openStore(world, path, { milliseconds: 20_000, onWait });
  onTestFinished(() => store.close());
  const holder = run("hold", path, "700");
  await once(holder.stdout!, "data");
  expect(store.write((writer) => writer.record("a.close", "a", 0, [row])).added).toBe(1);
  expect(onWait).toHaveBeenCalledOnce();
});

test("a command whose patience is over stores nothing and says who is in the way", async () => {
  const path = join(temporaryFolder(), "bellwether.db");
  const onWait = vi.fn<() => void>();
  const store = openStore(world, path, { milliseconds: 300, onWait });
  onTestFinished(() => store.close());
  const holder = run("hold", path, "5000");
  await once(holder.stdout!, "data");
  const failure = failureOf(() => store.write((writer) => writer.record("a.close", "a", 0, [row])));
  holder.kill("SIGKILL");
  expect([failure.exit, failure.problems[0]?.code]).toEqual([3, "store-busy"]);
  expect(failure.message).toContain("Another command is writing");
  expect(onWait).toHaveBeenCalledOnce();
  expect(store.extent("a.close").periods).toBe(0);
});

test("a view is read while another command is writing", async () => {
  const path = join(temporaryFolder(), "bellwether.db");
  const store = temporaryStore(path);
  store.write((writer) => writer.record("a.close", "a", 0, [row]));
  const holder = run("hold", path, "5000");
  await once(holder.stdout!, "data");
  const view = store.view(0, catalogueOf(seriesOf({ id: "a.close" })));
  expect([...view.history("a.close").values]).toEqual([1]);
  holder.kill("SIGKILL");
});

test("a writer that is killed at any instant leaves whole transactions behind", async () => {
  const path = join(temporaryFolder(), "bellwether.db");
  const catalogue = catalogueOf(seriesOf({ id: "a.close" }), seriesOf({ id: "shared.close" }));
  for (const delay of [0, 3, 10, 20, 40, 80]) {
    const child = run("write", path, "a.close", "5000");
    await once(child.stdout!, "data");
    await new Promise((resolve) => setTimeout(resolve, delay));
    child.kill("SIGKILL");
    await once(child, "exit");
    const store = openStore(world, path);
    const view = store.view(Date.parse("2100-01-01T00:00:00Z"), catalogue);
    const [own, shared] = [view.history("a.close"), view.history("shared.close")];
    expect(own.days.length % 20).toBe(0);
    expect([...own.values]).toEqual([...shared.values]);
    store.close();
  }
  expect(temporaryStore(path).extent("a.close").periods).toBeGreaterThan(0);
}, 30_000);
