import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { run, type CliHome } from "../support/cli.ts";
import { marketHome } from "./home.ts";

/** Declares what the sample proposes in comments for the term of implied volatility, and nothing else that stands in one. */
function declareTerm(home: CliHome): void {
  const path = home.path("bellwether.yaml");
  const proposed = /^ {2}# (?=- \{ id: vix|- id: vix| {2}\w+: )/gm;
  writeFileSync(path, readFileSync(path, "utf8").replace(proposed, "  "));
}

/** A publisher's own file: three months out volatility stands still at 23 points. */
function writeLonger(home: CliHome): void {
  const nearer = readFileSync(home.path("content/data/vix.csv"), "utf8").trimEnd().split("\n");
  const rows = nearer.slice(1).map((row) => `${row.split(",")[0]},23.00`);
  writeFileSync(home.path("content/data/vix3m.csv"), ["date,close", ...rows, ""].join("\n"));
}

test("the term of implied volatility is told when it inverts and when it is no longer inverted, from a publisher's own file", async () => {
  using home = await marketHome("equities");
  declareTerm(home);
  writeLonger(home);
  const wrapOf = async (day: string): Promise<string> => {
    const { status } = await run(home, ["daily", "--date", day]);
    expect([day, status]).toEqual([day, 0]);
    return readFileSync(home.path("content/editions", day, "index-wrap.md"), "utf8");
  };
  // The VIX closed at 21.51 on April 2, 30.02 on April 3 and 45.31 on April 4; at 24.60 on May 1 and 22.68 on May 2.
  expect(await wrapOf("2025-04-04")).toContain(
    "The term of implied volatility inverted: the ratio of the VIX to the VIX3M rose to 1.31 from 0.94, so that volatility of the nearer time is priced above that of the longer one",
  );
  expect(await wrapOf("2025-04-05")).not.toMatch(/term of implied volatility (?:inverted|is no)/);
  expect(await wrapOf("2025-05-03")).toContain(
    "The term of implied volatility is no longer inverted: the ratio of the VIX to the VIX3M fell to 0.99 from 1.07",
  );
  const lint = await run(home, ["narratives", "lint", "conditions/volatility-term-*"]);
  expect([lint.status, lint.stdout]).toEqual([0, expect.stringContaining(" 0 mistakes")]);
}, 300_000);
