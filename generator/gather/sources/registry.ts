import { alternativeMe } from "./alternative-me.ts";
import { cboe } from "./cboe.ts";
import { coingecko } from "./coingecko.ts";
import { coinmarketcap } from "./coinmarketcap.ts";
import { coinmetrics } from "./coinmetrics.ts";
import type { LiveSource } from "./contract.ts";
import { exchange } from "./exchange.ts";
import { finra } from "./finra.ts";
import { flowTable } from "./flow-table.ts";
import { fred } from "./fred.ts";
import { glassnode } from "./glassnode.ts";
import { indexShortInterestSource } from "./index-short-interest.ts";
import { ishares } from "./ishares.ts";
import { json } from "./json.ts";
import { yahooShares } from "./yahoo-shares.ts";
import { yahoo } from "./yahoo.ts";

/** Every live source by its id. */
export const LIVE_SOURCES: ReadonlyMap<string, LiveSource> = new Map(
  [
    exchange,
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
    json,
  ].map((source) => [source.id, source]),
);

/** Every environment variable that may hold a key. */
export const KEY_NAMES: readonly string[] = [...LIVE_SOURCES.values()].flatMap(({ keys }) =>
  keys.map(({ name }) => name),
);
