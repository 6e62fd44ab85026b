import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { realWorld } from "../../generator/world/disk.ts";
import { outage } from "../../generator/base/problem.ts";
import type { World } from "../../generator/world/world.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import { storePath } from "../../generator/store/store.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { makeEdition } from "../../generator/newsroom/pipeline.ts";
import { own } from "../support/own.ts";
import { problemsAfter } from "../support/problems.ts";
import { cliHome, filesBelow, run, type CliHome } from "../support/cli.ts";

const DAY = "2025-05-08";

let made: CliHome;

beforeAll(async () => {
  made = cliHome();
  expect(await run(made, ["daily", "--date", DAY])).toMatchObject({ status: 0 });
});

afterAll(() => made?.[Symbol.dispose]());

type Break = (home: CliHome) => void;

const put =
  (path: string, text: string): Break =>
  (home) =>
    writeFileSync(own(home.folder, path), text);

const swap =
  (path: string, from: string, to: string): Break =>
  (home) => {
    const text = readFileSync(own(home.folder, path), "utf8");
    expect(text).toContain(from);
    writeFileSync(home.path(path), text.replace(from, to));
  };

const remove =
  (path: string): Break =>
  (home) =>
    rmSync(home.path(path));

/** A folder where a file was. */
const inPlaceOf =
  (path: string): Break =>
  (home) => {
    rmSync(home.path(path), { force: true });
    mkdirSync(home.path(path), { recursive: true });
  };

const nothing: Break = () => {};

const DAILY = ["daily", "--date", DAY];

const MISTAKES: readonly (readonly [string, Break, readonly string[], number, RegExp])[] = [
  [
    "a broken configuration",
    put("bellwether.yaml", "publication: [\n"),
    DAILY,
    2,
    /bellwether\.yaml:\d+:\d+:.*YAML/,
  ],
  [
    "an unknown key",
    swap("bellwether.yaml", "cutoff:", "cutof:"),
    DAILY,
    2,
    /bellwether\.yaml:\d+:\d+:.*cutof/,
  ],
  [
    "a wrong time",
    swap("bellwether.yaml", '"12:00"', '"noon"'),
    DAILY,
    2,
    /bellwether\.yaml:\d+:\d+:.*"12:00"/,
  ],
  [
    "an unknown source",
    swap("bellwether.yaml", "source: cboe", "source: cbeo"),
    DAILY,
    2,
    /:\d+:\d+: .*"cbeo".*[\s\S]*"cboe"/,
  ],
  [
    "an unknown story",
    swap("bellwether.yaml", "market-wrap,", "market-rap,"),
    DAILY,
    2,
    /^bellwether\.yaml:\d+:\d+: .*"market-rap"[\s\S]*market-wrap/,
  ],
  [
    "a language that has no words",
    swap("bellwether.yaml", "  language: en", "  language: nl"),
    DAILY,
    2,
    /^bellwether\.yaml:\d+:\d+: .*"nl".*\n {2}There are words for de, en, es, fr, pt/,
  ],
  [
    "a tab before a key, as the one mistake that it is",
    swap("bellwether.yaml", "  cutoff:", "\tcutoff:"),
    DAILY,
    2,
    /^bellwether\.yaml:\d+:\d+: .*indented with a tab.*\n {2}Indent with spaces.*\n?$/,
  ],
  [
    "a missing configuration",
    nothing,
    ["daily", "--home", "nowhere"],
    2,
    /^bellwether\.yaml: There is no publication in .*nowhere/,
  ],
  [
    "an unknown signal",
    swap(
      "templates/narratives/momentum/rsi.md",
      "asset.close.rsi14 >= 30",
      "asset.close.rsi41 >= 30",
    ),
    DAILY,
    2,
    /momentum\/rsi\.md:4:\d+: .*rsi41[\s\S]*Did you mean "rsi14"/,
  ],
  [
    "a broken narrative",
    put("templates/narratives/momentum/rsi.md", "nothing"),
    DAILY,
    2,
    /momentum\/rsi\.md:1:1: /,
  ],
  [
    "a broken template",
    swap(
      "templates/narratives/momentum/rsi.md",
      "with its RSI at",
      "{{#when asset.name}} with its RSI at",
    ),
    DAILY,
    2,
    /momentum\/rsi\.md:\d+:/,
  ],
  [
    "a gap in a scale",
    swap("templates/scales/rsi.yaml", "from: 30", "from: 31"),
    DAILY,
    2,
    /scales\/rsi\.yaml:\d+:\d+: .*30 to 31/,
  ],
  [
    "a broken story",
    swap("templates/stories/market-wrap.md", "themes: [data]", "themes: [date]"),
    DAILY,
    2,
    /market-wrap\.md:\d+:\d+: .*"date"[\s\S]*"data"/,
  ],
  [
    "a broken vocabulary",
    swap("templates/vocabulary/en/print.yaml", "locale: en-US", "local: en-US"),
    DAILY,
    2,
    /print\.yaml:\d+:\d+: /,
  ],
  [
    "a broken data file",
    put("content/data/btc.csv", 'date,open\n"2025-01-01,1\n'),
    DAILY,
    2,
    /btc\.csv/,
  ],
  [
    "a missing data file",
    swap("bellwether.yaml", "file: vix.csv", "file: vxi.csv"),
    DAILY,
    2,
    /vxi\.csv/,
  ],
  [
    "an unknown series",
    put("x.csv", "date,value\n2025-07-01,1\n"),
    ["import", "x.csv", "--series", "btc.clos"],
    2,
    /"btc\.clos"[\s\S]*"btc\.close"/,
  ],
  [
    "rows that are not clean",
    put(
      "x.csv",
      'date,value\n2025-07-01,=1+1\n2025-07-02,NaN\n2025-02-30,5\n2025-07-03,"1,0,00"\n2025-07-04,7\n',
    ),
    ["import", "x.csv", "--series", "btc.close"],
    2,
    /x\.csv:2[\s\S]*x\.csv:4[\s\S]*x\.csv:5[\s\S]*x\.csv:6/,
  ],
  [
    "a file that is not there",
    nothing,
    ["check", "content/no.md"],
    2,
    /content\/no\.md: .*no such file/,
  ],
  [
    "an article without front matter",
    put("x.md", "# Hello\n"),
    ["check", "x.md"],
    2,
    /x\.md:1:1: .*front matter/,
  ],
  [
    "a broken facts file",
    put(`content/editions/${DAY}/market-wrap.facts.json`, "{"),
    ["check", `content/editions/${DAY}/market-wrap.md`],
    2,
    /market-wrap\.facts\.json/,
  ],
  [
    "a figure that is not in the article",
    nothing,
    ["explain", `content/editions/${DAY}/market-wrap.md`, "$1"],
    2,
    /no figure "\$1"/,
  ],
  ["a date that does not exist", nothing, ["daily", "--date", "2025-02-30"], 2, /2025-02-30/],
  [
    "a range the wrong way round",
    nothing,
    ["backfill", "--from", "2025-05-08", "--to", "2025-05-01"],
    2,
    /--from 2025-05-08 lies after/,
  ],
  ["an unknown command", nothing, ["dayly"], 2, /unknown command/],
  ["an unknown option", nothing, ["daily", "--dat", DAY], 2, /unknown option/],
  ["a missing option", nothing, ["import", "x.csv"], 2, /--series/],
  ["a port that is none", nothing, ["serve", "--port", "x"], 2, /port/],
  [
    "a day that has not come",
    nothing,
    ["daily", "--date", "9998-01-02"],
    2,
    /9998-01-02 has not come yet: it is \d{4}-\d{2}-\d{2} in UTC/,
  ],
  ["a site that was never built", nothing, ["serve"], 2, /publish/],
  [
    "a damaged store",
    put("var/bellwether.db", "not a database at all, but a text of some length\n".repeat(200)),
    DAILY,
    3,
    /bellwether\.db/,
  ],
];

describe("a mistake is said in words, and nothing is lost", () => {
  test.each(MISTAKES)("%s", async (_what, spoil, args, status, words) => {
    using home = cliHome(made);
    spoil(home);
    const before = filesBelow(home, "content");
    const answer = await run(home, args);
    expect(answer.stderr).toMatch(words);
    expect(answer.status).toBe(status);
    expect(answer.stderr).not.toMatch(/^\s+at /m);
    expect(answer.stdout + answer.stderr).not.toMatch(new RegExp(`${home.folder}/(?!nowhere)`));
    expect(filesBelow(home, "content")).toEqual(before);
  });
});

const CHECK = ["check", `content/editions/${DAY}/market-wrap.md`];

test.each<readonly [string, Break, readonly string[], string]>([
  ["the configuration", put("bellwether.yaml", "publication: [\n"), DAILY, "bellwether.yaml"],
  [
    "a template",
    put("templates/narratives/momentum/rsi.md", "nothing"),
    DAILY,
    "templates/narratives/momentum/rsi.md",
  ],
  ["a file that is missing", remove("content/data/vix.csv"), DAILY, "content/data/vix.csv"],
  ["a folder in a file's place", inPlaceOf("content/data/vix.csv"), DAILY, "content/data/vix.csv"],
  ["the store", put("var/bellwether.db", "no database\n".repeat(200)), DAILY, "var/bellwether.db"],
  ["an article", put(CHECK[1]!, "# Hello\n"), CHECK, CHECK[1]!],
  [
    "facts",
    put(CHECK[1]!.replace(".md", ".facts.json"), "{"),
    CHECK,
    CHECK[1]!.replace(".md", ".facts.json"),
  ],
  [
    "rows",
    put("x.csv", "date,value\n2025-02-30,5\n"),
    ["import", "x.csv", "--series", "btc.close"],
    "x.csv",
  ],
  ["a layout", put("site/layouts/article.hbs", "{{#if"), ["publish"], "site/layouts/article.hbs"],
  [
    "a lint",
    put("templates/vocabulary/en/print.yaml", "locale: ["),
    ["narratives", "lint"],
    "templates/vocabulary/en/print.yaml",
  ],
])(
  "%s is named as seen from the home, wherever the command is started",
  async (_what, spoil, args, path) => {
    using home = cliHome(made);
    using elsewhere = cliHome(made);
    spoil(home);
    const files = args.map((each) => (/\.(md|csv)$/.test(each) ? home.path(each) : each));
    const { stdout } = await run(elsewhere, [...files, "--json", "--home", home.folder]);
    const { problems, mistakes } = JSON.parse(stdout) as Record<string, { file?: string }[]>;
    expect((problems ?? mistakes)?.[0]?.file).toBe(path);
  },
);

test("a file outside of the home is named in full", async () => {
  using home = cliHome(made);
  using elsewhere = cliHome(made);
  put("x.csv", "date\n2025-02-28\n")(elsewhere);
  const answer = await run(home, ["import", elsewhere.path("x.csv"), "--series", "btc.close"]);
  expect(answer.stderr).toMatch(new RegExp(`^${elsewhere.path("x.csv")}:1: `));
});

test("a store that another command holds is said to be in use", async () => {
  using home = cliHome(made);
  const world = realWorld();
  const holder = new DatabaseSync(storePath(home.folder));
  holder.exec("BEGIN IMMEDIATE");
  const waited: string[] = [];
  const store = await openStore(world, storePath(home.folder), {
    milliseconds: 200,
    onWait: () => waited.push("waiting"),
  });
  const problems = await problemsAfter(() => store.write(async () => undefined));
  await store.close();
  holder.close();
  expect(waited).toEqual(["waiting"]);
  expect(problems).toHaveLength(1);
});

/** A disk that takes so many writes and then has no space left. */
function full(after: number): World {
  const world = realWorld();
  let left = after;
  return {
    ...world,
    files: {
      ...world.files,
      write(path, content) {
        if (left-- <= 0)
          throw outage({
            code: "disk",
            file: path,
            message: "Cannot write: no space is left on the disk.",
          });
        world.files.write(path, content);
      },
    },
  };
}

describe("a full disk", () => {
  test("at any write leaves whole files, and the next run completes the edition", async () => {
    let writes = 0;
    for (let isWhole = false; !isWhole; writes++) {
      using spoiled = cliHome(made);
      const newsroom = openNewsroom(full(writes), spoiled.folder, BUILT_IN);
      const store = await openStore(realWorld(), storePath(spoiled.folder));
      const problems = await problemsAfter(() => makeEdition(newsroom, store, "2025-05-07"));
      await store.close();
      isWhole = problems.length === 0;
      expect(problems.map((each) => each.code)).toEqual(isWhole ? [] : ["disk"]);
      expect(await run(spoiled, ["daily", "--date", "2025-05-07"])).toMatchObject({ status: 0 });
      expect(
        await run(spoiled, ["check", "content/editions/2025-05-07/market-wrap.md"]),
      ).toMatchObject({
        status: 0,
      });
    }
    expect(writes).toBeGreaterThan(3);
  });
});

test("a folder below a file is said to be none", async () => {
  using home = cliHome(made);
  writeFileSync(home.path("file"), "");
  const answer = await run(home, ["init", "file/mine"]);
  expect(answer.status).toBe(3);
  expect(answer.stderr).toContain("not a folder");
});
