import { z } from "zod";
import { addDays, dayOf, type Day, type Instant } from "../../base/day.ts";
import { WebFault } from "../../web/fault.ts";
import { liveSource, rowsFrom } from "./contract.ts";
import { indexShortInterest, type IndexShortInterest } from "../short-interest.ts";
import { settlementDates } from "../../publication/events/settlements.ts";
import { wholeMarket } from "./finra.ts";
import { holdingsUrl, readHoldings } from "./holdings.ts";
import { fundOptions } from "./ishares.ts";
import { freeFloats, sharesOutstanding } from "./share-counts.ts";

/** What a series can be: `percent` is of shares outstanding, `byWeight` the same with each constituent by its weight, `coverage` the weight of the matched in percent. */
const FIELDS = ["percent", "byWeight", "percentOfFloat", "daysToCover", "coverage"] as const;

/** Less of the fund's weight than this says nothing about the index, in percent. */
const LEAST_WEIGHT = 90;
const NAMED = 15;

/** Short interest of an index by the fund that tracks it: FINRA's files × the fund's holdings × shares outstanding. */
export const indexShortInterestSource = liveSource({
  id: "index-short-interest",
  about: {
    gives:
      "short interest of an index in % of its constituents' shares outstanding (together, or each by its weight) or free float, days to cover and coverage, by settlement date",
    cost: "free",
    limits:
      "those of FINRA, iShares and Yahoo Finance; about twenty requests a settlement, for the free float one for each of the heavier constituents",
    terms: "those of FINRA, BlackRock and Yahoo Finance",
  },
  spacingMs: 2000,
  keys: [],
  options: fundOptions.extend({ field: z.enum(FIELDS).default("percent") }),
  batch: ({ product }) => product,
  overlap: 0,
  async pull({ wanted, from, to, now }, http) {
    const { product, fund } = wanted[0].options;
    const needsFloat = wanted.some(({ options }) => options.field === "percentOfFloat");
    const notes: string[] = [];
    const found: { day: Day; of: Measured }[] = [];
    let counts: Counts | undefined;
    for (const day of settlementDates(wanted[0].series.calendar, from, to)) {
      const market = await wholeMarket(day, http);
      if (market === undefined) continue;
      const url = holdingsUrl(product, fund, day);
      const { constituents, asOf } = readHoldings(await http.text(url), url);
      counts ??= {
        outstanding: await sharesOutstanding(constituents, http),
        float: needsFloat ? await freeFloats(constituents, http) : undefined,
      };
      const measure = (shares: ReadonlyMap<string, number>, of: string): IndexShortInterest => {
        const measured = indexShortInterest(constituents, market, shares);
        const { matched, weight } = measured;
        const covered = `${matched} of ${constituents.length} constituents of ${asOf}, ${weight.toFixed(1)}% of the weight`;
        if (weight < LEAST_WEIGHT) {
          const why = `${day}: only ${covered}, were matched with their ${of}; ${LEAST_WEIGHT}% is the least`;
          throw new WebFault("drift", why);
        }
        notes.push(
          `${day}: ${covered}, with their ${of} of ${to}; not matched: ${listed(measured)}`,
        );
        return measured;
      };
      const ofShares = measure(counts.outstanding, "shares outstanding");
      const ofFloat = counts.float && measure(counts.float, "free float");
      found.push({
        day,
        of: {
          percent: ofShares.percent,
          byWeight: ofShares.byWeight,
          percentOfFloat: ofFloat?.percent,
          daysToCover: ofShares.daysToCover,
          coverage: ofShares.weight,
        },
      });
    }
    const rows = wanted.map(
      ({ series, options }) =>
        [
          series.id,
          rowsFrom(
            found,
            ({ day }) => day,
            ({ of }) => of[options.field],
            { published: ({ day }) => publicOf(day, now) },
          ),
        ] as const,
    );
    return { rows: new Map(rows), notes };
  },
});

type Measured = Readonly<Record<(typeof FIELDS)[number], number | undefined>>;

interface Counts {
  readonly outstanding: ReadonlyMap<string, number>;
  readonly float: ReadonlyMap<string, number> | undefined;
}

/** Share counts are those of today: for a settlement longer ago than this, nobody can have known the result before. */
const RECENT_DAYS = 45;

/** When a result became public: by the series' lag (undefined) where it is recent, now where it is computed in hindsight. */
function publicOf(settlement: Day, now: Instant): string | undefined {
  const isRecent = settlement >= addDays(dayOf(now), -RECENT_DAYS);
  return isRecent ? undefined : new Date(now).toISOString();
}

/** The heaviest of the constituents that lack a figure. */
function listed({ unmatched }: IndexShortInterest): string {
  const more = unmatched.length - NAMED;
  return `${unmatched.slice(0, NAMED).join(", ") || "none"}${more > 0 ? ` and ${more} more` : ""}`;
}
