import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { run, type CliHome } from "../support/cli.ts";
import { emptyHome, marketHome } from "./home.ts";

/** Words of one market that no text of another may hold. */
const OF_COINS = [
  /crypto/i,
  /bitcoin/i,
  /\bcoins?\b/i,
  /\bUTC closes?\b/,
  /venues/i,
  /blockchain/i,
];
const OF_SHARES = [/\bshares\b(?! share)/i, /sector/i];
const OF_BARRELS = [/\bbarrel/i, /crude/i];
const OF_CURRENCIES = [/EUR\/USD/, /broad dollar index/i];
const OF_RELEASES = [/inflation/i];

/** Each market: the days that are made, and what none of its texts says. The market and its stocks may be named beside each. */
const MARKETS = {
  equities: {
    days: ["2025-05-09", "2025-05-09"],
    silent: [...OF_COINS, ...OF_BARRELS, ...OF_CURRENCIES, ...OF_RELEASES],
  },
  commodities: {
    days: ["2020-04-22", "2020-04-23"],
    silent: [...OF_COINS, /EUR\/USD/, ...OF_RELEASES, /sector/i, /in the day.*%.*−\$/],
  },
  fx: {
    days: ["2025-05-06", "2025-05-06"],
    silent: [...OF_COINS, ...OF_SHARES, ...OF_BARRELS, ...OF_RELEASES],
  },
  macro: {
    days: ["2025-05-14", "2025-05-14"],
    silent: [...OF_COINS, ...OF_SHARES, ...OF_BARRELS, /EUR\/USD/],
  },
  mixed: { days: ["2025-05-14", "2025-05-14"], silent: [/exchange net flow/i, /spot ETF/i] },
} as const;

/** Sections that are called by two things, and how each of the two is told. */
const OF_TWO: Readonly<Record<string, readonly RegExp[]>> = {
  "Oil and gold": [/crude/, /gold/i],
  "Stocks and yields": [/S&P 500|Nasdaq/, /yield/i],
  "Stocks and volatility": [/S&P 500|Nasdaq/, /VIX|volatil/i],
  "Volatility and yields": [/VIX|volatil/i, /yield/i],
  "Yields and currencies": [/yield/i, /EUR\/USD|dollar/],
  "Yields and the Federal Reserve": [/yield/i, /Federal Reserve (?:decides|left|cut|raised)/],
};

/** Title, description and body of every article, without its sources, by its path. */
function textsOf(home: CliHome): Map<string, string> {
  const editions = readdirSync(home.path("content/editions"));
  return new Map(
    editions.flatMap((day) =>
      readdirSync(home.path("content/editions", day))
        .filter((name) => name.endsWith(".md"))
        .map((name): [string, string] => {
          const text = readFileSync(home.path("content/editions", day, name), "utf8");
          const head = /^(?:title|description): .*$/gm;
          const body = text.slice(text.indexOf("\n---\n", 4));
          const told = body.slice(0, body.indexOf("\n## Sources"));
          return [`${day}/${name}`, [...(text.match(head) ?? []), told].join("\n")];
        }),
    ),
  );
}

describe.each(Object.entries(MARKETS))("init --market %s", (market, { days, silent }) => {
  test("runs at once, checks clean, speaks of no other market, and goes out as a newsletter", async () => {
    using home = await marketHome(market);
    const [from, to] = days;
    const backfill = await run(home, ["backfill", "--from", from, "--to", to]);
    expect([backfill.status, backfill.stderr]).toEqual([0, ""]);
    const texts = textsOf(home);
    expect(texts.size).toBeGreaterThan(0);
    const files = [...texts.keys()].map((path) => `content/editions/${path}`);
    expect(await run(home, ["check", ...files])).toMatchObject({ status: 0 });
    const issue = await run(home, ["mail", "preview", "--out", home.path("issue.html")]);
    expect(issue.stderr).toBe("");
    expect(issue).toMatchObject({ status: 0 });
    // Gold has no news on either day of the commodities.
    const hasOil = [...texts.values()].some((text) => text.includes("\n## Oil\n"));
    expect(hasOil).toBe(market === "commodities");
    for (const [path, text] of texts)
      for (const [title = "", ...told] of text.split("\n## ").map((each) => each.split("\n")))
        for (const its of OF_TWO[title] ?? [])
          expect([path, title, told.join("\n")]).toEqual([path, title, expect.stringMatching(its)]);
    for (const [path, text] of texts)
      for (const word of silent) expect([path, text.match(word)?.[0]]).toEqual([path, undefined]);
  });

  test("has rules and texts in every language that hold in it", async () => {
    using home = await marketHome(market);
    const lint = await run(home, ["narratives", "lint"]);
    expect([lint.status, lint.stdout + lint.stderr]).toEqual([
      0,
      expect.stringContaining(" 0 mistakes"),
    ]);
  });
});

test("a sample goes into no folder that has a publication of another market", async () => {
  using home = emptyHome();
  const init = (...words: string[]) => run(home, ["init", "mine", ...words]);
  expect(await init("--market", "equities")).toMatchObject({ status: 0 });
  for (const words of [["--market", "crypto"], []]) {
    const { status, stderr } = await init(...words);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^mine\/bellwether\.yaml: .*"equities".*would be mixed/);
    expect(stderr).toContain("--market equities");
  }
  expect(existsSync(home.path("mine/content/data/btc.csv"))).toBe(false);
  expect((await init("--market", "equities")).stdout).toContain("Made 0 files");
});

test("a market that there is not is refused with the nearest that there is", async () => {
  using home = emptyHome();
  const { status, stderr } = await run(home, ["init", "x", "--market", "equity"]);
  expect(status).toBe(2);
  expect(stderr).toContain('There is no sample of the market "equity".');
  expect(stderr).toContain("equities");
});
