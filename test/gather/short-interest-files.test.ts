import { appendFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run, type CliHome } from "../support/cli.ts";
import { makeFolder, removeFolder } from "../support/room.ts";

function made(): CliHome {
  const folder = makeFolder("short-interest");
  return {
    folder,
    path: (...names) => join(folder, ...names),
    [Symbol.dispose]: () => removeFolder(folder),
  };
}

function declared(quantity: string, column: string, unit: string): string {
  return `
  - id: russell2000.${quantity}
    title: Russell 2000 ${quantity}
    unit: ${unit}
    source: nyse
    from: { file: short.csv, over: members.csv, column: ${column} }
    calendar: XNYS
    lag: 9 sessions + PT8H
    staleAfter: 14
    range: [0.1, 5000]
    decimals: 1
    maxGap: 30
`;
}

test("short interest of an index is gathered from a file of positions and a list of members; a settlement without a list is told", async () => {
  using home = made();
  await run(home, ["init", ".", "--market", "equities"]);
  appendFileSync(
    home.path("bellwether.yaml"),
    declared("shortInterest", "percent", "percent") +
      declared("shortInterestMatched", "matched", "count"),
  );
  // Of May 15, 2026, by FINRA, with the float of Yahoo Finance; the row of January is there to have no list.
  writeFileSync(
    home.path("content/data/short.csv"),
    "settlementDate|symbolCode|currentShortPositionQuantity\n2026-01-15|BE|28998320\n2026-05-15|BE|28998320\n2026-05-15|CRDO|11200807\n",
  );
  writeFileSync(
    home.path("content/data/members.csv"),
    "asOf,ticker,weight,shares\n2026-05-05,BE,1.93,268034301\n2026-05-05,CRDO,0.94,165819478\n",
  );
  const { status, stdout } = await run(home, ["gather", "--only", "russell2000.shortInterest*"]);
  // Something was refused, and is named.
  expect(status).toBe(1);
  expect(stdout).toContain("russell2000.shortInterest: to 2026-05-15, 1 new, 0 revised, 1 refused");
  expect(stdout).toContain("No list of members is of 2026-01-15 or of the 100 days before.");
  // A new list is a change of what was read, as a new settlement is.
  appendFileSync(home.path("content/data/members.csv"), "2026-01-02,BE,1.93,268034301\n");
  const again = await run(home, ["gather", "--only", "russell2000.shortInterest*"]);
  expect(again.status).toBe(0);
  expect(again.stdout).toContain(
    "russell2000.shortInterest: to 2026-05-15, 1 new, 0 revised, 0 refused",
  );
});

test("a column that is none of those that can be added up is refused by name", async () => {
  using home = made();
  await run(home, ["init", ".", "--market", "equities"]);
  appendFileSync(home.path("bellwether.yaml"), declared("shortInterest", "percents", "percent"));
  const { status, stderr } = await run(home, ["gather"]);
  expect(status).toBe(2);
  expect(stderr).toMatch(/series\.\d+\.from/);
});
