import { z } from "zod";
import { liveSource } from "./contract.ts";
import { dayJustEnded } from "./days.ts";

const answer = z.object({
  data: z.object({
    total_market_cap: z.looseObject({ usd: z.number() }),
    total_volume: z.looseObject({ usd: z.number() }),
    updated_at: z.int().positive(),
  }),
});

/** The whole crypto market as of now: https://docs.coingecko.com/reference/crypto-global */
export const coingecko = liveSource({
  id: "coingecko",
  about: {
    gives:
      "total crypto market capitalisation and 24-hour volume, as of now: run within two hours after midnight UTC",
    cost: "free; a demo key raises the limit",
    limits: "5 to 15 requests a minute without a key, 30 with a demo key",
    terms: "free with attribution",
  },
  spacingMs: 6000,
  keys: [{ name: "COINGECKO_API_KEY", required: false }],
  options: z.strictObject({ field: z.enum(["total_market_cap", "total_volume"]) }),
  batch: () => "",
  async pull({ wanted }, http) {
    const key = http.key("COINGECKO_API_KEY");
    const { data } = await http.json("https://api.coingecko.com/api/v3/global", answer, {
      headers: key === undefined ? {} : { "x-cg-demo-api-key": key },
    });
    return snapshot(wanted, data.updated_at * 1000, ({ field }) => data[field].usd);
  },
});

/** One value of the moment for each series: it stands for the day that just ended, or for none. */
export function snapshot<O>(
  wanted: readonly { readonly series: { readonly id: string }; readonly options: O }[],
  at: number,
  value: (options: O) => number,
): {
  rows: Map<string, { line: number; date: string; value: string; public: string }[]>;
  notes: string[];
} {
  const date = dayJustEnded(at);
  const stated = new Date(at).toISOString();
  const rows = wanted.map(
    ({ series, options }) =>
      [
        series.id,
        date === undefined
          ? []
          : [{ line: 1, date, value: String(value(options)), public: stated }],
      ] as const,
  );
  const note = `the value is of ${stated.slice(0, 16)}Z, more than two hours after midnight: it stands for no whole day and is left out`;
  return { rows: new Map(rows), notes: date === undefined ? [note] : [] };
}
