import { closeSync, ftruncateSync, lstatSync, openSync, readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import type { Files } from "../../generator/world/world.ts";
import { publish } from "../../generator/publish/publish.ts";
import { fixture, SAMPLES } from "./fixtures.ts";
import { copyOf, makeHome, type TestHome } from "./home.ts";
import { committed } from "./made.ts";
import { startDying, type Ending } from "../support/kills.ts";
import { backgroundOf } from "./sample.ts";
import { brokenLinks, contentsOf } from "./whole.ts";

const CHANGE = fixture("2025-05-09", "market-wrap", { title: "New", description: "New." }, "Text.");
const UNDER = "/notes/";

/** At which change to the disk each of two is killed: within the first site it makes or a later one. */
const DEATHS = [
  [7, 60],
  [33, 110],
];

/** A disk that does `steps` changes and then none ever again. After `cutPower` nothing is left of files that it was not told to flush. */
function dying(files: Files, steps: number): Files & { readonly cutPower: () => void } {
  let left = steps;
  const unflushed = new Set<number>();
  const upTo =
    <A extends unknown[], R>(change: (...given: A) => R) =>
    (...given: A): R => {
      if (left === 0) throw new Error("cut");
      left -= 1;
      return change(...given);
    };
  return {
    ...files,
    cutPower() {
      for (const handle of unflushed) ftruncateSync(handle);
    },
    batch() {
      const batch = files.batch();
      const handles: number[] = [];
      return {
        write: upTo(async (path, content) => {
          await batch.write(path, content);
          const handle = openSync(path, "r+");
          handles.push(handle);
          unflushed.add(handle);
        }),
        settled: upTo(async (folders) => {
          await batch.settled(folders);
          for (const handle of handles) unflushed.delete(handle);
          handles.splice(0).forEach(closeSync);
        }),
      };
    },
    write: upTo(files.write),
    writeUnflushed: upTo(files.writeUnflushed),
    makeFolder: upTo(files.makeFolder),
    remove: upTo(files.remove),
    rename: upTo(files.rename),
    link: upTo(files.link),
  };
}

test("cut off before any one change to the disk, the site is whole and the next run completes it", async () => {
  using reference = makeHome([...SAMPLES, CHANGE]);
  await publish(reference.world, reference.publication);
  const after = contentsOf(reference.path("site", "dist"));
  using published = makeHome(SAMPLES);
  await publish(published.world, published.publication);
  const before = contentsOf(published.path("site", "dist"));
  let steps = 0;
  // One page is written as another is: in the middle every eighth change is enough.
  for (let done = false; !done; steps += steps < 20 ? 1 : 8) {
    using home = copyOf(published);
    home.put(CHANGE);
    const files = dying(home.world.files, steps);
    try {
      await publish({ ...home.world, files }, home.publication);
      done = true;
    } catch (error) {
      if ((error as Error).message !== "cut") throw error;
    }
    files.cutPower();
    expect([before, after]).toContainEqual(contentsOf(home.path("site", "dist")));
    await publish(home.world, home.publication);
    expect(contentsOf(home.path("site", "dist"))).toEqual(after);
    expect(leftovers(home)).toEqual([]);
  }
  expect(steps).toBeGreaterThan(10);
});

/** What lies under `site/` that neither the theme nor a finished publish puts there. */
function leftovers(home: TestHome): string[] {
  const builds = readdirSync(home.path("site", ".builds")).filter(
    (name) => !/^([0-9a-f]{16}(\.list)?|lock|previous)$/.test(name),
  );
  const site = readdirSync(home.path("site")).filter(
    (name) => !["layouts", "styles", "dist", ".builds"].includes(name),
  );
  return [...builds, ...site];
}

/** Publishes over and over, until it is killed at a change to the disk. */
function publishEndlessly(home: TestHome, at: number): Promise<Ending> {
  const script = join(import.meta.dirname, "publish-endlessly.ts");
  return startDying([script, home.publication.home], at).ended;
}

/** Broken links of the shown site. A build that was followed by two others is taken apart: it is looked at again if another was shown meanwhile. */
function look(home: TestHome): string[] {
  const dist = home.path("site", "dist");
  const shown = (): bigint => lstatSync(dist, { bigint: true }).ctimeNs;
  for (;;) {
    const since = shown();
    try {
      const broken = brokenLinks(home.path("site", readlinkSync(dist)), UNDER);
      if (broken.length === 0 || shown() === since) return broken;
    } catch (error) {
      if (shown() === since) throw error;
    }
  }
}

test("killed within their work, two processes that publish at once leave a whole site", async () => {
  using home = makeHome(SAMPLES);
  await publish(home.world, home.publication);
  const seen = new Set<string>();
  for (const at of DEATHS) {
    const both = Promise.all(at.map((change) => publishEndlessly(home, change)));
    let endings: Ending[] | undefined;
    while (endings === undefined) {
      endings = await Promise.race([both, pause(7, undefined)]);
      seen.add(readlinkSync(home.path("site", "dist")));
      expect(look(home)).toEqual([]);
    }
    expect(endings.map(({ signal, changes }) => [signal, changes.length])).toEqual(
      at.map((change) => ["SIGKILL", change]),
    );
    expect(look(home)).toEqual([]);
  }
  expect(seen.size).toBeGreaterThan(1);
  home.put(CHANGE);
  await publish(home.world, home.publication);
  expect(leftovers(home)).toEqual([]);
  expect(look(home)).toEqual([]);
});

test("a thread that draws cards and is killed is named, and the site stays as it was", async () => {
  using home = makeHome(committed(12));
  await publish(home.world, home.publication);
  const before = readlinkSync(home.path("site", "dist"));
  process.once("worker", (thread: Worker) => thread.once("message", () => void thread.terminate()));
  const background = backgroundOf();
  await expect(publish(home.world, home.publication, { background })).rejects.toThrow(
    /card worker 1 ended before it had drawn 2025\/\S+card\.\w+\.png: exit code 1/,
  );
  expect(readlinkSync(home.path("site", "dist"))).toBe(before);
  expect(leftovers(home)).toEqual([]);
  expect(await publish(home.world, home.publication, { background })).toMatchObject({
    changed: true,
  });
});
