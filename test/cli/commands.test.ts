import { spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { warmAtOnce } from "../support/evidence.ts";
import { addressOf, CLI, cliHome, filesBelow, run, start, type CliHome } from "../support/cli.ts";

const DAY = "2025-05-08";
const NOTE = `content/editions/${DAY}/cross-market-note.md`;

let made: CliHome;

beforeAll(async () => {
  made = cliHome();
  expect(await run(made, ["daily", "--date", DAY])).toMatchObject({ status: 0 });
});

afterAll(() => made?.[Symbol.dispose]());

function edit(home: CliHome, path: string, from: string, to: string): void {
  const text = readFileSync(home.path(path), "utf8");
  expect(text).toContain(from);
  writeFileSync(home.path(path), text.replace(from, to));
}

describe("--json prints one value and nothing else", () => {
  test.each([
    [["gather"]],
    [["daily", "--date", DAY]],
    [["check", NOTE]],
    [["explain", NOTE]],
    [["approve", NOTE, "--by", "Ada"]],
    [["publish"]],
  ])("%j", async (args) => {
    using home = cliHome(made);
    const answer = await run(home, [...args, "--json"]);
    expect(answer.status).toBe(0);
    expect(answer.stderr).toBe("");
    expect(typeof JSON.parse(answer.stdout)).toBe("object");
  });

  test("of a failure too", async () => {
    const answer = await run(made, ["check", "nowhere.md", "--json"]);
    expect(answer.status).toBe(2);
    expect(JSON.parse(answer.stdout)).toMatchObject({
      status: 2,
      problems: [{ code: "missing-file" }],
    });
  });
});

test("daily prints the paths of its drafts, and a line with counts and time for each stage", async () => {
  using home = cliHome(made);
  const { stdout } = await run(home, ["daily", "--date", DAY]);
  expect(stdout).toContain(NOTE);
  expect(stdout).toMatch(/Gather: \d+ series, .*\(\d+\.\d s\)/);
});

test("explain shows the observations behind a figure", async () => {
  const { stdout, status } = await run(made, ["explain", NOTE, "$97,032"]);
  expect(status).toBe(0);
  expect(stdout).toContain("btc.close.last");
  expect(stdout).toContain("97032.32");
  expect(stdout).toContain("Yahoo Finance");
});

describe("an editor's text", () => {
  test("is kept by the next run, and still checked", async () => {
    using home = cliHome(made);
    edit(home, NOTE, "$97,032", "$98,032");
    const edited = readFileSync(home.path(NOTE), "utf8");
    const { stdout } = await run(home, ["daily", "--date", DAY]);
    expect(stdout).toContain("kept");
    expect(readFileSync(home.path(NOTE), "utf8")).toBe(edited);
    const report = await run(home, ["check", NOTE]);
    expect(report.status).toBe(1);
    expect(report.stdout).toMatch(/\d+:\d+\s+error.*98,032.*97,032/);
  });

  test("with an untraced figure is not approved; mended it is, and stays", async () => {
    using home = cliHome(made);
    edit(home, NOTE, "\n## ", "\nSome 4,711 traders agreed.\n\n## ");
    expect((await run(home, ["approve", NOTE, "--by", "Ada"])).status).toBe(1);
    edit(home, NOTE, "Some 4,711 traders agreed.", "Some traders agreed.");
    expect((await run(home, ["approve", NOTE, "--by", "Ada"])).status).toBe(0);
    const approved = readFileSync(home.path(NOTE), "utf8");
    expect(approved).toContain('review: "Ada"');
    await run(home, ["daily", "--date", DAY]);
    expect(readFileSync(home.path(NOTE), "utf8")).toBe(approved);
  });

  test("may let a figure stand with a reason, or with a link to its source", async () => {
    using home = cliHome(made);
    edit(
      home,
      NOTE,
      "\n## ",
      "\nSome 4,711 traders agreed, [a survey says](https://example.org/survey).\n\n## ",
    );
    expect((await run(home, ["check", NOTE])).status).toBe(0);
    edit(home, NOTE, "\n## ", "\nAnd 4,712 did not.\n\n## ");
    expect((await run(home, ["check", NOTE])).status).toBe(1);
    edit(
      home,
      NOTE,
      "\ninputs:",
      '\nwaivers: [{ figure: "4,712", reason: "counted by hand" }]\ninputs:',
    );
    expect(await run(home, ["check", NOTE])).toMatchObject({ status: 0 });
  });
});

test("release by hand leaves drafts, and they are not published", async () => {
  using home = cliHome(made);
  edit(home, "bellwether.yaml", "release: when-clean", "release: by-hand");
  rmSync(home.path("content/editions"), { recursive: true });
  expect((await run(home, ["daily", "--date", DAY])).stdout).toContain("draft, new");
  expect(JSON.parse((await run(home, ["publish", "--json"])).stdout)).toMatchObject({
    articles: 0,
    drafts: 3,
  });
});

test("a site that is made before data was gathered says so", async () => {
  using home = cliHome(made);
  expect((await run(home, ["publish", "--no-search"])).stdout).not.toContain("The store is empty");
  rmSync(home.path("var"), { recursive: true });
  const answer = await run(home, ["publish", "--no-search"]);
  expect(answer.stdout).toMatch(/The store is empty.*bellwether gather/);
});

test("a current folder that is gone is the caller's mistake", () => {
  using home = cliHome(made);
  mkdirSync(home.path("gone"));
  const line = `cd gone && rmdir ../gone && "${process.execPath}" "${CLI}" sources`;
  const { status, stderr } = spawnSync("sh", ["-c", line], { cwd: home.folder, encoding: "utf8" });
  expect(stderr).toContain("The current folder no longer exists.");
  expect(status).toBe(2);
});

test("a day without data makes no article and says which series ended", async () => {
  using home = cliHome(made);
  const answer = await run(home, ["daily", "--date", "2026-01-01"]);
  expect(answer.status).toBe(1);
  expect(answer.stdout).toContain("2025-06-30");
});

test("a fact whose observation was revised since is named", async () => {
  using home = cliHome(made);
  const cutoff = "2025-05-08T11:00:00Z";
  writeFileSync(home.path("late.csv"), `date,value,seen\n2025-05-07,97000.00,${cutoff}\n`);
  const imported = await run(home, [
    "import",
    "late.csv",
    "--series",
    "btc.close",
    "--public-column",
    "seen",
  ]);
  expect(imported.status).toBe(0);
  const report = await run(home, ["check", NOTE]);
  expect(report.status).toBe(1);
  expect(report.stdout).toContain("fact-changed");
  expect(report.stdout).toContain("btc.close");
});

test("importing twice changes nothing", async () => {
  using home = cliHome(made);
  writeFileSync(home.path("more.csv"), "date,value\n2025-07-01,105000\n2025-07-02,106000.5\n");
  const first = await run(home, ["import", "more.csv", "--series", "btc.close", "--json"]);
  expect(JSON.parse(first.stdout)).toMatchObject({ added: 2, revised: 0 });
  expect(
    JSON.parse((await run(home, ["import", "more.csv", "--series", "btc.close", "--json"])).stdout),
  ).toMatchObject({ added: 0, unchanged: 2 });
});

test("init writes only what is the publication's own, overwrites nothing, and what it makes runs at once", async () => {
  using home = cliHome(made);
  expect((await run(home, ["init", "mine"])).status).toBe(0);
  const names = [...filesBelow(home, "mine").keys()];
  expect(names.filter((name) => !name.startsWith("content/data/"))).toEqual([
    ".gitignore",
    "README.md",
    "bellwether.yaml",
    "live.yaml",
    "package.json",
  ]);
  appendFileSync(home.path("mine/bellwether.yaml"), "# mine\n");
  expect((await run(home, ["init", "mine"])).stdout).toContain("Made 0 files");
  expect(readFileSync(home.path("mine/bellwether.yaml"), "utf8")).toMatch(/# mine\n$/);
  warmAtOnce(home.path("mine"), "bundle");
  const child = start(home, ["start", "--home", "mine", "--from", DAY, "--to", DAY, "--port", "0"]);
  const ended = new Promise((done) => child.once("exit", done));
  const address = await addressOf(child);
  expect(await (await fetch(address)).text()).toContain("Bellwether Daily");
  child.kill("SIGINT");
  expect(await ended).toBe(0);
});

test("init --empty makes a publication that says what it lacks, and writes once that is there", async () => {
  using home = cliHome(made);
  expect((await run(home, ["init", "void", "--empty"])).status).toBe(0);
  expect([...filesBelow(home, "void").keys()]).not.toContainEqual(expect.stringMatching(/content/));
  const daily = ["daily", "--home", "void", "--date", DAY];
  const lacking = await run(home, daily);
  expect(lacking.status).toBe(2);
  expect(lacking.stderr).toMatch(/^bellwether\.yaml: No series is declared.*\n.*bellwether import/);
  expect(await run(home, ["doctor", "--home", "void"])).toMatchObject({ status: 1 });

  const file = home.path("void/bellwether.yaml");
  const example = readFileSync(file, "utf8")
    .replace(/^(sources: \{\}|subjects: \[\]|series: \[\])\n/gm, "")
    .replace(/^#(?=\S| {2})/gm, "");
  writeFileSync(file, example);
  const data = ["import", "content/data/btc.csv", "--home", "void", "--series", "btc.close"];
  expect(await run(home, data)).toMatchObject({ status: 0, stderr: "" });
  const written = await run(home, daily);
  expect(written.stderr).toBe("");
  expect(written.stdout).toMatch(/market-wrap\.md {2}draft, new/);
  expect(await run(home, ["doctor", "--home", "void"])).toMatchObject({ status: 0 });
});

test("two runs at once are safe", async () => {
  using home = cliHome();
  const children = [1, 2].map(() => start(home, ["daily", "--date", DAY]));
  const codes = await Promise.all(
    children.map((child) => new Promise((done) => child.once("exit", done))),
  );
  expect(codes).toEqual([0, 0]);
  expect(filesBelow(home, "content/editions")).toEqual(filesBelow(made, "content/editions"));
});
