import { z } from "zod";
import { liveSource } from "./contract.ts";
import { holdingsUrl, readHoldings } from "./holdings.ts";

export const fundOptions = z.strictObject({
  /** As in the fund's address: `239710/ishares-russell-2000-etf`. */
  product: z.string().regex(/^\d+\/[a-z0-9-]+$/),
  fund: z.string().regex(/^[A-Z]+$/),
});

/**
 * Shares outstanding of an iShares fund and their net asset value, all that it holds ÷ its shares, of which `derive: creations`
 * makes its flow: https://www.ishares.com
 */
export const ishares = liveSource({
  id: "ishares",
  about: {
    gives: "shares outstanding of a fund and their net asset value, which make its flow",
    cost: "free",
    limits: "none stated; asked at most once in 2 s",
    terms: "BlackRock's site terms: for information",
  },
  spacingMs: 2000,
  keys: [],
  options: fundOptions.extend({
    field: z.enum(["sharesOutstanding", "netAssetValue"]).default("sharesOutstanding"),
  }),
  batch: ({ product }) => product,
  async pull({ wanted }, http) {
    const { product, fund } = wanted[0].options;
    const url = holdingsUrl(product, fund);
    const { asOf, sharesOutstanding, marketValue } = readHoldings(await http.text(url), url);
    const found = { sharesOutstanding, netAssetValue: marketValue / sharesOutstanding };
    const rows = wanted.map(
      ({ series, options: { field } }) =>
        [series.id, [{ line: 1, date: asOf, value: String(found[field]) }]] as const,
    );
    return { rows: new Map(rows), notes: [] };
  },
});
