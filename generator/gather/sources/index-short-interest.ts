import { z } from "zod";
import { WebFault } from "../web/fault.ts";
import type { Line } from "../web/line.ts";
import { liveSource } from "./contract.ts";
import { settlementDates, symbolKey, wholeMarket, type ShortPosition } from "./finra.ts";
import { holdingsUrl, readHoldings, type Constituent } from "./holdings.ts";
import { fundOptions } from "./ishares.ts";
import { throughYahoo, yahooClient } from "./yahoo.ts";

/** Short interest of an index, over the constituents for which both figures are known. */
export interface IndexShortInterest {
  /** Σ shares sold short ÷ Σ shares, × 100. */
  readonly percent: number;
  /** Σ shares sold short ÷ Σ average daily volume, in days; undefined where no volume is given. */
  readonly daysToCover: number | undefined;
  readonly matched: number;
  /** Weight of the matched constituents in the fund, in percent. */
  readonly weight: number;
  /** Tickers that lack one of the two figures, heaviest first. */
  readonly unmatched: readonly string[];
}

/** @param shares outstanding, or in free float, by symbol key. */
export function indexShortInterest(
  constituents: readonly Constituent[],
  market: ReadonlyMap<string, ShortPosition>,
  shares: ReadonlyMap<string, number>,
): IndexShortInterest {
  const sum = { short: 0, shares: 0, volume: 0, weight: 0, matched: 0 };
  const unmatched: Constituent[] = [];
  for (const constituent of constituents) {
    const key = symbolKey(constituent.ticker);
    const position = market.get(key);
    const count = shares.get(key);
    if (position === undefined || count === undefined || count <= 0) {
      unmatched.push(constituent);
      continue;
    }
    sum.short += position.short;
    sum.shares += count;
    sum.volume += position.averageVolume;
    sum.weight += constituent.weight;
    sum.matched++;
  }
  return {
    percent: (sum.short / sum.shares) * 100,
    daysToCover: sum.volume > 0 ? sum.short / sum.volume : undefined,
    matched: sum.matched,
    weight: sum.weight,
    unmatched: unmatched.sort((a, b) => b.weight - a.weight).map(({ ticker }) => ticker),
  };
}

/** Less of the fund's weight than this says nothing about the index, in percent. */
const LEAST_WEIGHT = 90;
const NAMED = 15;

/** Short interest of an index by the fund that tracks it: FINRA's files × the fund's holdings × shares outstanding. */
export const indexShortInterestSource = liveSource({
  id: "index-short-interest",
  about: {
    gives:
      "short interest of an index in % of its constituents' shares outstanding, and days to cover, by settlement date",
    cost: "free",
    limits: "those of FINRA, iShares and Yahoo Finance; about twenty requests",
    terms: "those of FINRA, BlackRock and Yahoo Finance",
  },
  spacingMs: 2000,
  keys: [],
  options: fundOptions.extend({ field: z.enum(["percent", "daysToCover"]).default("percent") }),
  batch: ({ product }) => product,
  async pull({ wanted, from, to }, line) {
    const { product, fund } = wanted[0].options;
    const notes: string[] = [];
    const found: { day: string; of: IndexShortInterest }[] = [];
    let shares: ReadonlyMap<string, number> | undefined;
    for (const day of settlementDates(from, to)) {
      const market = await wholeMarket(day, line);
      if (market === undefined) continue;
      const url = holdingsUrl(product, fund, day);
      const { constituents, asOf } = readHoldings(await line.text(url), url);
      shares ??= await sharesOutstanding(constituents, line);
      const of = indexShortInterest(constituents, market, shares);
      if (of.weight < LEAST_WEIGHT) {
        const covered = `${of.matched} of ${constituents.length} constituents, ${of.weight.toFixed(1)}% of the weight`;
        throw new WebFault(
          "drift",
          `${day}: only ${covered}, were matched; ${LEAST_WEIGHT}% is the least`,
        );
      }
      found.push({ day, of });
      const more = of.unmatched.length - NAMED;
      const unmatched = `${of.unmatched.slice(0, NAMED).join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
      notes.push(
        `${day}: ${of.matched} of ${constituents.length} constituents of ${asOf} (${of.weight.toFixed(1)}% of the weight), shares outstanding of ${to}; not matched: ${unmatched || "none"}`,
      );
    }
    const rows = wanted.map(
      ({ series, options }) =>
        [
          series.id,
          found.flatMap(({ day, of }, index) => {
            const value = of[options.field];
            return value === undefined
              ? []
              : [{ line: index + 1, date: day, value: String(value) }];
          }),
        ] as const,
    );
    return { rows: new Map(rows), notes };
  },
});

/** Symbols asked for at once. */
const QUOTED = 200;
const quotes = z.array(
  z.looseObject({ symbol: z.string(), sharesOutstanding: z.number().optional() }),
);

/** Shares outstanding by symbol key, as Yahoo Finance has them today; `BRKB` is asked for as `BRK-B` as well. */
async function sharesOutstanding(
  constituents: readonly Constituent[],
  line: Line,
): Promise<Map<string, number>> {
  const symbols = constituents.flatMap(({ ticker, name }) => {
    if (!/^[A-Z][A-Z.]*$/.test(ticker)) return [];
    const [, share] = /\b(?:CLASS|SERIES) ([A-Z])\b/.exec(name) ?? [];
    const isShareClass = share !== undefined && ticker.endsWith(share) && ticker.length > 3;
    return isShareClass ? [ticker, `${ticker.slice(0, -1)}-${share}`] : [ticker];
  });
  const client = yahooClient(line);
  const shares = new Map<string, number>();
  for (let at = 0; at < symbols.length; at += QUOTED) {
    const answered = await throughYahoo(() =>
      client.quote(
        symbols.slice(at, at + QUOTED),
        { fields: ["symbol", "sharesOutstanding"] },
        { validateResult: false },
      ),
    );
    const parsed = quotes.safeParse(answered);
    if (!parsed.success)
      throw new WebFault("drift", "Yahoo Finance: a list of quotes was expected");
    for (const { symbol, sharesOutstanding: count } of parsed.data)
      if (count !== undefined) shares.set(symbolKey(symbol), count);
  }
  return shares;
}
