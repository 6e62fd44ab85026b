import { z } from "zod";
import { rowsOf } from "../files/table.ts";
import { liveSource } from "./contract.ts";
import { csvTable } from "./csv.ts";
import { fromMonthFirst } from "./days.ts";

const BASE = "https://cdn.cboe.com/api/global/us_indices/daily_prices";

/** Daily history of Cboe's indices, whole each time: https://www.cboe.com/tradable_products/vix/vix_historical_data/ */
export const cboe = liveSource({
  id: "cboe",
  about: {
    gives: "VIX and other volatility indices, daily candles",
    cost: "free",
    limits: "none stated; one file an index",
    terms: "for information; redistribution needs Cboe's agreement",
  },
  spacingMs: 1000,
  keys: [],
  options: z.strictObject({
    index: z.string().regex(/^[A-Z0-9]+$/),
    field: z.enum(["open", "high", "low", "close"]).default("close"),
  }),
  batch: ({ index }) => index,
  async pull({ wanted, from }, http) {
    const url = `${BASE}/${wanted[0].options.index}_History.csv`;
    const text = await http.text(url);
    const table = csvTable(text, url, ["DATE", ...wanted.map(({ options }) => options.field)]);
    const rows = wanted.map(({ series, options }) => {
      const all = rowsOf(table, { date: "DATE", value: options.field });
      const dated = all.map((row) => ({ ...row, date: fromMonthFirst(row.date) }));
      return [series.id, dated.filter((row) => row.date >= from)] as const;
    });
    return { rows: new Map(rows), notes: [] };
  },
});
