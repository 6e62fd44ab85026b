import { z } from "zod";
import type { Day } from "../../base/day.ts";
import { sampleOf } from "../../base/sample.ts";
import { WebFault } from "../../web/fault.ts";
import type { HttpClient } from "../../web/http-client.ts";
import { symbolKey, type ShortPosition } from "../short-interest.ts";
import { liveSource, rowsFrom } from "./contract.ts";

const API = "https://api.finra.org/data/group/otcMarket/name/consolidatedShortInterest";
const FILES = "https://cdn.finra.org/equity/otcmarket/biweekly";
const PAGE = 5000;

const count = z.number().nonnegative();
const row = z.object({
  symbolCode: z.string(),
  settlementDate: z.iso.date(),
  currentShortPositionQuantity: count,
  averageDailyVolumeQuantity: count.nullable(),
  daysToCoverQuantity: count.nullable(),
});

const FIELDS = {
  shares: "currentShortPositionQuantity",
  daysToCover: "daysToCoverQuantity",
} as const;

/** Consolidated short interest of one share: https://developer.finra.org/docs */
export const finra = liveSource({
  id: "finra",
  about: {
    gives: "short interest of US shares by settlement date, twice a month; whole market",
    cost: "free",
    limits: "1,200 requests a minute",
    terms: "FINRA's API and data terms; attribution",
  },
  spacingMs: 500,
  keys: [],
  options: z.strictObject({
    symbol: z.string().min(1),
    field: z.enum(["shares", "daysToCover"]).default("shares"),
  }),
  batch: ({ symbol }) => symbol,
  async pull({ wanted, from, to }, http) {
    const symbol = symbolKey(wanted[0].options.symbol);
    const found: z.output<typeof row>[] = [];
    for (let offset = 0; ; offset += PAGE) {
      const body = JSON.stringify({
        fields: Object.keys(row.shape),
        domainFilters: [{ fieldName: "symbolCode", values: [symbol] }],
        dateRangeFilters: [{ fieldName: "settlementDate", startDate: from, endDate: to }],
        offset,
        limit: PAGE,
      });
      const headers = { "content-type": "application/json", accept: "application/json" };
      const page = await http.json(API, z.array(row), { method: "POST", headers, body });
      found.push(...page);
      if (page.length < PAGE) break;
    }
    const other = found.find(({ symbolCode }) => symbolKey(symbolCode) !== symbol);
    if (other)
      throw new WebFault(
        "drift",
        `${API}: asked for ${symbol}, found ${sampleOf(other.symbolCode)}`,
      );
    const rows = wanted.map(
      ({ series, options }) =>
        [
          series.id,
          rowsFrom(
            found,
            (item) => item.settlementDate,
            (item) => item[FIELDS[options.field]],
          ),
        ] as const,
    );
    return { rows: new Map(rows), notes: [] };
  },
});

/** The whole market on one settlement date, by symbol key; undefined where FINRA has not published it. */
export async function wholeMarket(
  day: Day,
  http: HttpClient,
): Promise<ReadonlyMap<string, ShortPosition> | undefined> {
  const url = `${FILES}/shrt${day.replaceAll("-", "")}.csv`;
  let text: string;
  try {
    text = await http.text(url);
  } catch (error) {
    const isMissing = error instanceof WebFault && /status (403|404)/.test(error.message);
    if (isMissing) return undefined;
    throw error;
  }
  return readMarketFile(text, day, url);
}

/** Reads the file of one settlement date: fields between bars, in spite of its name. @throws WebFault `drift` */
export function readMarketFile(text: string, day: Day, shown: string): Map<string, ShortPosition> {
  const [head = "", ...lines] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const columns = head.split("|");
  const at = (name: string): number => {
    const index = columns.indexOf(name);
    if (index === -1)
      throw new WebFault(
        "drift",
        `${shown}: the column "${name}" was expected, found ${sampleOf(head)}`,
      );
    return index;
  };
  const [symbol, short, volume, date] = [
    at("symbolCode"),
    at("currentShortPositionQuantity"),
    at("averageDailyVolumeQuantity"),
    at("settlementDate"),
  ];
  const market = new Map<string, ShortPosition>();
  for (const line of lines) {
    if (line.trim() === "") continue;
    const cells = line.split("|");
    if (cells[date] !== day)
      throw new WebFault(
        "drift",
        `${shown}: the settlement date ${day} was expected, found ${sampleOf(cells[date])}`,
      );
    const position = { short: Number(cells[short]), averageVolume: Number(cells[volume] || 0) };
    if (!(position.short >= 0))
      throw new WebFault(
        "drift",
        `${shown}: a count was expected, found ${sampleOf(cells[short])}`,
      );
    market.set(symbolKey(cells[symbol] ?? ""), position);
  }
  return market;
}
