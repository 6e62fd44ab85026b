import { z } from "zod";
import { dayOf, daysBetween, DAY_MS } from "../../base/day.ts";
import { WebFault } from "../../web/fault.ts";
import { liveSource, rowsFrom } from "./contract.ts";

const BASE = "https://api.alternative.me/fng/";

const answer = z.object({
  name: z.literal("Fear and Greed Index"),
  data: z.array(z.object({ value: z.string(), timestamp: z.string().regex(/^\d{9,10}$/) })).min(1),
  metadata: z.object({ error: z.null() }),
});

/** The crypto fear and greed index: https://alternative.me/crypto/fear-and-greed-index/#api */
export const alternativeMe = liveSource({
  id: "alternative-me",
  about: {
    gives: "crypto fear and greed index, daily",
    cost: "free",
    limits: "60 requests a minute",
    terms: "free, with attribution beside the figure",
  },
  spacingMs: 1000,
  keys: [],
  options: z.strictObject({}),
  batch: () => "",
  async pull({ wanted, from, to }, http) {
    const days = daysBetween(from, to) + 2;
    const { data } = await http.json(`${BASE}?limit=${days}`, answer);
    const instants = data.map((item) => Number(item.timestamp) * 1000);
    if (instants.some((instant) => instant % DAY_MS !== 0))
      throw new WebFault("drift", `${BASE}: a value is not dated at midnight UTC`);
    // The value is out as its day begins.
    const rows = rowsFrom(
      data,
      (item) => dayOf(Number(item.timestamp) * 1000),
      (item) => item.value,
    );
    return { rows: new Map(wanted.map(({ series }) => [series.id, rows])), notes: [] };
  },
});
