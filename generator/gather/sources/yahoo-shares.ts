import { z } from "zod";
import { dayOf } from "../../base/day.ts";
import { held } from "../../web/answer.ts";
import type { HttpClient } from "../../web/http-client.ts";
import type { Row } from "../files/table.ts";
import { liveSource } from "./contract.ts";
import { throughYahoo } from "./yahoo.ts";

/** The library makes dates of some numbers that are none: a count comes back as milliseconds of a thousandfold. */
const count = z.union([z.number(), z.date().transform((date) => Number(date) / 1000)]).optional();
const date = z.date().optional();

const answer = z.object({
  defaultKeyStatistics: z.looseObject({
    sharesOutstanding: count,
    floatShares: count,
    sharesShort: count,
    sharesShortPriorMonth: count,
    dateShortInterest: date,
    sharesShortPreviousMonthDate: date,
  }),
});

/** Share counts of one company as of today, and its short interest at the last two settlements of the month. */
export const yahooShares = liveSource({
  id: "yahoo-shares",
  about: {
    gives:
      "a company's shares outstanding and float as of now; its short interest at two settlements",
    cost: "free",
    limits: "none stated; asked at most once a second",
    terms: "personal use",
  },
  spacingMs: 1000,
  keys: [],
  options: z.strictObject({
    symbol: z.string().min(1),
    field: z.enum(["sharesOutstanding", "floatShares", "sharesShort"]).default("sharesOutstanding"),
  }),
  batch: ({ symbol }) => symbol,
  async pull({ wanted, to }, http) {
    const { symbol } = wanted[0].options;
    const found = await yahooStatistics(symbol, http);
    const rows = wanted.map(
      ({ series, options: { field } }) =>
        [
          series.id,
          field === "sharesShort"
            ? [
                ...row(dayIn(found.sharesShortPreviousMonthDate), found.sharesShortPriorMonth),
                ...row(dayIn(found.dateShortInterest), found.sharesShort),
              ]
            : row(series.calendar.previous(to), found[field]),
        ] as const,
    );
    return { rows: new Map(rows), notes: [] };
  },
});

/** Share counts of one company as of now, and its short interest. @throws WebFault `drift` where Yahoo Finance does not know it. */
export async function yahooStatistics(
  symbol: string,
  http: HttpClient,
): Promise<z.output<typeof answer>["defaultKeyStatistics"]> {
  const answered = await throughYahoo(http, (client) =>
    client.quoteSummary(symbol, { modules: ["defaultKeyStatistics"] }, { validateResult: false }),
  );
  return held(answered, answer, `Yahoo statistics of ${symbol}`).defaultKeyStatistics;
}

function dayIn(instant: Date | undefined): string | undefined {
  return instant && dayOf(instant.getTime());
}

function row(day: string | undefined, value: number | undefined): Row[] {
  return day === undefined || value === undefined
    ? []
    : [{ line: 1, date: day, value: String(value) }];
}
