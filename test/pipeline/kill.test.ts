import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cliHome, filesBelow, runProcess, smallHome, start, type CliHome } from "../support/cli.ts";

const DAILY = ["daily", "--date", "2025-05-08"];
const KILLS = 25;

/** A home with its editions and site, and what a run that nobody disturbed makes of it. */
let calm: CliHome;
let editions: Map<string, string>;
let site: Map<string, string>;

beforeAll(() => {
  calm = smallHome();
  expect(runProcess(calm, DAILY).status).toBe(0);
  expect(runProcess(calm, ["publish"]).status).toBe(0);
  editions = filesBelow(calm, "content/editions");
  site = filesBelow(calm, "site/dist");
});

afterAll(() => calm?.[Symbol.dispose]());

/** Seeded, so that a failure can be seen again. */
function* instants(seed: number, most: number): Generator<number> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield (state / 2 ** 32) * most;
  }
}

/** Runs a command that is killed after so many milliseconds; true when it was still running. */
async function killed(home: CliHome, args: readonly string[], after: number): Promise<boolean> {
  const child = start(home, args);
  const ended = new Promise<boolean>((done) =>
    child.once("exit", (_code, signal) => done(signal === "SIGKILL")),
  );
  await setTimeout(after);
  child.kill("SIGKILL");
  return ended;
}

function duration(home: CliHome, args: readonly string[]): number {
  const begun = performance.now();
  runProcess(home, args);
  return performance.now() - begun;
}

function leftovers(home: CliHome): string[] {
  const strays: string[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.name.endsWith(".tmp")) strays.push(entry.name);
      if (entry.isDirectory()) visit(`${folder}/${entry.name}`);
    }
  };
  visit(home.path("content"));
  return strays;
}

test("daily work that is killed at any instant is completed by the next run", async () => {
  using home = cliHome(calm);
  const clear = (): void => {
    for (const part of ["content/editions", "var"])
      rmSync(home.path(part), { recursive: true, force: true });
  };
  clear();
  const whole = duration(home, DAILY);
  let caught = 0;
  for (const [round, after] of [...instants(7, whole).take(KILLS)].entries()) {
    if (round % 5 === 0) clear();
    if (await killed(home, DAILY, after)) caught++;
  }
  expect(caught).toBeGreaterThan(0);
  expect(runProcess(home, DAILY)).toMatchObject({ status: 0 });
  expect(filesBelow(home, "content/editions")).toEqual(editions);
  expect(leftovers(home)).toEqual([]);
});

/** The pages that the home page leads to and that are not there. */
function missingPages(home: CliHome): string[] {
  const page = home.path("site/dist/index.html");
  if (!existsSync(page)) return ["index.html"];
  const links = [...readFileSync(page, "utf8").matchAll(/href="([^":#]+)"/g)].map(
    (match) => match[1] as string,
  );
  return links.filter((link) => !existsSync(home.path("site/dist", link)));
}

test("publish that is killed at any instant leaves a whole site, and the next run completes it", async () => {
  using home = cliHome(calm);
  expect(runProcess(home, ["publish"]).status).toBe(0);
  const whole = duration(home, ["publish"]);
  let caught = 0;
  for (const [round, after] of [...instants(11, whole).take(KILLS)].entries()) {
    const [first = "", ...others] = [...editions.keys()].filter((path) => path.endsWith(".md"));
    const left = round % 2 === 0 ? first : (others[round % others.length] ?? first);
    rmSync(home.path("content/editions", left));
    if (await killed(home, ["publish"], after)) caught++;
    expect(missingPages(home)).toEqual([]);
    writeFileSync(home.path("content/editions", left), editions.get(left) as string);
  }
  expect(caught).toBeGreaterThan(0);
  expect(runProcess(home, ["publish"])).toMatchObject({ status: 0 });
  expect(filesBelow(home, "site/dist")).toEqual(site);
  const builds = readdirSync(home.path("site/.builds"), { withFileTypes: true });
  const folders = builds.filter((each) => each.isDirectory()).map((each) => each.name);
  expect(folders.length).toBeLessThanOrEqual(2);
  expect(folders).not.toContain("unfinished");
});
