import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { BUILT_IN_KINDS } from "../../generator/publication/kinds.ts";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { NarrativeList } from "../../generator/authoring/list.ts";
import type { LintReport } from "../../generator/authoring/lint.ts";
import { unusedRemarks } from "../../generator/authoring/lint-unused.ts";
import type { Preview } from "../../generator/authoring/preview.ts";
import type { WhyReport } from "../../generator/authoring/why.ts";
import { daysFrom } from "../../generator/base/day.ts";
import { realWorld } from "../../generator/world/disk.ts";
import type { FactsFile } from "../../generator/articles/facts.ts";
import { narrate } from "../../generator/narrate/narrate.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { cliHome, run, type CliHome } from "../support/cli.ts";
import type { Ended } from "../support/ended.ts";
import { own } from "../support/own.ts";
import { makeFolder, removeFolder } from "../support/room.ts";
import { editionOf, narratives } from "../support/edition.ts";

const DAY = "2025-05-08";
const OVERBOUGHT = "templates/narratives/momentum/overbought.md";

let made: CliHome;

beforeAll(async () => {
  made = cliHome();
  expect(await run(made, ["daily", "--date", DAY])).toMatchObject({ status: 0 });
});

afterAll(() => made?.[Symbol.dispose]());

const rules = (home: CliHome, ...args: string[]): Promise<Ended> =>
  run(home, ["narratives", ...args]);

async function json<T>(home: CliHome, ...args: string[]): Promise<T> {
  return JSON.parse((await rules(home, ...args, "--json")).stdout) as T;
}

function edit(home: CliHome, path: string, from: string, to: string): void {
  const text = readFileSync(own(home.folder, path), "utf8");
  expect(text).toContain(from);
  writeFileSync(home.path(path), text.replace(from, to));
}

/** What a publication that has every template of its own does not use. */
function unusedIn(folder: string): (string | undefined)[] {
  own(folder, "templates");
  return unusedRemarks(openNewsroom(realWorld(), folder, BUILT_IN)).map(({ file }) => file);
}

/** Stories of a publication, narratives that they have a section for, and scales of its rules. */
function usedIn(folder: string): string[] {
  const { stories, narratives } = openNewsroom(realWorld(), folder, BUILT_IN);
  const taken = new Set(
    stories.flatMap(({ sections, watch }) =>
      [...sections, ...(watch ? [watch] : [])].flatMap(({ themes }) => themes),
    ),
  );
  const told = narratives.filter(({ id, theme }) => taken.has(id) || taken.has(theme));
  const scales = told.flatMap(({ when, salience }) => [...when.scales, ...salience.scales]);
  return [
    ...stories.map(({ file }) => file),
    ...told.map(({ file }) => file),
    ...scales.map(({ id }) => `templates/scales/${id}.yaml`),
  ];
}

describe("narratives test", () => {
  test("every bundled example is as it says", async () => {
    const { status, stdout } = await rules(made, "test");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^\d+ narratives, \d+ examples: each is as it says\.\n$/);
  });

  test("a failing example is shown at its place, with the values that decided it", async () => {
    using home = cliHome(made);
    edit(home, OVERBOUGHT, "asset.close.rsi14: 74.0", "asset.close.rsi14: 64.0");
    const { status, stdout } = await rules(home, "test", "momentum/overbought");
    expect(status).toBe(1);
    expect(stdout).toMatch(/^templates\/narratives\/momentum\/overbought\.md:\d+:\d+: .*holds/);
    expect(stdout).toContain('false  band("rsi", asset.close.rsi14) == "overbought"');
    expect(stdout).toContain("asset.close.rsi14 = 64 (firm)");
  });
});

describe("narratives list", () => {
  const range = { from: "2025-05-01", to: "2025-05-10" };

  test("counts the days on which a rule held as evaluating each day anew does", async () => {
    const args = ["momentum/overbought*", "--from", range.from, "--to", range.to];
    const list = await json<NarrativeList>(made, "list", ...args);
    expect(list.narratives.length).toBeGreaterThan(2);
    const chosen = narratives.filter(({ id }) => id.startsWith("momentum/overbought"));
    const days = daysFrom(range.from, range.to).map((day) =>
      narrate(chosen, editionOf(day)).map(({ narrative }) => narrative.id),
    );
    for (const { id, held, holds } of list.narratives) {
      expect([id, held]).toEqual([id, days.filter((ids) => ids.includes(id)).length]);
      expect(holds).toHaveLength(days.at(-1)!.filter((each) => each === id).length);
    }
  });

  test("is a table whose columns line up", async () => {
    const { stdout } = await rules(made, "list", "momentum/o*", "--to", range.to);
    const [, , heads = "", ...rows] = stdout.trimEnd().split("\n");
    const column = heads.indexOf("last held");
    expect(column).toBeGreaterThan(0);
    for (const row of rows) expect(row.slice(column)).toMatch(/^(?:\d{4}-\d\d-\d\d|never)/);
  });

  test("refuses a range that ends before it begins", async () => {
    const backwards = await rules(made, "list", "--from", "2025-05-02", "--to", "2025-05-01");
    expect(backwards).toMatchObject({ status: 2 });
  });
});

describe("narratives lint", () => {
  test("finds nothing in a bundled narrative", async () => {
    expect(await rules(made, "lint", "momentum/overbought", "--strict")).toMatchObject({
      status: 0,
      stdout: "1 narrative: 0 mistakes, 0 remarks.\n",
    });
  });

  test("a mistake exits with 2 and is told on standard output", async () => {
    using home = cliHome(made);
    edit(home, OVERBOUGHT, "stance: bearish", "stanse: bearish");
    const { status, stdout } = await rules(home, "lint");
    expect(status).toBe(2);
    expect(stdout).toMatch(/overbought\.md:\d+:\d+: The file: unknown key "stanse"/);
    expect(stdout).toContain('Did you mean "stance"?');
    expect(stdout).toContain("1 mistake");
  });

  test("nothing bundled is unused in every market; what nobody reads is named", async () => {
    using home = cliHome(made);
    const unused = (): (string | undefined)[] => unusedIn(home.folder);
    const used = new Set<string>();
    for (const market of readdirSync(own(home.folder, "templates/markets"))) {
      const folder = makeFolder("market");
      expect(await run(home, ["init", folder, "--market", market])).toMatchObject({ status: 0 });
      for (const file of usedIn(folder)) used.add(file);
      removeFolder(folder);
    }
    expect(unused().filter((file) => !used.has(file ?? ""))).toEqual([]);
    const before = new Set(unused());
    const rsi = readFileSync(own(home.folder, "templates/scales/rsi.yaml"), "utf8");
    for (const folder of ["narratives/price", "stories", "vocabulary/en"])
      mkdirSync(home.path("templates", folder), { recursive: true });
    writeFileSync(home.path("templates/scales/heat.yaml"), rsi.replace("id: rsi", "id: heat"));
    writeFileSync(home.path("templates/scales/cold.yml"), "");
    writeFileSync(home.path("templates/narratives/loose.md"), "");
    writeFileSync(home.path("templates/narratives/price/gone.es.md"), "");
    writeFileSync(home.path("templates/stories/spare.md"), "");
    writeFileSync(home.path("templates/vocabulary/en/word.yaml"), "");
    expect(
      unused()
        .filter((file) => !before.has(file))
        .toSorted(),
    ).toEqual([
      "templates/narratives/loose.md",
      "templates/narratives/price/gone.es.md",
      "templates/scales/cold.yml",
      "templates/scales/heat.yaml",
      "templates/stories/spare.md",
      "templates/vocabulary/en/word.yaml",
    ]);
  });
});

describe("narratives new", () => {
  const ID = "momentum/quiet";
  const FILE = `templates/narratives/${ID}.md`;

  test("gives a start that is refused until it is written, and then lints clean", async () => {
    using home = cliHome(made);
    expect(await rules(home, "new", ID)).toMatchObject({ status: 0 });
    const begun = readFileSync(home.path(FILE), "utf8");
    const kinds = /a kind of subject \(([^)]*), …\)/.exec(begun)![1]!.split(", ");
    expect(BUILT_IN_KINDS.map(({ id }) => id)).toEqual(expect.arrayContaining(kinds));
    const blanks = begun.match(/<write:[^>]*>/g)!.length;
    const before = await json<LintReport>(home, "lint");
    expect(before.mistakes.map(({ code }) => code)).toEqual(Array(blanks).fill("unfilled"));
    const missing = await rules(home, "preview", "momentum/overbougt");
    expect(missing).toMatchObject({ status: 2 });
    expect(missing.stderr).toMatch(
      /^No narrative is called "momentum\/overbougt".*\n {2}Did you mean "momentum\/overbought"\?\n?$/,
    );
    let count = 0;
    const filled = begun.replace(/<write:[^>]*>/g, () => `{{asset.name}} ${WRITTEN[count++]!}`);
    writeFileSync(home.path(FILE), filled);
    expect(await rules(home, "lint", ID, "--strict")).toMatchObject({ status: 0 });
    expect(await rules(home, "test", ID)).toMatchObject({ status: 0 });
  });

  test("overwrites nothing, and wants theme/name", async () => {
    using home = cliHome(made);
    const bundled = await rules(home, "new", "momentum/overbought");
    expect(bundled).toMatchObject({ status: 2 });
    expect(bundled.stderr).toContain(`bellwether eject ${OVERBOUGHT}`);
    const before = readFileSync(own(home.folder, OVERBOUGHT), "utf8");
    expect(await rules(home, "new", "momentum/overbought")).toMatchObject({ status: 2 });
    expect(readFileSync(home.path(OVERBOUGHT), "utf8")).toBe(before);
    for (const id of ["Quiet", "../quiet", "momentum/../../quiet", "a/b/c"])
      expect(await rules(home, "new", id)).toMatchObject({ status: 2 });
    expect(existsSync(home.path("quiet.md"))).toBe(false);
  });
});

/** Words to fill a start with: no two alike. */
const WRITTEN = Array.from({ length: 40 }, (_, at) => `moves as in ${"x".repeat(at + 1)}`);

describe("narratives preview", () => {
  test("prints the very headline that the day's article has", async () => {
    const facts = factsOf("market-wrap");
    const [lead] = facts.findings;
    const preview = await json<Preview>(made, "preview", lead!.narrative, "--date", DAY);
    const headlines = preview.bindings
      .filter(({ ruling }) => ruling.holds)
      .flatMap(({ parts }) => parts.filter(({ part }) => part === "headline"))
      .flatMap(({ phrasings }) => phrasings.map(({ text }) => text));
    const article = readFileSync(made.path(`content/editions/${DAY}/market-wrap.md`), "utf8");
    const title = JSON.parse(/^title: (.*)$/m.exec(article)![1]!) as string;
    expect(headlines).toContain(title);
  });

  test("shows what keeps a rule from holding, and when it last held", async () => {
    const { status, stdout } = await rules(made, "preview", "momentum/oversold", "--date", DAY);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /false +band\("rsi", asset\.close\.rsi14\) == "oversold" +asset\.close\.rsi14 = \d/,
    );
    expect(stdout).toMatch(/It last held on 2025-04-\d\d: add --date/);
  });

  test("names the nearest where there is no such narrative", async () => {
    const { status, stderr } = await rules(made, "preview", "momentum/overbougt*");
    expect(status).toBe(2);
    expect(stderr).toContain('Did you mean "momentum/overbought"?');
  });
});

describe("narratives why", () => {
  test("calls printed exactly what the articles of the day say they print", async () => {
    const { reasons } = await json<WhyReport>(made, "why", "--date", DAY);
    const said = reasons.flatMap(({ narrative, bindings, fates }) =>
      fates
        .filter(({ printed }) => printed)
        .map(({ article }) => key(article, narrative, bindings)),
    );
    const slugs = readdirSync(made.path("content/editions", DAY)).flatMap((name) =>
      name.endsWith(".facts.json") ? [name.replace(".facts.json", "")] : [],
    );
    const printed = slugs.flatMap((slug) =>
      factsOf(slug).findings.map(({ narrative, bindings }) => key(slug, narrative, bindings)),
    );
    expect(printed.length).toBeGreaterThan(20);
    expect(said.toSorted()).toEqual(printed.toSorted());
  });

  test("gives a reason for each finding that is not printed, and a value for each rule that does not hold", async () => {
    // On the second much moved, so that every kind of reason is given.
    const days = [DAY, "2025-03-04"];
    const reports = await Promise.all(
      days.map((day) => json<WhyReport>(made, "why", "--date", day)),
    );
    const reasons = reports.flatMap((report) => report.reasons);
    const unexplained = reasons.filter(({ holds, conditions, lacking, fates }) =>
      holds ? fates.some(({ why }) => why === "") : conditions.length + lacking.length === 0,
    );
    expect(unexplained).toEqual([]);
    expect(JSON.stringify(reasons)).not.toMatch(/undefined/);
    const whys = reasons.flatMap(({ fates }) => fates.map(({ why }) => why)).join("\n");
    for (const each of [
      "no room in section",
      "replaces it",
      "of this narrative are printed",
      "does not run",
      "below",
    ])
      expect(whys).toContain(each);
  });

  test("tells which values are missing", async () => {
    const { stdout } = await rules(made, "why", "--date", DAY, "--only", "short-interest/regime");
    expect(stdout).toContain("cannot be told: index.shortInterest.percentile3y (no such series");
  });
});

/** A finding of an article, to be compared. */
function key(article: string, narrative: string, bound: object): string {
  return `${article} ${narrative} ${JSON.stringify(bound)}`;
}

function factsOf(slug: string): FactsFile {
  const path = made.path("content/editions", DAY, `${slug}.facts.json`);
  return JSON.parse(readFileSync(path, "utf8")) as FactsFile;
}
