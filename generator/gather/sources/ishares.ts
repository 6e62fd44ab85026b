import { z } from "zod";
import { liveSource } from "./contract.ts";
import { holdingsUrl, readHoldings } from "./holdings.ts";

export const fundOptions = z.strictObject({
  /** As in the fund's address: `239710/ishares-russell-2000-etf`. */
  product: z.string().regex(/^\d+\/[a-z0-9-]+$/),
  fund: z.string().regex(/^[A-Z]+$/),
});

/** Shares outstanding of an iShares fund, of which × net asset value makes its flow: https://www.ishares.com */
export const ishares = liveSource({
  id: "ishares",
  about: {
    gives: "shares outstanding of a fund, and its holdings",
    cost: "free",
    limits: "none stated; asked at most once in 2 s",
    terms: "BlackRock's site terms: for information",
  },
  spacingMs: 2000,
  keys: [],
  options: fundOptions,
  batch: ({ product }) => product,
  async pull({ wanted }, line) {
    const { product, fund } = wanted[0].options;
    const url = holdingsUrl(product, fund);
    const { asOf, sharesOutstanding } = readHoldings(await line.text(url), url);
    const rows = [{ line: 1, date: asOf, value: String(sharesOutstanding) }];
    return { rows: new Map(wanted.map(({ series }) => [series.id, rows])), notes: [] };
  },
});
