import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { run, type CliHome } from "../support/cli.ts";
import { makeFolder, removeFolder } from "../support/room.ts";

/** Good Friday and Easter Monday of 2025, on which the European Central Bank gives out no reference rates; New York trades on the second. */
const HOLIDAYS = new Set(["2025-04-18", "2025-04-21"]);

function made(): CliHome {
  const folder = makeFolder("rates");
  return {
    folder,
    path: (...names) => join(folder, ...names),
    [Symbol.dispose]: () => removeFolder(folder),
  };
}

/** The rates of a file as a publisher gives them out who does so on the day itself, and not on its holidays. */
function byTheDay(home: CliHome, file: string): void {
  const path = home.path("content/data", file);
  const [head, ...rows] = readFileSync(path, "utf8").trimEnd().split("\n");
  const kept = rows.flatMap((row) => {
    const [day = "", rate] = row.split(",");
    return HOLIDAYS.has(day) ? [] : [`${day},${rate},${day}T22:30:00Z`];
  });
  writeFileSync(path, [head, ...kept, ""].join("\n"));
}

test("rates of the day have a wrap the morning after, and on a holiday of their publisher none: the last one is told with its day", async () => {
  using home = made();
  await run(home, ["init", ".", "--market", "fx"]);
  for (const file of ["eurusd.csv", "dollar-index.csv"]) byTheDay(home, file);
  const settings = home.path("bellwether.yaml");
  writeFileSync(settings, readFileSync(settings, "utf8").replaceAll("5 sessions + PT4H", "PT4H"));
  const { status, stderr } = await run(home, [
    "backfill",
    "--from",
    "2025-04-22",
    "--to",
    "2025-04-23",
  ]);
  expect([status, stderr]).toEqual([0, ""]);
  const at = (day: string, name: string): string =>
    home.path("content/editions", day, `${name}.md`);
  for (const name of ["currency-wrap", "eur-usd-note"])
    expect([name, existsSync(at("2025-04-22", name))]).toEqual([name, false]);
  const without = readFileSync(at("2025-04-22", "macro-wrap"), "utf8");
  expect(without).toContain(
    "No rate of EUR/USD for Monday is out: the latest, 1.1364, is of Thursday, April 17.",
  );
  expect(without).toMatch(/^\| EUR\/USD \(April 17\) \| 1\.1364 \|/m);
  const after = readFileSync(at("2025-04-23", "currency-wrap"), "utf8");
  expect(after).toContain("Exchange rates are those of Tuesday, April 22;");
  expect(after).toMatch(/^title: "EUR\/USD closes at 1\.1466, its highest since February 2022"$/m);
  expect(readFileSync(at("2025-04-23", "macro-wrap"), "utf8")).not.toContain("No rate of");
}, 300_000);
