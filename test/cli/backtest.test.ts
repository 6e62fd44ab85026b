import { readFileSync, statSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Backtest } from "../../generator/authoring/backtest/backtest.ts";
import { cliHome, run, type CliHome } from "../support/cli.ts";

let home: CliHome;
const DATE = ["--date", "2025-05-08"];

beforeAll(() => {
  home = cliHome();
});

afterAll(() => home?.[Symbol.dispose]());

test("the records of the rules that match are a table with a plot, corrected over all rules", async () => {
  const { status, stdout } = await run(home, ["narratives", "backtest", "momentum/*", ...DATE]);
  expect(status).toBe(0);
  const [intro = "", , heads = "", ...rows] = stdout.trimEnd().split("\n");
  expect(intro).toMatch(
    /^As known on 2025-05-08: \d+ tests .*; \d+ would count as found .*, \d+ survive\./,
  );
  expect(heads).toMatch(/^rule +subjects +way +horizon +episodes/);
  expect(rows.length).toBeGreaterThan(4);
  expect(rows.every((row) => row.startsWith("momentum/"))).toBe(true);
  expect(rows.some((row) => /[·─]+[●┼│][·─│●]+/.test(row))).toBe(true);
});

test("the same records come as JSON, and as a page whose plots have names", async () => {
  const page = home.path("out/records.html");
  const { status, stdout } = await run(home, [
    "narratives",
    "backtest",
    ...DATE,
    "--html",
    page,
    "--json",
  ]);
  expect(status).toBe(0);
  const { day, tests, alone, tendencies, records } = JSON.parse(stdout) as Backtest;
  expect(day).toBe("2025-05-08");
  const rated = records.flatMap(({ horizons }) => horizons.filter(({ rates }) => rates));
  expect(rated).toHaveLength(tests);
  expect(rated.filter(({ rates }) => rates!.p < 0.05)).toHaveLength(alone);
  expect(rated.filter(({ verdict }) => verdict === "tendency")).toHaveLength(tendencies);
  const html = readFileSync(page, "utf8");
  expect(html.match(/<svg role="img" aria-label="[^"]+"/g)).toHaveLength(tests);
  for (const { narrative } of records) expect(html).toContain(`<h2>${narrative} · `);
});

test("the kept past serves the next run: the store is not written again", async () => {
  const written = (): number => statSync(home.path("var/bellwether.db")).mtimeMs;
  await run(home, ["narratives", "backtest", ...DATE]);
  const before = written();
  expect((await run(home, ["narratives", "backtest", ...DATE])).status).toBe(0);
  expect(written()).toBe(before);
});

test("a pattern that no narrative matches is a mistake that names the nearest", async () => {
  const { status, stderr } = await run(home, ["narratives", "backtest", "momentum/overbougt"]);
  expect(status).toBe(2);
  expect(stderr).toContain('No narrative is called "momentum/overbougt"');
  expect(stderr).toContain("momentum/overbought");
});
