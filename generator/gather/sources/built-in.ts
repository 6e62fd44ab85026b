import { alternativeMe } from "./alternative-me.ts";
import { binanceFunding } from "./binance-funding.ts";
import { binanceFutures } from "./binance-futures.ts";
import { cboe } from "./cboe.ts";
import { coingecko } from "./coingecko.ts";
import { coinmarketcap } from "./coinmarketcap.ts";
import { coinmetrics } from "./coinmetrics.ts";
import type { LiveSource } from "./contract.ts";
import { deribitVolatility } from "./deribit-volatility.ts";
import { exchange } from "./exchange.ts";
import { exchangeHours } from "./exchange-hours.ts";
import { exchangeMorning } from "./exchange-morning.ts";
import { finra } from "./finra.ts";
import { flowTable } from "./flow-table.ts";
import { fred } from "./fred.ts";
import { glassnode } from "./glassnode.ts";
import { indexShortInterestSource } from "./index-short-interest.ts";
import { ishares } from "./ishares.ts";
import { json } from "./json.ts";
import { yahooShares } from "./yahoo-shares.ts";
import { yahoo } from "./yahoo.ts";

/** The live sources that come with the program. */
export const BUILT_IN_SOURCES: readonly LiveSource[] = [
  exchange,
  exchangeHours,
  exchangeMorning,
  yahoo,
  yahooShares,
  finra,
  indexShortInterestSource,
  ishares,
  flowTable,
  coinmetrics,
  glassnode,
  coingecko,
  coinmarketcap,
  alternativeMe,
  fred,
  cboe,
  binanceFunding,
  binanceFutures,
  deribitVolatility,
  json,
];
