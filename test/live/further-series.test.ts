import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, afterAll, expect, test } from "vitest";
import { EXCHANGES } from "../gather/sources/exchange-answers.ts";
import { routed } from "../gather/sources/routes.ts";
import { PROJECT } from "../gather/support.ts";
import { provider } from "../gather/web/provider.ts";
import { cliHome, run, type CliHome } from "../support/cli.ts";
import { openTestStore } from "../support/store.ts";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { openNewsroom } from "../../generator/newsroom/newsroom.ts";
import { HOURS, hourIdOf } from "../../generator/publication/beside.ts";
import { realWorld } from "../../generator/world/disk.ts";

/** Series that a publisher may add by the handbook: gathered over a socket, told in an article, held by the check. */

const HOUR = 3_600_000;

/** 2025-05-08, midnight UTC. */
const DAY = Date.parse("2025-05-08T00:00:00Z");

/** That day of Bitcoin by the hour: it opened and closed as in the sample's data, and all of its rise but little came as New York opened. */
const PRICES = Array.from({ length: 24 }, (_, hour) =>
  hour < 13 ? [97_035, 97_035] : hour === 13 ? [97_035, 102_500] : [102_500, 103_241],
);

/** The morning after: Bitcoin had a high of $106,100 in its sixth hour and was at $105,700 by 11:00 UTC. */
const MORNING = Array.from({ length: 11 }, (_, hour) =>
  hour < 5 ? [103_241, 103_300] : hour === 5 ? [103_300, 106_100] : [106_000, 105_700],
);

/** As Coinbase answers, newest first: `[time, low, high, open, close, volume]`, times in seconds. */
const candles = [...PRICES, ...MORNING]
  .map(([open = NaN, close = NaN], hour) => [
    (DAY + hour * HOUR) / 1000,
    Math.min(open, close),
    Math.max(open, close),
    open,
    close,
    10,
  ])
  .toReversed();

/** The midnights that end the days from 2025-04-10 on. */
const MIDNIGHTS = Array.from({ length: 29 }, (_, at) => DAY + (at - 27) * 24 * HOUR);

const interests = MIDNIGHTS.map((timestamp, at) => ({
  symbol: "BTCUSDT",
  sumOpenInterest: "80000.0",
  sumOpenInterestValue: String(at === 28 ? 8_032_000_000 : at % 2 ? 6_790_000_000 : 7_210_000_000),
  timestamp,
}));

const bases = MIDNIGHTS.map((timestamp, at) => ({
  pair: "BTCUSD",
  contractType: "NEXT_QUARTER",
  annualizedBasisRate: at < 28 ? "0.0512" : "-0.0130",
  timestamp,
}));

/** All lines that the handbook has a publisher put below `series:`. */
function seriesOfHandbook(): string {
  const handbook = readFileSync(join(PROJECT, "generator/gather/README.md"), "utf8");
  const blocks = [...handbook.matchAll(/```yaml\n(- &[\s\S]*?)```/g)].map(([, block]) => block!);
  expect(blocks.length).toBeGreaterThan(1);
  return blocks.join("");
}

/** The lines that it has below `fetch:`. */
function hoursOfHandbook(): string {
  const handbook = readFileSync(join(PROJECT, "generator/gather/README.md"), "utf8");
  const [, lines] = /```yaml\n(btc\.close:\n {2}hours:[\s\S]*?)```/.exec(handbook) ?? [];
  return lines!.replaceAll(/^/gm, "  ");
}

const FILE = "content/editions/2025-05-09/market-wrap.md";

let home: CliHome;
let wrap: string;

beforeAll(async () => {
  home = cliHome();
  const host = "api.exchange.coinbase.com";
  const { base } = await provider(
    routed({
      [host]: { ...EXCHANGES[host], "/products/BTC-USD/candles": candles },
      "fapi.binance.com": { "/futures/data/openInterestHist": interests },
      "dapi.binance.com": { "/futures/data/basis": bases },
    }),
    afterAll,
  );
  const coinbase = {
    publisher: "Coinbase Exchange",
    url: "https://exchange.coinbase.com/",
    licence: "Coinbase market data terms",
    commercial: false,
    attribution: "Coinbase Exchange",
  };
  writeFileSync(
    home.path("live.yaml"),
    `sources: ${JSON.stringify({ coinbase })}\nfetch:\n${hoursOfHandbook()}\nseries:\n${seriesOfHandbook()}`,
  );
  const env = { BELLWETHER_HTTP_VIA: base };
  const gather = ["gather", "--live", "--now", "2025-05-09T00:30Z", "--since", "2025-04-10"];
  for (const only of ["btc.swing*", "btc.*Hour", "btc.close~*", "btc.openInterest", "btc.basis"])
    expect(await run(home, [...gather, "--only", only], env)).toMatchObject({ status: 0 });
  const later = ["gather", "--live", "--now", "2025-05-09T11:20Z", "--since", "2025-05-08"];
  expect(await run(home, [...later, "--only", "btc.morning*"], env)).toMatchObject({ status: 0 });
  const days = ["--from", "2025-05-09", "--to", "2025-05-09"];
  expect(await run(home, ["backfill", "--live", ...days])).toMatchObject({ status: 0 });
  wrap = readFileSync(home.path(FILE), "utf8");
});

afterAll(() => home?.[Symbol.dispose]());

test.each([
  "Most of Bitcoin's rise came in the hour from 13:00 UTC, when it went from $97,035 to $102,500 as New York's stock market opened.",
  "Open interest in Bitcoin perpetual futures on Binance rose 18.3% to $8.0 billion, more than the price explains: new contracts were opened.",
  "Bitcoin futures of the next quarter fell below the spot price on Binance, by 1.3% a year; the day before they were 5.1% above it.",
  "By 11:00 UTC on Friday Bitcoin traded at $105,700, 2.4% above its close.",
])("the wrap says: %s", (sentence) => {
  expect(wrap).toContain(sentence);
});

test.each([
  ["hour from 13:00 UTC", "hour from 15:00 UTC", "15:00"],
  ["rose 18.3% to $8.0 billion", "rose 18.3% to $8.9 billion", "$8.9 billion"],
  ["by 1.3% a year", "by 3.1% a year", "3.1%"],
  ["$105,700, 2.4% above its close", "$105,700, 7.4% above that close", "7.4%"],
])("the check holds %s", async (printed, changed, found) => {
  writeFileSync(home.path(FILE), wrap.replace(printed, changed));
  const said = await run(home, ["check", "--live", FILE]);
  writeFileSync(home.path(FILE), wrap);
  expect(said).toMatchObject({ status: 1, stdout: expect.stringContaining(found) });
});

test("a level that was traded through since the close is not to be watched", () => {
  const watched = wrap.split("## What to watch")[1]!.split("\n##")[0]!;
  expect(watched).toMatch(/^- Bitcoin at /m);
  for (const [, price] of watched.matchAll(/Bitcoin at \$([\d,]+)/g)) {
    const level = Number(price!.replaceAll(",", ""));
    expect(level < 103_241 || level > 106_100, price).toBe(true);
  }
});

test("the hours of the day are kept, one answer for all, and no source is listed for each", async () => {
  const { publication } = openNewsroom(realWorld(), home.folder, BUILT_IN, { live: true });
  const store = await openTestStore(realWorld(), home.folder);
  const ids = HOURS.map((hour) => hourIdOf("btc.close", hour));
  const view = (await store.load(publication.catalogue, ids)).view(DAY + 36 * HOUR);
  const closes = ids.map((id) => view.history(id).values.at(-1));
  await store.close();
  expect(closes).toEqual(PRICES.map(([, close]) => close));
  const { stdout } = await run(home, ["sources", "--live"]);
  expect(stdout).not.toContain("btc.close~13");
  expect(stdout).toContain("btc.close~24");
});

test("and finds no fault in it as it is", async () => {
  expect(await run(home, ["check", "--live", FILE])).toMatchObject({ status: 0 });
});
