import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../support/bundle.ts";
import { reportOn, withBundledData } from "./foreign.ts";
import { checked, fixtureOf, type Given } from "./fixture.ts";
import { checkSample, edited, sampleOf } from "./sample.ts";

withBundledData();

/** Sentences that once passed and were false, each of a day on which its figures stood in the data. */
const REFUSED: readonly (readonly [day: string, text: string, ...expected: string[]])[] = [
  ["2025-06-10", "Bitcoin slid 97% to $86,632.", "4%", "$110,294"],
  ["2025-06-10", "Over 200 days Bitcoin averages $4,245.47.", "$95,358.38"],
  ["2025-06-10", "Bitcoin gained 6.8% and Ether 4.3%.", "4.3%", "6.8%"],
  [
    "2025-06-10",
    "| | 24h change |\n|---|---|\n| Bitcoin | +6.8% |\n| Ether | +4.3% |",
    "+4.3%",
    "+6.8%",
  ],
  [
    "2025-06-10",
    "| | Bitcoin | Ether |\n|---|---|---|\n| 24h change | +6.8% | +4.3% |",
    "+4.3%",
    "+6.8%",
  ],
  ["2025-06-10", "Bitcoin closed 15.7% above its 50-day average.", "8.2%"],
  ["2025-06-10", "Bitcoin went from $110,294 to $105,794.", "$105,794", "$110,294"],
  ["2025-06-10", "Bitcoin rose for a twelfth straight day.", "4"],
  ["2025-06-10", "Bitcoin fell 5.3% over the past week.", "4.2%"],
  ["2025-02-27", "Bitcoin's RSI is overbought at 24.7.", "24.68"],
  ["2024-09-13", "The 30-session correlation of Bitcoin and the S&P 500 was negative.", "0.73"],
  ["2025-06-10", "Bitcoin [fell 8.9%](https://venue.example/).", "4.3%"],
  ["2025-05-08", "Bitcoin's RSI is overbought.", "66.23"],
  ["2025-05-08", "Bitcoin was trading at $62,350.", "$97,032"],
  [
    "2024-11-07",
    "Bitcoin closed at $75,639, and resistance held.",
    "it closed 2.8% above the level",
  ],
  [
    "2025-05-08",
    "Bitcoin closed at $97,032, a level not seen at a close since January 21.",
    "2025-02-20",
  ],
  ["2025-04-09", "Bitcoin is at its lowest price since November 7, 2024.", "2025-04-07"],
  [
    "2025-05-05",
    "The exchanges are closed.",
    "2025-05-05 is a session of the New York Stock Exchange",
  ],
  ["2025-05-08", "The 10-year Treasury yield was at its highest since April 1.", "2025-05-05"],
  ["2025-04-23", "Bitcoin fell 5.6% on Tuesday.", "6.8%"],
];

test.for(REFUSED)("as of %s it is refused: %s", ([day, text, ...expected]) => {
  const found = reportOn(day, text).messages.filter(({ severity }) => severity === "error");
  expect(found.map((each) => each.expected?.replace(/ of .*\.$/, ""))).toEqual(expected);
});

/** What the data cannot say is marked for a person, and never passed in silence. */
test.for([
  ["2025-06-10", "Bitcoin rose 4.3% in an hour."],
  ["2024-09-27", "Ether is falling less fast than on September 25."],
  ["2025-04-10", "Neither Bitcoin nor Ether left its usual range."],
  ["2025-04-09", "Bitcoin's 50-day average has crossed below its 200-day average."],
  ["2025-05-08", "The RSI is overbought."],
] as const)("as of %s it is marked: %s", ([day, text]) => {
  expect(reportOn(day, text)).toMatchObject({ wrong: 0 });
  expect(reportOn(day, text).unknown).toBeGreaterThan(0);
});

test("the same in true words passes", () => {
  for (const [day, text] of [
    ["2025-06-10", "Bitcoin gained 4.3% and Ether 6.8%."],
    ["2025-06-10", "Bitcoin closed 15.7% above its 200-day average."],
    ["2025-06-10", "Bitcoin went from $105,794 to $110,294."],
    ["2025-06-10", "Bitcoin rose for a fourth straight day."],
    ["2025-02-27", "Bitcoin's RSI is oversold at 24.7."],
    ["2024-09-13", "The 30-session correlation of Bitcoin and the S&P 500 was positive."],
    ["2025-05-08", "Bitcoin closed at $97,032, a level not seen at a close since February 20."],
    ["2025-05-04", "The exchanges are closed."],
    ["2025-02-26", "Bitcoin broke support."],
  ] as const)
    expect([text, reportOn(day, text)], text).toMatchObject([text, { wrong: 0, unknown: 0 }]);
});

const average = (text: string, value: number): Given => ({
  text,
  value,
  unit: "USD",
  subjects: ["btc"],
});
const generated = fixtureOf(
  {
    "btc.close.sma50": average("$86,045", 86044.97),
    "btc.close.closeRun": { text: "five", value: -5, unit: "days", subjects: ["btc"] },
    "btc.close.change1": {
      text: "3.7%",
      value: -3.7,
      unit: "percent",
      decimals: 1,
      direction: "down",
      subjects: ["btc"],
    },
  },
  {
    body: [
      "Bitcoin closed lower on {{btc.close.closeRun}} days.",
      "Its average, {{btc.close.sma50}}, has crossed below the slower one, and charts call that a death cross.",
      "Bitcoin fell {{btc.close.change1}}, a larger loss than on most days.",
    ].join("\n\n"),
  },
);

test.for([
  ["closed lower on five days", "closed higher on five days"],
  ["crossed below", "crossed above"],
  ["a death cross", "a golden cross"],
  ["a larger loss", "a larger gain"],
] as const)("in a generated sentence %s → %s is refused", (edit) => {
  expect(checked(generated).errors).toBe(0);
  expect(checked(generated, edit).errors).toBeGreaterThan(0);
});

const FOLDERS = [
  "templates/narratives",
  "templates/relations",
  "templates/stories",
  "content/editions",
  "test/pipeline/golden",
];

/** Where a text stands in what editions are made of, or in what was made. */
function notProduced(text: string | RegExp): string[] {
  const pattern = typeof text === "string" ? new RegExp(RegExp.escape(text), "i") : text;
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => /\.(?:md|txt|yaml)$/.test(name) && !/\.es\./.test(name))
      .filter((name) => pattern.test(readFileSync(join(ROOT, folder, name), "utf8")))
      .map((name) => join(folder, name)),
  );
}

describe("it is no longer produced", () => {
  test.for([
    ["a comparison of speeds", /falling less fast|rising less fast/i],
    [
      "a claim on the usual range, where a record may stand beside it",
      /neither left its usual range/i,
    ],
    ["a level that was pierced within the day, sold as a floor", /\b(?:is|as|was) a floor\b/i],
    ["resistance that held, whatever the close", /resistance held/i],
    ["a level not seen since a high that lies between", /not seen at a close since/i],
    ["the lowest price, where it is the lowest close", /the lowest price since/i],
    ["zones called neighbouring over a jump", /neighbouring zones/i],
    ["closed exchanges on a day with a session", /the exchanges are closed/i],
    ["a move out of the ordinary that is not", /out of the ordinary/i],
    [
      "an article that its word does not take",
      /\ba (?:elevated|extreme|ordinary|inflow|outflow|eight|eleven)\b/i,
    ],
    ["of of", /\bof of\b/i],
  ] as const)("%s", ([, phrase]) => {
    expect(notProduced(phrase)).toEqual([]);
  });

  test("a cross is news on its day alone", () => {
    for (const name of ["death-cross", "golden-cross"]) {
      const rule = readFileSync(join(ROOT, `templates/narratives/levels/${name}.md`), "utf8");
      expect(/^when: .*sma50Over200 == -?1\.0 /m.test(rule), name).toBe(true);
    }
  });

  test("an extreme of the yield says whether it is a high or a low", () => {
    const rule = readFileSync(
      join(ROOT, "templates/narratives/conditions/yield-extreme.md"),
      "utf8",
    );
    const headline = rule.split("\n# ").find((part) => part.startsWith("headline"));
    expect(headline).toMatch(/highest \{\{since .*highSince/);
    expect(headline).toMatch(/lowest \{\{since .*lowSince/);
  });

  test("a headline's verb goes the way of the day's change", () => {
    for (const day of readdirSync(join(ROOT, "content/editions"))) {
      const sample = sampleOf(day, "market-wrap");
      expect(checkSample(sample, sample.text).errors, day).toBe(0);
    }
  });
});

test("names, numbers of lists, hours and telephones are no figures", () => {
  const text =
    "1. The G7 met at 14:30. Six Flags, Five Below and 3M rose. Article 12 is on COVID-19; call +1 212-555-0147.";
  expect(reportOn("2025-05-08", text).figures).toBe(0);
});

test("a name with a number word does not block what the program wrote", () => {
  const note = sampleOf("2025-05-08", "cross-market-note");
  for (const name of ["Six Flags", "Five Below", "3M"]) {
    const report = edited(note, "has not been checked.", `has not been checked, says ${name}.`);
    expect(report.errors, name).toBe(0);
  }
});
