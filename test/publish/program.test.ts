import { expect, test } from "vitest";
import { join } from "node:path";
import { programDigest } from "../../generator/world/program.ts";
import { realWorld } from "../../generator/world/disk.ts";

const ROOT = join(import.meta.dirname, "..", "..");

test("another version of a package is another program: what it made is made again", () => {
  const world = realWorld();
  const before = programDigest(world);
  expect(programDigest(realWorld())).toBe(before);
  for (const lock of ["package-lock.json", join("node_modules", ".package-lock.json")]) {
    const read = (path: string): string => {
      const text = world.files.read(path);
      return path === join(ROOT, lock)
        ? text.replace('"node_modules/rehype-sanitize"', '"x"')
        : text;
    };
    const changed = { ...world, files: { ...world.files, read } };
    expect([lock, programDigest(changed) === before]).toEqual([lock, false]);
  }
});
