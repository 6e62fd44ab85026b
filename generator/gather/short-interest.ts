/** One share in a count of short interest. */
export interface ShortPosition {
  readonly short: number;
  /** Shares traded a day, on average; 0 where it is not given. */
  readonly averageVolume: number;
}

/** One of the shares that an index is made of. */
interface Member {
  readonly ticker: string;
  /** Share of the index, in percent. */
  readonly weight: number;
}

/** Short interest of an index, over the constituents for which both figures are known. */
export interface IndexShortInterest {
  /** Σ shares sold short ÷ Σ shares, × 100. */
  readonly percent: number;
  /** Σ weight × (shares sold short ÷ shares) ÷ Σ weight, × 100: what of the index's value is sold short. */
  readonly byWeight: number;
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
  constituents: readonly Member[],
  market: ReadonlyMap<string, ShortPosition>,
  shares: ReadonlyMap<string, number>,
): IndexShortInterest {
  const sum = { short: 0, shares: 0, weighted: 0, volume: 0, weight: 0, matched: 0 };
  const unmatched: Member[] = [];
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
    sum.weighted += (position.short / count) * constituent.weight;
    sum.volume += position.averageVolume;
    sum.weight += constituent.weight;
    sum.matched++;
  }
  return {
    percent: (sum.short / sum.shares) * 100,
    byWeight: (sum.weighted / sum.weight) * 100,
    daysToCover: sum.volume > 0 ? sum.short / sum.volume : undefined,
    matched: sum.matched,
    weight: sum.weight,
    unmatched: unmatched.sort((a, b) => b.weight - a.weight).map(({ ticker }) => ticker),
  };
}

/** `BRK.B`, `BRK-B`, `BRK/B` and `BRKB` are one share. */
export function symbolKey(symbol: string): string {
  return symbol.toUpperCase().replace(/[^A-Z0-9]/g, "");
}
