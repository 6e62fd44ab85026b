import { z } from "zod";
import { WebFault } from "../../web/fault.ts";
import type { HttpClient } from "../../web/http-client.ts";
import { symbolKey } from "../short-interest.ts";
import type { Constituent } from "./holdings.ts";
import { yahooStatistics } from "./yahoo-shares.ts";
import { throughYahoo } from "./yahoo.ts";

/** Symbols asked for at once. */
const QUOTED = 200;
const quotes = z.array(
  z.looseObject({ symbol: z.string(), sharesOutstanding: z.number().optional() }),
);

/** Shares outstanding by symbol key, as Yahoo Finance has them today. @throws WebFault */
export async function sharesOutstanding(
  constituents: readonly Constituent[],
  http: HttpClient,
): Promise<Map<string, number>> {
  const symbols = constituents.flatMap(yahooSymbols);
  const answers = await throughYahoo(http, async (client) => {
    const pages: unknown[] = [];
    for (let at = 0; at < symbols.length; at += QUOTED)
      pages.push(
        await client.quote(
          symbols.slice(at, at + QUOTED),
          { fields: ["symbol", "sharesOutstanding"] },
          { validateResult: false },
        ),
      );
    return pages;
  });
  const shares = new Map<string, number>();
  for (const answered of answers) {
    const parsed = quotes.safeParse(answered);
    if (!parsed.success)
      throw new WebFault("drift", "Yahoo Finance: a list of quotes was expected");
    for (const { symbol, sharesOutstanding: count } of parsed.data)
      if (count !== undefined) shares.set(symbolKey(symbol), count);
  }
  return shares;
}

/** Floats are asked for until the companies asked hold so much of the fund's weight, in percent. */
const WEIGHT_ASKED = 95;

/**
 * Shares in free float by symbol key. Yahoo Finance tells them one company at a time, so that the heaviest constituents are
 * asked for; one of which it says nothing to be understood is left out. @throws WebFault
 */
export async function freeFloats(
  constituents: readonly Constituent[],
  http: HttpClient,
): Promise<Map<string, number>> {
  const floats = new Map<string, number>();
  let asked = 0;
  for (const constituent of constituents.toSorted((a, b) => b.weight - a.weight)) {
    if (asked >= WEIGHT_ASKED) break;
    asked += constituent.weight;
    const symbol = yahooSymbols(constituent).at(-1);
    if (symbol === undefined) continue;
    const { floatShares } = await yahooStatistics(symbol, http).catch((error: unknown) => {
      if (error instanceof WebFault && error.code === "drift") return { floatShares: undefined };
      throw error;
    });
    if (floatShares !== undefined) floats.set(symbolKey(symbol), floatShares);
  }
  return floats;
}

/** How Yahoo Finance may call a share: the fund's ticker, and for one of several classes (`BRKB`) the form `BRK-B` as well. */
function yahooSymbols({ ticker, name }: Constituent): string[] {
  if (!/^[A-Z][A-Z.]*$/.test(ticker)) return [];
  const [, share] = /\b(?:CLASS|SERIES) ([A-Z])\b/.exec(name) ?? [];
  const isShareClass = share !== undefined && ticker.endsWith(share) && ticker.length > 3;
  return isShareClass ? [ticker, `${ticker.slice(0, -1)}-${share}`] : [ticker];
}
