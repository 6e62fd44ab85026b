import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import { filesOf } from "./imports.ts";

const ROOT = join(import.meta.dirname, "../..");

/** Modules of Node that reach nothing outside of the program. */
const INSIDE = new Set(["crypto", "path", "path/posix", "timers/promises", "url"]);

/** What else may be named: the database's driver, the kind of the server, the threads that draw cards, read series and write editions. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  "generator/store/sqlite/": ["sqlite", "worker_threads"],
  "generator/store/mail/sqlite/": ["sqlite"],
  "generator/publish/serve/listen.ts": ["http"],
  "generator/jobs/": ["worker_threads"],
  "generator/newsroom/writer-thread.ts": ["worker_threads"],
  "generator/newsroom/writers.ts": ["os"],
  "generator/publish/cards/card-pool.ts": ["os", "worker_threads"],
  "generator/publish/cards/card-worker.ts": ["v8", "vm", "worker_threads"],
};

/** Each file of a folder below the top, with its code but for comments. */
function codeOf(folder: string): (readonly [path: string, code: string])[] {
  return filesOf(join(ROOT, folder)).map((path) => [
    relative(ROOT, path),
    readFileSync(path, "utf8").replace(/^\s*(?:\/\/|\/?\*).*$/gm, ""),
  ]);
}

const program = codeOf("generator").filter(
  ([path]) => !path.startsWith("generator/world/") && path !== "generator/cli.ts",
);

test("the process is known to the world and to the first lines of the program only", () => {
  expect(program.length).toBeGreaterThan(400);
  const found = program.filter(([, code]) => /\bprocess[.[]|\bglobalThis\b/.test(code));
  expect(found.map(([path]) => path)).toEqual([]);
});

test("what Node offers of the outside world is asked for through the world", () => {
  const named = program.flatMap(([path, code]) =>
    [...code.matchAll(/["']node:([a-z_/]+)["']/g)].map(([, module = ""]) => ({ path, module })),
  );
  expect(named.length).toBeGreaterThan(50);
  const isAllowed = ({ path, module }: (typeof named)[number]): boolean =>
    INSIDE.has(module) ||
    Object.entries(ELSEWHERE).some(
      ([place, modules]) => path.startsWith(place) && modules.includes(module),
    );
  expect(named.filter((each) => !isAllowed(each))).toEqual([]);
});

test("a test hands over a world of its own, and changes neither the current folder nor the environment", () => {
  // What all tests of a run share, and a browser that is unpacked where its package wants it.
  const prepared = new Set(["test/support/run.ts", "test/browser/browser.ts"]);
  const changes = /\bprocess\.chdir\(|process\.env(?:\.\w+|\[[^\]]+\])\s*=[^=]|delete process\.env/;
  const found = codeOf("test").filter(([, code]) => changes.test(code));
  expect(found.map(([path]) => path).filter((path) => !prepared.has(path))).toEqual([]);
  const caught = ["env['TZ'] = zone", "chdir(home)"];
  expect(caught.filter((each) => !changes.test(`process.${each}`))).toEqual([]);
});
