import type { Reply } from "../web/provider.ts";
import type { Routes } from "./routes.ts";

/** Holdings in the form of iShares' file, of three companies and a future. */
export const HOLDINGS = [
  "\uFEFFiShares Russell 2000 ETF",
  'Fund Holdings as of,"May 05, 2026"',
  'Inception Date,"May 22, 2000"',
  'Shares Outstanding,"278,750,000.00"',
  'Stock,"-"',
  "\u00A0",
  "Ticker,Name,Sector,Asset Class,Market Value,Weight (%),Notional Value,Quantity,Price",
  '"BE","BLOOM ENERGY CLASS A CORP","Industrials","Equity","1,532.50","60.00","1,532.50","5,190.00","295.25"',
  '"MOGA","MOOG INC CLASS A","Industrials","Equity","1,000.00","35.00","1,000.00","4.00","250.00"',
  '"GTXI","GTXI INC - CVR","Health Care","Equity","1.00","5.00","1.00","1.00","1.00"',
  '"RTYM6","RUSSELL 2000 EMINI CME JUN 26","Cash and/or Derivatives","Futures","0.00","0.00","9.00","1,998.00","2,852.90"',
  "\u00A0",
  "The content of this file is for information only, of course",
].join("\n");

const HEAD =
  "accountingYearMonthNumber|symbolCode|issueName|issuerServicesGroupExchangeCode|marketClassCode|currentShortPositionQuantity|previousShortPositionQuantity|stockSplitFlag|averageDailyVolumeQuantity|daysToCoverQuantity|revisionFlag|changePercent|changePreviousNumber|settlementDate";
/** FINRA's file of one settlement date, of two companies. */
export const marketFile = (day: string): string =>
  [
    HEAD,
    `20260515|BE|Bloom Energy|A|NYSE|20000000|19000000||5000000|4.00||5.2|1000000|${day}`,
    `20260515|MOG.A|Moog Inc.|A|NYSE|1000000|900000||500000|2.00||11.1|100000|${day}`,
  ].join("\n");

/** Yahoo Finance on the shares of the same two, with the cookie and the crumb that it wants first. */
export const YAHOO_SHARES: Routes = {
  "finance.yahoo.com": {
    "/quote/AAPL": ((_request, response) => {
      response.setHeader("set-cookie", "A3=d; Domain=.yahoo.com; Path=/; Max-Age=3600; Secure");
      response.end("<html></html>");
    }) satisfies Reply,
  },
  "query1.finance.yahoo.com": { "/v1/test/getcrumb": "crumb" },
  "query2.finance.yahoo.com": {
    "/v7/finance/quote": {
      quoteResponse: {
        result: [
          {
            symbol: "BE",
            quoteType: "EQUITY",
            language: "en-US",
            region: "US",
            sharesOutstanding: 200_000_000,
          },
          {
            symbol: "MOG-A",
            quoteType: "EQUITY",
            language: "en-US",
            region: "US",
            sharesOutstanding: 30_000_000,
          },
        ],
        error: null,
      },
    },
  },
};
export const ISHARES_PATH = "/us/products/239710/ishares-russell-2000-etf/1467271812596.ajax";
