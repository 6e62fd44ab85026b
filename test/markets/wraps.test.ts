import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { daysFrom } from "../../generator/base/day.ts";
import { run, type CliHome } from "../support/cli.ts";
import { makeFolder, removeFolder } from "../support/room.ts";

/** Editions after the sessions of June 23 to 27, 2025; on that of the 24th prices of oil and the S&P 500 did little. */
const DAYS = daysFrom("2025-06-24", "2025-06-28");

/** Each market with its wrap, and what the wrap's headlines are about. */
const WRAPS = {
  equities: { wrap: "index-wrap", about: /^(?:S&P 500|Nasdaq-100) / },
  commodities: { wrap: "commodities-wrap", about: /^(?:WTI crude|Gold fund GLD) / },
  fx: { wrap: "currency-wrap", about: /^(?:EUR\/USD|(?:10|2)-year Treasury yield) / },
  macro: { wrap: "macro-wrap", about: /^(?:10|2)-year Treasury yield / },
} as const;

function made(): CliHome {
  const folder = makeFolder("wraps");
  return {
    folder,
    path: (...names) => join(folder, ...names),
    [Symbol.dispose]: () => removeFolder(folder),
  };
}

describe.each(Object.entries(WRAPS))("the wrap of init --market %s", (market, { wrap, about }) => {
  test("is there after every session, leads with a price, and says it anew each day", async () => {
    using home = made();
    await run(home, ["init", ".", "--market", market]);
    const backfill = await run(home, ["backfill", "--from", DAYS[0]!, "--to", DAYS.at(-1)!]);
    expect([backfill.status, backfill.stderr]).toEqual([0, ""]);
    const texts = DAYS.map((day) =>
      readFileSync(home.path("content/editions", day, `${wrap}.md`), "utf8"),
    );
    const titles = texts.map((text) => /^title: "(.*)"$/m.exec(text)?.[1] ?? "");
    for (const title of titles) {
      expect(title).toMatch(about);
      expect(title).not.toMatch(/correlation|link to/);
    }
    expect(new Set(titles).size).toBe(titles.length);
    const files = DAYS.map((day) => `content/editions/${day}/${wrap}.md`);
    expect(await run(home, ["check", ...files])).toMatchObject({ status: 0 });
    if (market !== "equities") return;
    // Ten funds of the eleven sectors rose on June 23, consumer discretionary the most and energy the least.
    expect(titles[0]).toMatch(/^S&P 500 rises 1\.0% to 6,025\.17/);
    expect(texts[0]).toContain(
      "Of the eleven sectors ten rose. The consumer discretionary sector (XLY) did best, up 2.0%, and the energy sector (XLE) worst, down 2.5%.",
    );
  }, 300_000);
});

test("a sector's note names the fund whose prices it tells, once, and calls the sector by its name", async () => {
  using home = made();
  await run(home, ["init", ".", "--market", "equities"]);
  await run(home, ["daily", "--date", "2025-06-24"]);
  const text = readFileSync(
    home.path("content/editions/2025-06-24/energy-sector-note.md"),
    "utf8",
  ).split("\n## Sources")[0]!;
  expect(text).toContain(
    'title: "Energy sector drops 2.5% on 3.6 times the usual volume of its fund"',
  );
  expect(text).toContain(
    "of the Energy Select Sector SPDR (XLE), the fund that holds the sector's",
  );
  expect(text.match(/energy sector \(XLE\)/gi)).toHaveLength(1);
}, 120_000);
