import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { CLI, cliHome, filesBelow, run, siteOf, smallHome, type CliHome } from "../support/cli.ts";
import { spread, startDying, type Ending } from "../support/kills.ts";

const DAILY = ["daily", "--date", "2025-05-08"];
const KILLS = 5;

/** A home with its editions and site, and what a run that nobody disturbed makes of it. */
let calm: CliHome;
let editions: Map<string, string>;
let site: Map<string, string>;

beforeAll(async () => {
  calm = smallHome();
  expect((await run(calm, DAILY)).status).toBe(0);
  expect((await run(calm, ["publish"])).status).toBe(0);
  editions = filesBelow(calm, "content/editions");
  site = siteOf(calm);
});

afterAll(() => calm?.[Symbol.dispose]());

/** Runs a command that is killed at a change to the disk, and gives how it ended. */
const dying = (home: CliHome, args: readonly string[], at?: number): Promise<Ending> =>
  startDying([CLI, ...args], at, { cwd: home.folder }).ended;

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

test("daily work that is killed within any change to the disk is completed by the next run", async () => {
  using home = cliHome(calm);
  const clear = (): void => {
    for (const part of ["content/editions", "var"])
      rmSync(home.path(part), { recursive: true, force: true });
  };
  clear();
  const { code, changes } = await dying(home, DAILY);
  expect(code).toBe(0);
  expect(new Set(changes)).toEqual(new Set(["write", "rename", "commit"]));
  let halfDone = 0;
  // The last files that get their names are those of the edition.
  const named = changes.flatMap((change, at) => (change === "rename" ? [at] : [])).slice(-3);
  for (const at of new Set([...spread(KILLS, changes.length), ...named])) {
    clear();
    expect(await dying(home, DAILY, at)).toEqual({
      code: null,
      signal: "SIGKILL",
      changes: changes.slice(0, at),
    });
    const there = existsSync(home.path("content/editions"))
      ? filesBelow(home, "content/editions")
      : new Map<string, string>();
    if (there.size > 0 && !isDeepStrictEqual(there, editions)) halfDone++;
    expect(await run(home, DAILY)).toMatchObject({ status: 0 });
    expect(filesBelow(home, "content/editions")).toEqual(editions);
    expect(leftovers(home)).toEqual([]);
  }
  expect(halfDone).toBeGreaterThan(0);
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

/** Changes at the end of a run that another may do without. */
const SPARE = 5;

test("publish that is killed within any change to the disk leaves a whole site, and the next run completes it", async () => {
  using home = cliHome(calm);
  expect(await run(home, ["publish"])).toMatchObject({ status: 0 });
  const file = home.path("bellwether.yaml");
  const calmly = readFileSync(file, "utf8");
  /** Another line below the name of the site on every page. */
  const motto = (text: string): void =>
    writeFileSync(file, calmly.replace(/^( +description:) .*$/m, `$1 ${text}`));
  motto("Made once before, so that nothing is counted that is made a single time");
  expect(await run(home, ["publish"])).toMatchObject({ status: 0 });
  writeFileSync(file, calmly);
  expect(await run(home, ["publish"])).toMatchObject({ status: 0 });
  motto("Counted");
  const { code, changes } = await dying(home, ["publish"]);
  expect(code).toBe(0);
  for (const [round, at] of spread(KILLS, changes.length - SPARE).entries()) {
    writeFileSync(file, calmly);
    expect(await run(home, ["publish"])).toMatchObject({ status: 0 });
    expect(siteOf(home)).toEqual(site);
    motto(`Round ${round}`);
    expect(await dying(home, ["publish"], at)).toMatchObject({ code: null, signal: "SIGKILL" });
    expect(missingPages(home)).toEqual([]);
    const shown = siteOf(home);
    const isNew = shown.get("index.html")!.includes(`Round ${round}`);
    expect(isDeepStrictEqual(shown, site)).toBe(!isNew);
  }
  writeFileSync(file, calmly);
  expect(await run(home, ["publish"])).toMatchObject({ status: 0 });
  expect(siteOf(home)).toEqual(site);
  const builds = readdirSync(home.path("site/.builds"), { withFileTypes: true });
  const folders = builds.filter((each) => each.isDirectory()).map((each) => each.name);
  expect(folders.length).toBeLessThanOrEqual(2);
  expect(folders).not.toContain("unfinished");
});
