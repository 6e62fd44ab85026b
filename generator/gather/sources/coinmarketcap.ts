import { z } from "zod";
import { snapshot } from "./coingecko.ts";
import { liveSource } from "./contract.ts";

const URL = "https://pro-api.coinmarketcap.com/v1/global-metrics/quotes/latest?convert=USD";

const answer = z.object({
  data: z.object({
    quote: z.object({
      USD: z.looseObject({
        total_market_cap: z.number(),
        total_volume_24h: z.number(),
        last_updated: z.iso.datetime(),
      }),
    }),
  }),
});

/** The whole crypto market as of now: https://coinmarketcap.com/api/documentation/v1/#operation/getV1GlobalmetricsQuotesLatest */
export const coinmarketcap = liveSource({
  id: "coinmarketcap",
  about: {
    gives:
      "total crypto market capitalisation and 24-hour volume, as of now: run within two hours after midnight UTC",
    cost: "free plan or paid",
    limits: "30 requests a minute on the free plan",
    terms: "the plan's; attribution",
  },
  spacingMs: 2000,
  keys: [{ name: "COINMARKETCAP_API_KEY", required: true }],
  options: z.strictObject({ field: z.enum(["total_market_cap", "total_volume_24h"]) }),
  batch: () => "",
  async pull({ wanted }, http) {
    const { data } = await http.json(URL, answer, {
      headers: { "x-cmc_pro_api_key": http.requiredKey("COINMARKETCAP_API_KEY") },
    });
    const { USD } = data.quote;
    return snapshot(wanted, Date.parse(USD.last_updated), ({ field }) => USD[field]);
  },
});
