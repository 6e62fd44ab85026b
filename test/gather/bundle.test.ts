import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { sampleCorrelation } from "simple-statistics";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dayOf, DAY_MS } from "../../generator/base/day.ts";
import type { AsOfView } from "../../generator/store/asof.ts";
import { gather, type GatherSummary } from "../../generator/gather/gather.ts";
import { openStore } from "../../generator/store/sqlite/open.ts";
import type { Archive } from "../../generator/store/archive.ts";
import { PROJECT, sample, temporaryFolder, worldAt } from "./support.ts";

const world = worldAt("2025-07-02T12:00:00Z");

const cutoff = Date.parse("2025-05-08T12:00:00Z");

const DATA = join(PROJECT, "content/data");

/** Taken at the midnight that ends a day. */
const ENDED = new Set(["stablecoins.supply", "defi.lockedValue"]);

/** Series, and what each goes with from day to day. */
const KIN: readonly (readonly [string, string])[] = [
  ["defi.lockedValue", "eth.close"],
  ["btc.marketCap", "btc.close"],
  ["eth.close", "btc.close"],
  ...["sol", "xrp", "bnb", "doge", "ada", "link", "avax"].map(
    (coin) => [`${coin}.close`, "btc.close"] as const,
  ),
  ["ibit.close", "btc.close"],
  ["mstr.close", "btc.close"],
  ["coin.close", "btc.close"],
  ["nasdaq100.close", "sp500.close"],
  ["russell2000.close", "sp500.close"],
  ["russell2000.adjusted", "sp500.close"],
  ["vix.level", "sp500.close"],
  ["xlf.adjusted", "sp500.close"],
  ["xlk.adjusted", "sp500.close"],
  ["us2y.level", "us10y.level"],
];

/** Futures positions are those of a Tuesday; the dollar index comes out days later. */
function lastOf(id: string, period: string): string {
  if (period === "week") return id.startsWith("cme.") ? "2025-06-24" : "2025-06-27";
  // A month's prices come out in the middle of the next.
  if (period === "month") return "2025-05-31";
  if (ENDED.has(id)) return "2025-06-29";
  return id === "dollar.level" ? "2025-06-24" : "2025-06-30";
}

describe("the bundle", () => {
  test("is under 6 MB, in UTF-8 with line feeds, and every file is told of in its README", () => {
    const files = readdirSync(DATA, { recursive: true, encoding: "utf8" }).filter((name) =>
      statSync(join(DATA, name)).isFile(),
    );
    const bytes = files.reduce((sum, name) => sum + statSync(join(DATA, name)).size, 0);
    expect(bytes).toBeLessThan(6_000_000);
    const readme = readFileSync(join(DATA, "README.md"), "utf8");
    for (const name of files.filter((one) => one.endsWith(".csv"))) {
      const content = readFileSync(join(DATA, name), "utf8");
      expect(content).toMatch(name.startsWith("events/") ? /^event,date,/ : /^date,[a-zA-Z,-]+\n/);
      expect(content).not.toMatch(/[\r\uFEFF\uFFFD]/);
      expect(readme).toContain(`\`${name}\``);
    }
  });

  describe("gathered", () => {
    const folder = temporaryFolder(afterAll);
    let archive: Archive;
    let summary: GatherSummary;

    beforeAll(async () => {
      const store = await openStore(world, join(folder, "bellwether.db"));
      summary = await gather(world, sample(), store);
      archive = await store.load(sample().catalogue);
      await store.close();
    });

    function viewAt(instant: string): AsOfView {
      return archive.view(Date.parse(instant));
    }

    test("has not one refused row and not one gap that is not allowed", () => {
      for (const { series, refused, flags } of summary.series)
        expect([series, refused, flags]).toEqual([series, [], []]);
    });

    test("begins where its free sources do, and reaches to the last of June 2025", () => {
      const view = archive.view(world.now());
      const begun: Record<string, string> = {
        "btc.close": "2014-09-17",
        "btc.marketCap": "2010-07-18",
        "btc.funding": "2020-01-01",
        "btc.impliedVolatility": "2022-11-06",
        "btc.etfFlow": "2024-01-11",
        "eth.close": "2017-11-09",
        "sp500.close": "1957-03-04",
        "vix.level": "1990-01-02",
        "us10y.level": "1962-01-02",
        "us2y.level": "1976-06-01",
        "curve.level": "1976-06-01",
        "nasdaq100.close": "1985-10-01",
        "russell2000.adjusted": "2000-05-26",
        "russell2000.close": "2005-01-03",
        "coin.close": "2021-04-14",
        "ibit.close": "2024-01-11",
        "coins.advances": "2021-01-02",
        "sectors.advances": "2021-01-04",
        "stablecoins.supply": "2020-05-31",
      };
      for (const [id, first] of Object.entries(begun))
        expect([id, view.history(id).days[0]]).toEqual([id, first]);
      for (const { id, calendar } of sample().catalogue.series.values()) {
        const last = view.history(id).days.at(-1);
        expect([id, last]).toEqual([id, lastOf(id, calendar.period)]);
      }
    });

    test("holds closes of the Russell 2000 fund as they were traded", () => {
      const { days, values } = archive.view(world.now()).history("russell2000.close");
      expect(values[days.indexOf("2025-03-18")]).toBe(203.21);
      expect(values[days.indexOf("2021-11-08")]).toBe(242.56);
    });

    test("has a value for every session of New York since the index has 500 companies, and none beside", () => {
      const { days } = archive.view(world.now()).history("sp500.close");
      const { calendar } = sample().catalogue.series.get("sp500.close")!;
      expect(calendar.periodsBetween("1957-03-04", "2025-06-30")).toBe(days.length - 1);
      expect(days.every((day) => calendar.isPeriod(day))).toBe(true);
    });

    test.each([
      ["btc.close", 97032.32],
      ["coin.close", 196.56],
      ["sp500.close", 5631.28],
      ["vix.level", 23.55],
      ["russell2000.close", 197.42],
    ])("says on 2025-05-07 of %s what is known elsewhere", (id, value) => {
      const { days, values } = archive.view(cutoff).history(id);
      expect([days.at(-1), values.at(-1)]).toEqual(["2025-05-07", value]);
    });

    test("says on 2025-05-08 of fear and greed what was published as that day began", () => {
      const { days, values } = archive.view(cutoff).history("fear-greed.level");
      expect([days.at(-1), values.at(-1)]).toEqual(["2025-05-08", 65]);
      expect(viewAt("2025-05-08T00:14:59Z").history("fear-greed.level").days.at(-1)).toBe(
        "2025-05-07",
      );
    });

    test("says on 2025-05-08 of Bitcoin what is known elsewhere, but not before the day is over", () => {
      expect(viewAt("2025-05-09T00:09:59Z").history("btc.close").days.at(-1)).toBe("2025-05-07");
      const after = viewAt("2025-05-09T00:10:00Z").history("btc.close");
      expect([after.days.at(-1), Math.round(after.values.at(-1)!)]).toEqual(["2025-05-08", 103241]);
    });

    test("shows nothing before it was public, at any cut-off of a month", () => {
      const { catalogue } = sample();
      for (let day = 0; day < 30; day++) {
        const instant = cutoff - day * DAY_MS;
        const view = archive.view(instant);
        for (const id of catalogue.series.keys()) {
          const { days, publics } = view.history(id);
          expect(Math.max(...publics)).toBeLessThanOrEqual(instant);
          const newest = id === "fear-greed.level" ? dayOf(instant + DAY_MS) : dayOf(instant);
          expect((days.at(-1) ?? "") < newest).toBe(true);
        }
      }
    });

    test("knows that the chain's figures of early May 2025 came late", () => {
      const late = viewAt("2025-05-05T12:00:00Z");
      expect(late.history("btc.exchangeNetFlow").days.at(-1)).toBe("2025-04-30");
      expect(late.isStale("btc.exchangeNetFlow")).toBe(true);
      expect(late.isStale("btc.close")).toBe(false);
      const mended = viewAt("2025-05-06T12:00:00Z");
      expect(mended.history("btc.exchangeNetFlow").days.at(-1)).toBe("2025-05-05");
      expect(mended.isStale("btc.exchangeNetFlow")).toBe(false);
    });

    test("has the flows of all funds add up to the publisher's total of a known day", () => {
      const { days, values } = archive.view(cutoff).history("btc.etfFlow");
      expect(values[days.indexOf("2024-01-11")]).toBeCloseTo(655.3, 6);
      expect(values[days.indexOf("2025-05-07")]).toBeCloseTo(142.3, 6);
    });

    test.each(KIN)("dates %s by the day on which it moved with %s", (id, kin) => {
      const view = archive.view(world.now());
      const since = (series: string): Map<string, number> => {
        const { days, values } = view.history(series);
        return new Map(
          days.flatMap((day, at) =>
            day > "2021-01-01" && at > 0 ? [[day, values[at]! / values[at - 1]! - 1]] : [],
          ),
        );
      };
      const moves = [...since(id)];
      const others = since(kin);
      const days = [...others.keys()];
      const place = new Map(days.map((day, at) => [day, at]));
      /** Correlation with the moves of so many days later. */
      const link = (later: number): number => {
        const pairs = moves.flatMap(([day, move]) => {
          const other = others.get(days[(place.get(day) ?? NaN) + later] ?? "");
          return other === undefined ? [] : [[move, other] as const];
        });
        expect(pairs.length).toBeGreaterThan(250);
        return Math.abs(
          sampleCorrelation(
            pairs.map(([move]) => move),
            pairs.map(([, other]) => other),
          ),
        );
      };
      expect(link(0)).toBeGreaterThan(3 * Math.max(link(-1), link(1)));
    });

    test("has the claim of 2025-05-08 from the instant it was seen", () => {
      expect(viewAt("2025-05-08T09:59:59Z").claims()).toEqual([]);
      const { reporter } = viewAt("2025-05-08T10:00:00Z").claims()[0]!;
      expect(reporter).toBe("The Kobeissi Letter");
      expect(summary.newClaims).toBe(1);
      expect(summary.newEvents).toBeGreaterThan(190);
    });
  });
});
