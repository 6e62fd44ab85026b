import { z } from "zod";
import { WebFault } from "../../web/fault.ts";
import { liveSource, rowsFrom } from "./contract.ts";

const BASE = "https://community-api.coinmetrics.io/v4/timeseries/asset-metrics";
const LAST_PAGE = 200;

const page = z.object({
  data: z.array(z.looseObject({ asset: z.string(), time: z.string() })),
  next_page_token: z.string().optional(),
});

/** Coin Metrics community data, daily: https://docs.coinmetrics.io/api/v4 */
export const coinmetrics = liveSource({
  id: "coinmetrics",
  about: {
    gives: "exchange in- and outflow, market capitalisation, reference prices; daily",
    cost: "free",
    limits: "10 requests in 6 s",
    terms: "CC BY-NC 4.0: not for commercial use",
  },
  spacingMs: 650,
  keys: [],
  options: z.strictObject({ asset: z.string(), metric: z.string() }),
  batch: ({ asset }) => asset,
  async pull({ wanted, from, to }, http) {
    const { asset } = wanted[0].options;
    const metrics = [...new Set(wanted.map(({ options }) => options.metric))];
    const items: z.output<typeof page>["data"] = [];
    let token: string | undefined;
    for (let number = 1; number === 1 || token !== undefined; number++) {
      const query = new URLSearchParams({
        assets: asset,
        metrics: metrics.join(","),
        frequency: "1d",
        start_time: from,
        end_time: to,
        page_size: "1000",
        paging_from: "start",
        ...(token === undefined ? {} : { next_page_token: token }),
      });
      const answer = await http.json(`${BASE}?${query}`, page);
      items.push(...answer.data);
      token = answer.next_page_token;
      if (number === LAST_PAGE) throw new WebFault("drift", `${BASE}: its pages do not end`);
    }
    const other = items.find((item) => item.asset !== asset);
    if (other)
      throw new WebFault("drift", `${BASE}: asked for ${asset}, the answer is of another asset`);
    const rows = wanted.map(({ series, options }) => {
      const { metric } = options;
      const cell = (item: (typeof items)[number], name: string): string | undefined => {
        const found = item[name];
        return typeof found === "string" ? found : undefined;
      };
      return [
        series.id,
        rowsFrom(
          items,
          (item) => item.time.slice(0, 10),
          (item) => cell(item, metric),
          {
            published: (item) => secondsOf(cell(item, `${metric}-status-time`)),
            whole: (item) => metrics.map((name) => cell(item, name)),
          },
        ),
      ] as const;
    });
    return { rows: new Map(rows), notes: [] };
  },
});

/** Nanoseconds are cut off. */
function secondsOf(time: string | undefined): string | undefined {
  return time?.replace(/(\.\d{3})\d*Z$/, "$1Z");
}
