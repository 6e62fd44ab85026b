import { calendarNamed } from "../../support/calendars.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readMarketFile } from "../../../generator/gather/sources/finra.ts";
import { settlementDates } from "../../../generator/publication/events/settlements.ts";
import { readHoldings } from "../../../generator/gather/sources/holdings.ts";
import { indexShortInterest, symbolKey } from "../../../generator/gather/short-interest.ts";
import { pulled } from "./pulled.ts";
import { HOLDINGS, ISHARES_PATH, marketFile, YAHOO_SHARES } from "./short-interest-answers.ts";

const FUND = { product: "239710/ishares-russell-2000-etf", fund: "IWM" };

test("an index's short interest comes of FINRA's file, the fund's holdings and shares outstanding", async () => {
  const routes = {
    ...YAHOO_SHARES,
    "cdn.finra.org": { "/equity/otcmarket/biweekly/shrt20260515.csv": marketFile("2026-05-15") },
    "www.ishares.com": { [ISHARES_PATH]: HOLDINGS },
  };
  const range = {
    calendar: "XNYS",
    from: "2026-05-01",
    to: "2026-06-01",
    now: "2026-06-01T12:00:00Z",
  };
  const { rows, notes } = await pulled("index-short-interest", FUND, routes, range);
  expect(rows).toEqual([`2026-05-15 ${(21 / 230) * 100}`]);
  expect(notes).toEqual([
    "2026-05-15: 2 of 3 constituents of 2026-05-05, 95.0% of the weight, with their shares outstanding of 2026-06-01; not matched: GTXI",
  ]);
  const cover = await pulled(
    "index-short-interest",
    { ...FUND, field: "daysToCover" },
    routes,
    range,
  );
  expect(cover.rows).toEqual([`2026-05-15 ${21 / 5.5}`]);
  const coverage = await pulled(
    "index-short-interest",
    { ...FUND, field: "coverage" },
    routes,
    range,
  );
  expect(coverage.rows).toEqual(["2026-05-15 95"]);
});

const statisticsOf = (floatShares: number) => ({
  quoteSummary: { result: [{ defaultKeyStatistics: { maxAge: 1, floatShares } }], error: null },
});

test("in percent of the free float, the heavier constituents are asked for one by one", async () => {
  const { rows, notes, seen } = await pulled(
    "index-short-interest",
    { ...FUND, field: "percentOfFloat" },
    {
      ...YAHOO_SHARES,
      "query2.finance.yahoo.com": {
        ...YAHOO_SHARES["query2.finance.yahoo.com"],
        "/v10/finance/quoteSummary/BE": statisticsOf(160_000_000),
        "/v10/finance/quoteSummary/MOG-A": statisticsOf(28_000_000),
      },
      "cdn.finra.org": { "/equity/otcmarket/biweekly/shrt20260515.csv": marketFile("2026-05-15") },
      "www.ishares.com": { [ISHARES_PATH]: HOLDINGS },
    },
    { calendar: "XNYS", from: "2026-05-01", to: "2026-06-01", now: "2026-06-01T12:00:00Z" },
  );
  expect(rows).toEqual([`2026-05-15 ${(21 / 188) * 100}`]);
  expect(notes[1]).toContain("95.0% of the weight, with their free float of 2026-06-01");
  expect(seen.filter((each) => each.includes("GTXI"))).toHaveLength(1);
});

test("a settlement of long ago, computed with today's share counts, was public to nobody before", async () => {
  const { rows } = await pulled(
    "index-short-interest",
    FUND,
    {
      ...YAHOO_SHARES,
      "cdn.finra.org": { "/equity/otcmarket/biweekly/shrt20260515.csv": marketFile("2026-05-15") },
      "www.ishares.com": { [ISHARES_PATH]: HOLDINGS },
    },
    { calendar: "XNYS", from: "2026-05-01", to: "2026-09-01", now: "2026-09-01T12:00:00Z" },
  );
  expect(rows).toEqual([`2026-05-15 ${(21 / 230) * 100} 2026-09-01T12:00:00.000Z`]);
});

test("shares outstanding of a fund are read from the preamble of its holdings", async () => {
  const { rows } = await pulled("ishares", FUND, {
    "www.ishares.com": { [ISHARES_PATH]: HOLDINGS },
  });
  expect(rows).toEqual(["2026-05-05 278750000"]);
});

test("their net asset value is all that the fund holds, cash included, divided by them", async () => {
  const { rows } = await pulled(
    "ishares",
    { ...FUND, field: "netAssetValue" },
    { "www.ishares.com": { [ISHARES_PATH]: HOLDINGS } },
  );
  expect(rows).toEqual([`2026-05-05 ${2533.5 / 278_750_000}`]);
});

test("one share's short interest comes from FINRA's API", async () => {
  const item = {
    symbolCode: "BRKB",
    settlementDate: "2026-08-31",
    currentShortPositionQuantity: 12_347_326,
    averageDailyVolumeQuantity: 4_109_844,
    daysToCoverQuantity: 3,
    issueName: "BERKSHIRE HATHAWAY Class B",
  };
  const path = "/data/group/otcMarket/name/consolidatedShortInterest";
  const { rows, seen } = await pulled(
    "finra",
    { symbol: "BRK.B" },
    { "api.finra.org": { [path]: [item] } },
  );
  expect(rows).toEqual(["2026-08-31 12347326"]);
  expect(seen).toEqual([`POST /https/api.finra.org${path}`]);
});

test("a page instead of holdings, and a market file of another day, are named", () => {
  expect(() => readHoldings("<html>consent</html>", "iShares")).toThrow(
    'found "<html>consent</html>"',
  );
  expect(() => readMarketFile(marketFile("2026-04-30"), "2026-05-15", "FINRA")).toThrow(
    "2026-05-15 was expected",
  );
});

/**
 * Constituents of the Russell 2000 by the holdings of IWM of 2026-05-05 (iShares), their shares sold short on 2026-05-15
 * (FINRA), and free float and market value ÷ price (Yahoo Finance) where known.
 */
const real = readFileSync(
  join(import.meta.dirname, "../vectors/russell-2000-2026-05-15.csv"),
  "utf8",
)
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split(","));

test.each([
  ["free float", 3, 11.574590936145377, 1425],
  ["shares outstanding", 4, 8.876798207061617, 1424],
])(
  "the Russell 2000's real short interest of 2026-05-15 in percent of %s",
  (_, column, percent, matched) => {
    const constituents = real.map(([ticker = "", weight]) => ({
      ticker,
      name: "",
      weight: Number(weight),
    }));
    const positions = real.flatMap(([ticker = "", , short]) =>
      short ? [[symbolKey(ticker), { short: Number(short), averageVolume: 0 }] as const] : [],
    );
    const shares = real.flatMap((cells) =>
      cells[column] ? [[symbolKey(cells[0] ?? ""), Number(cells[column])] as const] : [],
    );
    const found = indexShortInterest(constituents, new Map(positions), new Map(shares));
    expect(found.percent).toBeCloseTo(percent, 4);
    expect(found.matched).toBe(matched);
    expect(found.unmatched).toContain("TPH");
    expect(found.unmatched).toHaveLength(1924 - matched);
    expect(found.daysToCover).toBeUndefined();
  },
);

test("settlement dates are sessions in the middle and at the end of each month", () => {
  expect(settlementDates(calendarNamed("XNYS"), "2025-05-01", "2025-06-30")).toEqual([
    "2025-05-15",
    "2025-05-30",
    "2025-06-13",
    "2025-06-30",
  ]);
});

test.each(["BRK.B", "BRK-B", "BRK/B", "brkb"])("%s is BRKB", (symbol) => {
  expect(symbolKey(symbol)).toBe("BRKB");
});

test("flows are read from a page's table and from CSV alike", async () => {
  const html = `<p>x</p><table><tr><td>Fee</td></tr></table>
    <table><tr><th></th><th>IBIT</th><th>FBTC</th><th>Total</th></tr>
    <tr><td>Fee</td><td>0.25%</td><td>0.25%</td><td></td></tr>
    <tr><td>06 May 2025</td><td>36.7</td><td>(1,053.2)</td><td>-1016.5</td></tr>
    <tr><td>07 May 2025</td><td>-</td><td>57.9</td><td>57.9</td></tr>
    <tr><td>Total</td><td>1</td><td>2</td><td>3</td></tr></table>`;
  const options = { url: "https://flows.example.com/btc", column: "FBTC" };
  const page = await pulled("flow-table", options, { "flows.example.com": { "/btc": html } });
  expect(page.rows).toEqual(["2025-05-06 -1053.2", "2025-05-07 57.9"]);
  const text = "Date,IBIT,FBTC\n2025-05-07,0.0,57.9\n";
  const csv = await pulled(
    "flow-table",
    { ...options, dates: "iso" },
    { "flows.example.com": { "/btc": text } },
  );
  expect(csv.rows).toEqual(["2025-05-07 57.9"]);
  const other = { ...options, column: "IBITX" };
  const missing = await pulled("flow-table", other, { "flows.example.com": { "/btc": html } });
  expect(missing.fault).toContain('the column "IBITX" was expected, found ", IBIT, FBTC, Total"');
});
