import { z } from "zod";
import { addDays, dayOf, startOfDay } from "../../base/day.ts";
import { liveSource, rowsFrom } from "./contract.ts";

const BASE = "https://api.glassnode.com/v1/metrics";

const answer = z.array(z.object({ t: z.int().multipleOf(86_400), v: z.number().nullable() }));

/** On-chain metrics: https://docs.glassnode.com/basic-api/endpoints */
export const glassnode = liveSource({
  id: "glassnode",
  about: {
    gives: "exchange flows and other on-chain metrics, daily",
    cost: "paid plan with API access",
    limits: "600 requests a minute",
    terms: "the plan's; attribution",
  },
  spacingMs: 200,
  keys: [{ name: "GLASSNODE_API_KEY", required: true }],
  options: z.strictObject({
    asset: z.string().regex(/^[A-Z0-9]+$/),
    /** Path below `/v1/metrics`, such as `transactions/transfers_volume_exchanges_net`. */
    metric: z.string().regex(/^[a-z0-9_]+\/[a-z0-9_]+$/),
    currency: z.enum(["NATIVE", "USD"]).default("USD"),
  }),
  batch: ({ asset, metric, currency }) => `${asset} ${metric} ${currency}`,
  async pull({ wanted, from, to }, http) {
    const { asset, metric, currency } = wanted[0].options;
    const query = new URLSearchParams({
      a: asset,
      c: currency,
      i: "24h",
      s: String(startOfDay(from) / 1000),
      u: String(startOfDay(addDays(to, 1)) / 1000),
    });
    const items = await http.json(`${BASE}/${metric}?${query}`, answer, {
      headers: { "x-api-key": http.requiredKey("GLASSNODE_API_KEY") },
    });
    const rows = rowsFrom(
      items,
      ({ t }) => dayOf(t * 1000),
      ({ v }) => v,
    );
    return { rows: new Map(wanted.map(({ series }) => [series.id, rows])), notes: [] };
  },
});
