import { mkdirSync, readFileSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { readEditions } from "../../generator/articles/approved.ts";
import { fileDigest } from "../../generator/world/file-digest.ts";
import { openFileDigests } from "../../generator/world/file-digests.ts";
import type { World } from "../../generator/world/world.ts";
import { SAMPLES } from "./fixtures.ts";
import { makeHome, type TestHome } from "./home.ts";

/** Longer than a clock of a disk takes from one tick to the next. */
const SETTLED_MS = 2100;

/** A world that names each file which it reads. */
function watched(world: World): { readonly world: World; readonly read: string[] } {
  const read: string[] = [];
  const { files } = world;
  const told = {
    ...files,
    read: (path: string) => (read.push(path), files.read(path)),
    readBytes: (path: string) => (read.push(path), files.readBytes(path)),
  };
  return { world: { ...world, files: told }, read };
}

function articleIn(home: TestHome): string {
  const { edition, slug } = SAMPLES[0]!;
  return home.path("content/editions", edition, `${slug}.md`);
}

/** Another hand's change that leaves the length of a file and the time at which it says to have been written. */
function forge(path: string): void {
  const { atime, mtime } = statSync(path);
  writeFileSync(path, readFileSync(path, "utf8").replace(/[a-z]/, "#"));
  utimesSync(path, atime, mtime);
}

test("a file is read once for each state in which it lies on the disk, and again when another hand hides its change", async () => {
  using home = makeHome(SAMPLES);
  const article = articleIn(home);
  mkdirSync(home.path("var"));
  await pause(SETTLED_MS);
  const { world, read } = watched(home.world);
  const first = fileDigest(world.files, article);
  expect(fileDigest(world.files, article)).toBe(first);
  expect(read).toEqual([article]);
  const digests = openFileDigests(world, home.path(), "seen");
  expect(digests.of(article)).toBe(first);
  digests.save();
  expect(digests.of(home.path("nowhere.md"))).toBeUndefined();
  forge(article);
  expect(fileDigest(world.files, article)).not.toBe(first);
  // Changed just now, it could be changed again within the same tick.
  forge(article);
  expect(digests.of(article)).not.toBe(first);
});

test("the next command reads no article that lies as it did", async () => {
  using home = makeHome(SAMPLES);
  mkdirSync(home.path("var"));
  await pause(SETTLED_MS);
  const before = readEditions(home.world, home.publication);
  const { world, read } = watched(home.world);
  expect(readEditions(world, home.publication)).toEqual(before);
  expect(read.filter((path) => path.includes("content/editions"))).toEqual([]);
  const changed = articleIn(home);
  writeFileSync(changed, readFileSync(changed, "utf8").replace(/^title: "/m, "$&New: "));
  const after = readEditions(watched(home.world).world, home.publication);
  expect(after).not.toEqual(before);
});
