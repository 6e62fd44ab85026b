import { describe, expect, test } from "vitest";
import { figureFinder } from "../../generator/check/figures/figures.ts";
import { lexiconOf } from "../../generator/check/figures/lexicon.ts";
import { vocabulary } from "./fixture.ts";

const find = figureFinder(lexiconOf(vocabulary), [
  "S&P 500",
  "Russell 2000",
  "10-year Treasury yield",
]);

/** `column:text unit value`, the column from 1, for each figure; `loose` for a word that may be prose. */
function found(text: string): string[] {
  return find(text).map((figure) => {
    expect(text.slice(figure.start, figure.end)).toBe(figure.text);
    const sign = figure.sign === 0 ? "" : figure.sign < 0 ? "-" : "+";
    const unit = figure.currency ?? figure.named ?? figure.unit;
    return `${figure.start + 1}:${figure.text} ${unit} ${sign}${figure.value}${figure.loose ? " loose" : ""}`;
  });
}

describe("a price", () => {
  test.for([
    ["Bitcoin closed at $97,032.", ["19:$97,032 USD 97032"]],
    ["a net $142.3 million came in", ["7:$142.3 million USD 142300000"]],
    ["worth $1.93 trillion", ["7:$1.93 trillion USD 1930000000000"]],
    ["worth $1.93-trillion", ["7:$1.93-trillion USD 1930000000000"]],
    ["US$5bn and $97k", ["1:US$5bn USD 5000000000", "12:$97k USD 97000"]],
    ["it was −$220.7 million", ["8:−$220.7 million USD -220700000"]],
    ["it was $-5 or -$5", ["8:$-5 USD -5", "15:-$5 USD -5"]],
    ["5 million dollars, USD 6", ["1:5 million USD 5000000", "20:USD 6 USD 6"]],
    ["€5, £6, A$7 and 8 BTC", ["1:€5 EUR 5", "5:£6 GBP 6", "9:A$7 AUD 7", "17:8 other 8"]],
    ["A $5 note", ["3:$5 USD 5"]],
    ["$97\u202F032 in narrow spaces", ["1:$97\u202F032 USD 97032"]],
    ["$97\u00A0032 or $97'032", ["1:$97\u00A0032 USD 97032", "12:$97'032 USD 97032"]],
    ["$97,032 of $1.9bn", ["1:$97,032 USD 97032", "12:$1.9bn USD 1900000000"]],
  ] as const)("in %j", ([text, figures]) => {
    expect(found(text)).toEqual(figures);
  });
});

describe("a percentage", () => {
  test.for([
    [
      "−0.5% and +2.1% and -0.5%",
      ["1:−0.5% percent -0.5", "11:+2.1% percent +2.1", "21:-0.5% percent -0.5"],
    ],
    ["4.6 percent, 4.6 per cent", ["1:4.6 percent percent 4.6", "14:4.6 per cent percent 4.6"]],
    ["a 4.6-percent rise, six percent", ["3:4.6-percent percent 4.6", "21:six percent percent 6"]],
    ["between 5%-7%", ["9:5% percent 5", "12:7% percent 7"]],
    [".5% of it", ["1:.5% percent 0.5"]],
    ["6 basis points, 7 bps", ["1:6 basis points 6", "17:7 basis points 7"]],
    ["0.5 percentage points", ["1:0.5 percentage points 0.5"]],
    ["$5% is nothing", ["1:$5% other 5"]],
    ["5‰", ["1:5 other 5"]],
  ] as const)("in %j", ([text, figures]) => {
    expect(found(text)).toEqual(figures);
  });
});

describe("a plain number", () => {
  test.for([
    ["at 5,631.28, RSI 66.2", ["4:5,631.28 plain 5631.28", "18:66.2 plain 66.2"]],
    ["the 87th percentile", ["5:87th plain 87"]],
    [
      "2.9 times, 2.9x, 2.9× and 2.9-fold",
      ["1:2.9 times 2.9", "12:2.9 times 2.9", "18:2.9 times 2.9", "27:2.9 times 2.9"],
    ],
    ["the 14-day index, a 6-year high", ["5:14 days 14", "21:6 years 6"]],
    ["over 30 sessions and 30-session", ["6:30 sessions 30", "22:30 sessions 30"]],
    [
      "0.21 to 0.71, 0.21–0.71, 10-15",
      [
        "1:0.21 plain 0.21",
        "9:0.71 plain 0.71",
        "15:0.21 plain 0.21",
        "20:0.71 plain 0.71",
        "26:10 plain 10",
        "29:15 plain 15",
      ],
    ],
    ["between −0.09 and 0.58", ["9:−0.09 plain -0.09", "19:0.58 plain 0.58"]],
    ["$97,0321 is no number", ["1:$97,0321 USD NaN"]],
    ["1.2.3", ["1:1.2.3 plain NaN"]],
    ["1/3 of it", ["1:1/3 plain 0.3333333333333333"]],
    ["Q1 and Web3 and 5G", ["2:1 other 1", "11:3 other 3", "17:5 other 5"]],
    ["97032.", ["1:97032 plain 97032"]],
    [
      "97 032 and 007, 0.5",
      ["1:97 plain 97", "4:032 plain NaN", "12:007 plain NaN", "17:0.5 plain 0.5"],
    ],
    ["142m and 2.25T", ["1:142m plain 142000000", "10:2.25T plain 2250000000000"]],
    [
      "$94,101–$98,363 or 5–7%",
      ["1:$94,101 USD 94101", "9:$98,363 USD 98363", "20:5 plain 5", "22:7% percent 7"],
    ],
  ] as const)("in %j", ([text, figures]) => {
    expect(found(text)).toEqual(figures);
  });
});

describe("a number in any script", () => {
  test.for([
    ["９７,０３２", ["1:９７,０３２ plain 97032"]],
    ["٣٫٥ and ٤٢", ["1:٣ plain 3", "3:٥ plain 5", "9:٤٢ plain 42"]],
    ["𝟗𝟕 and १४", ["1:𝟗𝟕 plain 97", "10:१४ plain 14"]],
    ["٩٧٬٠٣٢", ["1:٩٧٬٠٣٢ plain 97032"]],
    ["½ and 2½", ["1:½ plain 0.5", "7:2½ plain 2.5"]],
    ["R² and ①", ["2:² other NaN", "8:① plain NaN"]],
  ] as const)("in %j", ([text, figures]) => {
    expect(found(text)).toEqual(figures);
  });

  test("but a Roman numeral is none", () => {
    expect(found("Louis XIV, part Ⅳ")).toEqual([]);
  });
});

describe("a number in words", () => {
  test.for([
    ["a six-year high in two sessions", ["3:six years 6", "20:two sessions 2"]],
    ["twenty-one or twenty one", ["1:twenty-one plain 21", "15:twenty one plain 21"]],
    ["one hundred and five", ["1:one hundred and five plain 105"]],
    [
      "two million, three hundred thousand",
      ["1:two million plain 2000000", "14:three hundred thousand plain 300000"],
    ],
    ["Seven sessions, a dozen", ["1:Seven sessions 7", "19:dozen plain 12"]],
    ["two five-day runs", ["1:two plain 2", "5:five days 5"]],
    [
      "nearly double, half of it, a third of all",
      ["8:double times 2", "16:half times 0.5", "28:a third of times 0.333"],
    ],
    ["a one-year low", ["3:one years 1"]],
    ["one percent", ["1:one percent percent 1"]],
    ["its sixth gain, the twenty-fifth", ["5:sixth plain 6", "21:twenty-fifth plain 25"]],
    ["first, the second third party", []],
    ["the first half of the day, half of it", ["28:half times 0.5"]],
    ["one-fifth, a million", ["1:one-fifth times 0.2", "12:a million times 1000000"]],
    ["one report is one source", ["1:one plain 1 loose", "15:one plain 1 loose"]],
    ["one session, zero for no link", ["1:one sessions 1 loose", "14:zero plain 0 loose"]],
    ["between the two", ["13:two plain 2 loose"]],
    ["the two sessions", ["5:two sessions 2"]],
    ["often, tension, someone, twofolds", []],
  ] as const)("in %j", ([text, figures]) => {
    expect(found(text)).toEqual(figures);
  });
});

describe("letters in the place of digits", () => {
  test.for([
    ["O.5% and l%", ["1:O.5% other NaN", "10:l% other NaN"]],
    ["at $lO,OOO", ["5:lO other NaN"]],
    ["at $l00 or 1OO", ["5:l00 other NaN", "12:1 other 1"]],
    ["Cyrillic З%, Greek Ο,5", ["10:З% other NaN", "20:Ο,5 other NaN"]],
    ["I, 5% of it; O that, so 5%", ["4:5% percent 5", "25:5% percent 5"]],
  ] as const)("are a figure that is no number: %j", ([text, figures]) => {
    expect(found(text)).toEqual(figures);
  });
});

describe("a date or time", () => {
  test.for([
    ["on May 7, in Bonn", ["4:May 7 date 05-07"]],
    ["on May 7, 2025, at", ["4:May 7, 2025 date 2025-05-07"]],
    ["on 7 May 2025 and 7th of May", ["4:7 May 2025 date 2025-05-07", "19:7th of May date 05-07"]],
    ["in May 2025, on 2025-05-07", ["4:May 2025 date 2025-05", "17:2025-05-07 date 2025-05-07"]],
    ["Sept. 3 to May 7–9", ["1:Sept. 3 date 09-03", "12:May 7 date 05-07", "18:9 date 05-09"]],
    ["since 2022, the 1990s", ["7:2022 plain 2022", "17:1990s plain NaN"]],
    ["at 12:00 UTC on May 8: calm", ["4:12:00 time 12:00", "17:May 8 date 05-08"]],
    ["5/7/2025 says no day", ["1:5/7/2025 other 5/7/2025"]],
    ["It may 7 times, in May 4.6%", ["8:7 times 7", "24:4.6% percent 4.6"]],
    ["at 5 pm, at 12:00 am", ["4:5 other 5", "13:12:00 other 12:00"]],
  ] as const)("in %j", ([text, figures]) => {
    expect(found(text)).toEqual(figures);
  });
});

describe("what a name or address holds", () => {
  test("is no figure", () => {
    expect(found("The S&P 500, the Russell 2000's and the 10-year Treasury yield")).toEqual([]);
    expect(found("THE S&P\u00A0500 AND RUSSELL 2000")).toEqual([]);
    expect(found("see https://example.org/2025/97032 and trade 24/7, twice a day")).toEqual([]);
  });

  test("is one where the name is another", () => {
    expect(found("Russell 2001")).toEqual(["9:2001 plain 2001"]);
    expect(found("S&P 500,000")).toEqual(["5:500,000 plain 500000"]);
    expect(found("S&P 5000")).toEqual(["5:5000 plain 5000"]);
    expect(found("the 10-year yield")).toEqual(["5:10 years 10"]);
  });
});
