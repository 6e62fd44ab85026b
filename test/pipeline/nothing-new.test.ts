import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { dirname } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { storePath } from "../../generator/store/store.ts";
import { cliHome, filesBelow, run, smallHome, type CliHome } from "../support/cli.ts";
import { own } from "../support/own.ts";

const DAY = "2025-05-08";
const EDITION = `content/editions/${DAY}`;
const NOTHING_NEW = `Edition of ${DAY}: nothing new, `;

let made: CliHome;

beforeAll(async () => {
  made = smallHome();
  expect((await daily(made)).stdout).not.toContain(NOTHING_NEW);
});

afterAll(() => made?.[Symbol.dispose]());

const daily = (home: CliHome, ...args: string[]) => run(home, ["daily", "--date", DAY, ...args]);

function edit(home: CliHome, path: string, from: string | RegExp, to: string): void {
  own(home.folder, path);
  const text = readFileSync(home.path(path), "utf8");
  expect(text).toMatch(from);
  writeFileSync(home.path(path), text.replace(from, to));
}

function add(home: CliHome, path: string, text: string): void {
  mkdirSync(dirname(home.path(path)), { recursive: true });
  writeFileSync(home.path(path), text);
}

/** An article of the edition. */
function articleOf(home: CliHome): string {
  const name = filesBelow(home, EDITION)
    .keys()
    .find((each) => each.endsWith(".md"));
  return `${EDITION}/${name}`;
}

test("an edition of which nothing is new is answered as it is when it is made again, and not made", async () => {
  using home = cliHome(made);
  const before = filesBelow(home, EDITION);
  const found = await daily(home);
  expect(found.stdout).toContain(NOTHING_NEW);
  const json = await daily(home, "--json");
  const database = new DatabaseSync(storePath(home.folder));
  database.exec("DELETE FROM document WHERE name = 'editions-made'");
  database.close();
  const again = await daily(home, "--json");
  expect(JSON.parse(json.stdout)).toEqual(JSON.parse(again.stdout));
  expect(json.status).toBe(again.status);
  expect(filesBelow(home, EDITION)).toEqual(before);
});

test.each<[string, (home: CliHome) => unknown]>([
  ["a value", (home) => edit(home, "content/data/btc.csv", /^(2025-05-07,.*),[^,\n]*$/m, "$1,1")],
  [
    "the configuration",
    (home) => edit(home, "bellwether.yaml", /cutoff: "12:00"/, 'cutoff: "11:59"'),
  ],
  [
    "a template of the publication",
    (home) => add(home, "templates/style.yaml", "percent: per cent\n"),
  ],
  ["a calendar", (home) => add(home, "calendars/quiet.yaml", "name: QUIET\nlike: XNYS\n")],
  ["an article edited by hand", (home) => edit(home, articleOf(home), /^title: /m, "title: x ")],
  [
    "its facts",
    (home) => edit(home, articleOf(home).replace(".md", ".facts.json"), /"text"/, '"text" '),
  ],
  ["an article removed", (home) => rmSync(home.path(articleOf(home)))],
  ["what a killed run left", (home) => add(home, `${EDITION}/.x.md.1.tmp`, "")],
  [
    "the head of the trail",
    (home) => add(home, "content/trail-head.json", `{"count":0,"hash":"${"0".repeat(64)}"}`),
  ],
  [
    "an approval",
    async (home) =>
      expect((await run(home, ["approve", articleOf(home), "--by", "Ada"])).status).toBe(0),
  ],
  [
    "what was kept, changed by another hand",
    (home) => {
      const database = new DatabaseSync(storePath(home.folder));
      database.exec(
        "UPDATE document SET body = replace(body, 'unchanged', 'new') WHERE name = 'editions-made'",
      );
      database.close();
    },
  ],
  [
    "a plugin",
    (home) =>
      add(
        home,
        "plugins/idle.js",
        'import { definePlugin } from "bellwether/plugin";\nexport default definePlugin({ name: "idle" });\n',
      ),
  ],
])(
  "%s makes it anew",
  async (_, change) => {
    using home = cliHome(made);
    expect((await daily(home)).stdout).toContain(NOTHING_NEW);
    await change(home);
    const { stdout, stderr } = await daily(home);
    expect(stderr).toBe("");
    expect(stdout).not.toContain(NOTHING_NEW);
  },
  60_000,
);

test("so does an edition that is no news any more, and another day", async () => {
  using home = cliHome(made);
  expect((await daily(home, "--now", `${DAY}T12:30:00Z`)).stdout).not.toContain(NOTHING_NEW);
  expect((await daily(home, "--now", `${DAY}T13:00:00Z`)).stdout).toContain(NOTHING_NEW);
  const next = await run(home, ["daily", "--date", "2025-05-09"]);
  expect(next.stdout).not.toContain("nothing new");
});

test("a mistake in a template is told before anything is gathered, whatever was made before", async () => {
  using home = cliHome(made);
  add(home, "templates/style.yaml", "percent: [\n");
  const { status, stdout } = await daily(home);
  expect(status).toBe(2);
  expect(stdout).not.toContain("Gather");
});

test("several editions are looked at together", async () => {
  using home = cliHome(made);
  const range = ["backfill", "--from", "2025-05-07", "--to", DAY];
  expect((await run(home, range)).stdout).not.toContain("nothing new");
  expect((await run(home, range)).stdout).toContain("nothing new");
  expect((await daily(home)).stdout).toContain(NOTHING_NEW);
  expect((await run(home, [...range, "--anew"])).stdout).not.toContain("nothing new");
});
