import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { ROOT } from "../support/bundle.ts";
import { ended } from "../support/ended.ts";
import { makeFolder, ROOM } from "../support/room.ts";

const MODULE = pathToFileURL(join(ROOT, "test/browser/whole-site.ts")).href;

test("a program that makes the whole site needs nothing that a run of the tests has prepared", async () => {
  const folder = makeFolder("unprepared");
  const passing = join(folder, "passing");
  mkdirSync(passing);
  const program = `import { existsSync } from "node:fs";
    const { wholeSite } = await import(${JSON.stringify(MODULE)});
    using site = await wholeSite("https://bellwether.example/");
    console.log(existsSync(site.dist + "/index.html"));`;
  const file = join(folder, "program.mjs");
  writeFileSync(file, program);
  const { status, stdout, stderr } = await ended(process.execPath, [file], ROOT, {
    TMPDIR: passing,
    [ROOM]: passing,
  });
  expect([status, stdout.trim(), stderr]).toEqual([0, "true", ""]);
});
