/** Public answers of three exchanges for two days of one market, in the wire shapes that ccxt's own fixtures record. */

/** 2025-05-07 and 2025-05-08, midnight UTC. */
const DAYS = [1_746_576_000, 1_746_662_400] as const;

const coinbaseexchange = {
  "/currencies": [
    {
      id: "BTC",
      name: "Bitcoin",
      min_size: "0.00000001",
      status: "online",
      max_precision: "0.00000001",
      details: { type: "crypto" },
    },
    {
      id: "USD",
      name: "United States Dollar",
      min_size: "0.01",
      status: "online",
      max_precision: "0.01",
      details: { type: "fiat" },
    },
  ],
  "/products": [
    {
      id: "BTC-USD",
      base_currency: "BTC",
      quote_currency: "USD",
      quote_increment: "0.01",
      base_increment: "0.00000001",
      display_name: "BTC/USD",
      min_market_funds: "1",
      status: "online",
      trading_disabled: false,
    },
  ],
  // [time, low, high, open, close, volume], newest first
  "/products/BTC-USD/candles": [
    [DAYS[1], 96_885.6, 104_145.8, 97_035.1, 103_271.0, 12_345.5],
    [DAYS[0], 95_789.5, 97_734.5, 96_834.2, 97_035.0, 8_765.25],
  ],
};

const kraken = {
  "/0/public/Assets": {
    error: [],
    result: {
      XXBT: {
        aclass: "currency",
        altname: "XBT",
        decimals: 10,
        display_decimals: 5,
        status: "enabled",
      },
      ZUSD: {
        aclass: "currency",
        altname: "USD",
        decimals: 4,
        display_decimals: 2,
        status: "enabled",
      },
    },
  },
  "/0/public/AssetPairs": {
    error: [],
    result: {
      XXBTZUSD: {
        altname: "XBTUSD",
        wsname: "XBT/USD",
        aclass_base: "currency",
        base: "XXBT",
        aclass_quote: "currency",
        quote: "ZUSD",
        lot: "unit",
        pair_decimals: 1,
        lot_decimals: 8,
        lot_multiplier: 1,
        leverage_buy: [],
        leverage_sell: [],
        fees: [[0, 0.4]],
        fees_maker: [[0, 0.25]],
        ordermin: "0.00005",
        costmin: "0.5",
        tick_size: "0.1",
        status: "online",
      },
    },
  },
  "/0/public/OHLC": {
    error: [],
    result: {
      // [time, open, high, low, close, vwap, volume, count]
      XXBTZUSD: [
        [DAYS[0], "96834.1", "97729.9", "95790.0", "97032.3", "96700.0", "2100.5", 40_000],
        [DAYS[1], "97032.3", "104145.0", "96900.0", "103270.0", "101000.0", "3900.5", 60_000],
      ],
      last: DAYS[1],
    },
  },
};

const binance = {
  "/api/v3/exchangeInfo": {
    timezone: "UTC",
    serverTime: DAYS[1] * 1000,
    rateLimits: [],
    exchangeFilters: [],
    symbols: [
      {
        symbol: "ETHBTC",
        status: "TRADING",
        baseAsset: "ETH",
        baseAssetPrecision: 8,
        quoteAsset: "BTC",
        quotePrecision: 8,
        quoteAssetPrecision: 8,
        orderTypes: ["LIMIT"],
        isSpotTradingAllowed: true,
        isMarginTradingAllowed: false,
        filters: [
          { filterType: "PRICE_FILTER", minPrice: "0.00001", maxPrice: "900", tickSize: "0.00001" },
          { filterType: "LOT_SIZE", minQty: "0.0001", maxQty: "100000", stepSize: "0.0001" },
        ],
        permissions: ["SPOT"],
        permissionSets: [["SPOT"]],
      },
    ],
  },
  "/api/v3/klines": DAYS.map((day, index) => [
    day * 1000,
    "0.01880000",
    "0.01990000",
    "0.01870000",
    index === 0 ? "0.01867000" : "0.02136000",
    index === 0 ? "41000.5000" : "98000.2500",
    day * 1000 + 86_399_999,
    "790.5",
    1000,
    "20000.0",
    "380.0",
    "0",
  ]),
};

/** Answers by host, then by path. */
export const EXCHANGES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "api.exchange.coinbase.com": coinbaseexchange,
  "api.kraken.com": kraken,
  "api.binance.com": binance,
};
