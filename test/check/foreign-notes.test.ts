import { expect, test } from "vitest";
import { reportOn, withBundledData } from "./foreign.ts";

withBundledData();

/** Market notes as others write them, as of a day, with what is false in them and what is right in its place. */
const NOTES = [
  {
    day: "2024-11-13",
    text: `# Bitcoin pauses near $88,000 after record run

Bitcoin slipped 0.8% to $87,956 on Tuesday, its first daily loss in a week that took it to a record close of $88,701 on November 11. Over seven days it is up 26.8%. Ether fell 5.8% to $3,246.

The 14-day RSI of Bitcoin stands at 81.9, deep in overbought territory, and that of Ether at 61.0. Bitcoin trades 29.6% above its 50-day average of $67,857.

## Flows

US spot bitcoin ETFs took in $817.5 million on November 12, a fifth straight session of inflows. Over those five sessions $2.2 billion came in.

## Stocks

The S&P 500 eased 0.3% to 5,983.99. The VIX closed at 14.71, an elevated reading. MicroStrategy gained 4.9% to $365.59, and Coinbase lost 1.6% to $319.13.

The Crypto Fear and Greed Index reads 84, extreme greed.`,
    wrong: ["5.8%", "61.0", "$2.2 billion", "elevated", "$365.59"],
  },
  {
    day: "2025-04-10",
    text: `# Relief rally lifts stocks and crypto

Stocks staged their biggest rally in years on Wednesday. The S&P 500 jumped 9.5% to 5,456.90 and the iShares Russell 2000 ETF (IWM) gained 8.5% to $198.68. The VIX collapsed to 33.62 from 52.33 a day earlier.

Bitcoin followed with a gain of 8.3% to $82,574, while Ether rose 13.3% to $1,668. Bitcoin is still down 1.5% over five days and trades 22.2% below its record close of January. Its market capitalisation is $1.64 trillion.

Coinbase shares climbed 24.8% and Strategy 16.9%.

The 30-session correlation between Bitcoin and the S&P 500 is 0.46.

| | Close | Day |
|---|---|---|
| Bitcoin | $82,574 | +8.3% |
| Ether | $1,668 | +3.3% |

Spot bitcoin ETFs lost another $127.2 million, their seventh straight session of outflows, and $729.1 million over five sessions. The 10-year Treasury yield rose 11 basis points to 4.62%.`,
    wrong: ["$198.68", "24.8%", "16.9%", "+3.3%", "seventh straight session", "4.62%"],
  },
  {
    day: "2024-08-06",
    text: `Bitcoin tumbled 7.1% to $53,991 on Monday, its fourth daily loss in a row, after trading as low as $49,121. It was the lowest close since February 25.

Ether dropped 10.0% to $2,417.21 and has lost 27.2% in a week. Its RSI of 20.8 is oversold. Volume in Bitcoin reached $190.0 billion, 3.5 times its median.

The S&P 500 lost 3.0% to 5,186.33, for a third straight decline. The VIX rose 15.18 points to 38.57. The 10-year yield rose 19 basis points to 3.80%.

ETFs shed $168.4 million on Monday after $237.4 million on Friday. The Crypto Fear and Greed Index dropped 9 points to 17.

Analysts at Six Flags Research expect $90,000 by year end; XRP lost 9.2%, and the Nikkei 225 fell 12.4%.`,
    wrong: ["$190.0 billion", "19"],
  },
] as const;

test.for(NOTES)(
  "every false figure of the note of $day is named, and no true one",
  ({ day, text, wrong }) => {
    const found = reportOn(day, text).verdicts.filter(({ verdict }) => verdict === "wrong");
    expect(found.map(({ figure }) => figure)).toEqual(wrong);
    expect(found.every(({ expected }) => expected !== undefined)).toBe(true);
  },
);

test("what nothing is known of is said to be unknown", () => {
  const [, , last] = NOTES;
  const unknown = reportOn(last.day, last.text).messages.filter(
    ({ code }) => code === "unknown-figure",
  );
  expect(unknown.map(({ figure }) => figure)).toEqual(expect.arrayContaining(["9.2%", "12.4%"]));
});
