import { describe, expect, test } from "vitest";
import { reportOn, withBundledData } from "./foreign.ts";

withBundledData();

/** A shape of sentence of our own, true of its day, and what is put for one of its figures: refused, with the right one in its place. */
interface Shape {
  readonly day: string;
  readonly text: string;
  readonly wrong: readonly (readonly [was: string, is: string, figure: string, expected: string])[];
}

const SHAPES: Readonly<Record<string, Shape>> = {
  "a reading from that of the day before": {
    day: "2025-04-10",
    text: "The Crypto Fear and Greed Index rose to 39, fear, on Thursday from 18, extreme fear, the day before.",
    wrong: [
      ["18,", "24,", "24", "18"],
      ["39", "36", "36", "39"],
    ],
  },
  "a flow after that of the session before": {
    day: "2025-05-08",
    text: "US spot bitcoin ETFs took in $142.3 million, after outflows of $85.7 million in the session before.",
    wrong: [
      ["$85.7", "$142.3", "$142.3 million", "$85.7 million"],
      ["outflows of", "inflows of", "$85.7 million", "$85.7 million"],
    ],
  },
  "a second flow after the one before": {
    day: "2025-05-03",
    text: "US spot bitcoin ETFs took in $674.9 million, a second straight session of inflows after $422.5 million in the one before.",
    wrong: [["$422.5", "$442.5", "$442.5 million", "$422.5 million"]],
  },
  "a high of a day": {
    day: "2025-04-10",
    text: "Bitcoin at $83,541, Wednesday's high: a close above it would extend the rise.",
    wrong: [
      ["$83,541", "$82,574", "$82,574", "$83,541"],
      ["Wednesday", "Tuesday", "$83,541", "$80,824"],
    ],
  },
  "a low of a day": {
    day: "2025-04-11",
    text: "Ether at $1,474.91, Thursday's low: a close below it would extend the fall.",
    wrong: [["$1,474.91", "$1,522.52", "$1,522.52", "$1,474.91"]],
  },
  "a low that is put on a day": {
    day: "2025-05-08",
    text: "Bitcoin's low on Tuesday was $93,400; Wednesday's low was $95,829.",
    wrong: [
      ["$93,400", "$92,400", "$92,400", "$93,400"],
      ["$95,829", "$93,400", "$93,400", "$95,829"],
    ],
  },
  "a range of a day": {
    day: "2025-04-10",
    text: "Bitcoin closed at $82,574 after trading between $74,590 and $83,541.",
    wrong: [
      ["$74,590", "$75,590", "$75,590", "$74,590"],
      ["$83,541", "$84,541", "$84,541", "$83,541"],
    ],
  },
  "a lowest price of a day": {
    day: "2025-04-10",
    text: "Bitcoin closed at $82,574, after it had traded as low as $74,590.",
    wrong: [["$74,590", "$75,590", "$75,590", "$74,590"]],
  },
  "a low of a decline": {
    day: "2025-04-10",
    text: "Bitcoin surged 8.3% to $82,574 from $76,272, the low so far of its decline from its January 21 high.",
    wrong: [
      ["$76,272", "$76,772", "$76,772", "$76,272"],
      [
        "January 21",
        "January 12",
        "low so far of its decline from its January 12",
        "its high was that of 2025-01-21",
      ],
    ],
  },
  "a close before that was the low of a decline": {
    day: "2025-04-10",
    text: "Bitcoin surged 8.3% to $82,574. The close before was the low so far of its decline from the January 21 high.",
    wrong: [
      [
        "The close before",
        "The close of April 7",
        "low so far of its decline from the January 21",
        "the low was that of 2025-04-08",
      ],
    ],
  },
  "an index that the sentence names before": {
    day: "2025-04-10",
    text: "Bitcoin and the S&P 500 went the same way: Bitcoin up 8.3% and the index up 9.5%, large moves for each.",
    wrong: [
      ["up 8.3%", "up 9.5%", "9.5%", "8.3%"],
      ["up 9.5%", "up 8.3%", "8.3%", "9.5%"],
    ],
  },
  "a move beside its size in standard deviations": {
    day: "2025-04-10",
    text: "For the S&P 500, 6.4 standard deviations by its last 60 sessions: it surged 9.5%.",
    wrong: [["9.5%", "6.5%", "6.5%", "9.5%"]],
  },
  "a mark of a correction": {
    day: "2025-04-09",
    text: "The S&P 500 is 18.9% below its February 19 high, past the 10% from which a decline is by convention a correction.",
    wrong: [
      ["10%", "15%", "15%", "10%"],
      ["18.9%", "17.9%", "17.9%", "18.9%"],
    ],
  },
  "a first close above an average that has not happened": {
    day: "2025-04-12",
    text: "Bitcoin at $85,147, its 50-day average: a close above it would be the first in 67 days.",
    wrong: [
      [
        "67",
        "76",
        "first in 76 days",
        "the last such close was that of 2025-02-03, 67 closes before",
      ],
      [
        "67",
        "6",
        "first in 6 days",
        "the last such close was that of 2025-02-03, 67 closes before",
      ],
      ["above", "below", "first in 67 days", "the last close was on that side"],
    ],
  },
  "a first close above a level that has not happened": {
    day: "2025-05-08",
    text: "Bitcoin at $98,363: a close above it would be the first in 93 days.",
    wrong: [
      [
        "93",
        "80",
        "first in 80 days",
        "the last such close was that of 2025-02-03, 93 closes before",
      ],
    ],
  },
  "a next level": {
    day: "2025-04-23",
    text: "Bitcoin broke resistance at $88,467, which had held since April 2, and closed 5.6% above it; the next is $95,043, 1.7% above the close.",
    wrong: [
      ["$95,043", "$94,043", "$94,043", "$95,043"],
      ["1.7%", "2.7%", "2.7%", "1.7%"],
    ],
  },
  "a distance from the level that the sentence before names": {
    day: "2025-04-26",
    text: "Resistance at $94,239. Bitcoin closed 0.5% above it.",
    wrong: [
      ["0.5%", "1.5%", "1.5%", "0.5%"],
      ["above", "below", "0.5%", "0.5%"],
    ],
  },
  "an index that rose from a reading, beside an average": {
    day: "2025-05-03",
    text: "Bitcoin's 14-day RSI rose to 70.1 from 69.4, past the overbought mark of 70, with the price 12.4% above its 50-day average.",
    wrong: [
      ["70.1", "71.1", "71.1", "70.1"],
      ["69.4", "68.4", "68.4", "69.4"],
      ["12.4%", "14.2%", "14.2%", "12.4%"],
    ],
  },
  "a change from a low": {
    day: "2025-04-23",
    text: "Bitcoin is up 22.5% from its April 8 low.",
    wrong: [["22.5%", "6.8%", "6.8%", "22.5%"]],
  },
  "a share of a fall that is made up": {
    day: "2025-04-23",
    text: "Bitcoin has recovered 57% of its decline from the January 21 high.",
    wrong: [["57%", "77%", "77%", "57%"]],
  },
  "ranges from low to high of two, each with its multiple": {
    day: "2025-04-10",
    text: "The day's range was wide by the past 30 days: from low to high 12.0% in Bitcoin, 3.2 times the usual, and 21.7% in Ether, 4.3 times the usual.",
    wrong: [
      ["12.0%", "13.0%", "13.0%", "12.0%"],
      ["21.7%", "12.7%", "12.7%", "21.7%"],
      ["3.2 times", "2.3 times", "2.3", "3.2"],
      ["4.3 times", "3.4 times", "3.4", "4.3"],
    ],
  },
  "a range before its words, with a change behind a verb": {
    day: "2025-04-11",
    text: "Ether swung 13.2% from low to high and lost 8.7% on the day.",
    wrong: [
      ["13.2%", "12.3%", "12.3%", "13.2%"],
      ["8.7%", "7.8%", "7.8%", "8.7%"],
    ],
  },
  "a close above the low of its day": {
    day: "2025-04-08",
    text: "Bitcoin's close is 6.4% above the day's low.",
    wrong: [["6.4%", "4.6%", "4.6%", "6.4%"]],
  },
  "a run that the day ends, with what it made": {
    day: "2025-04-10",
    text: "Ether's gain ends five days of losses, in which it had lost 18.9%.",
    wrong: [
      ["18.9%", "19.8%", "19.8%", "18.9%"],
      ["five days", "six days", "six days of losses", "5"],
    ],
  },
  "a move after that of a weekday": {
    day: "2025-04-11",
    text: "Coinbase (COIN) dropped 4.2% to $169.62 after Wednesday's 16.9% gain and Strategy (MSTR) tumbled 8.3% to $272.34 after Wednesday's 24.8% gain.",
    wrong: [
      ["16.9%", "24.8%", "24.8%", "16.9%"],
      ["24.8% gain", "16.9% gain", "16.9%", "24.8%"],
      ["$169.62", "$177.09", "$177.09", "$169.62"],
      ["8.3%", "3.8%", "3.8%", "8.3%"],
    ],
  },
  "a ratio that is explained": {
    day: "2025-04-11",
    text: "The ETH/BTC ratio, the price of Ether in Bitcoin, closed at 0.01912 and is down 18.2% over 20 days.",
    wrong: [["18.2%", "12.8%", "12.8%", "18.2%"]],
  },
  "a coming session after a close": {
    day: "2025-04-13",
    text: "Monday's session in New York, the first since the S&P 500 closed at 5,363.36.",
    wrong: [["5,363.36", "5,336.36", "5,336.36", "5,363.36"]],
  },
  "a change from the close of a weekday": {
    day: "2025-04-22",
    text: "The iShares Bitcoin Trust ended up 3.0% from its close of Thursday.",
    wrong: [["3.0%", "0.3%", "0.3%", "3.0%"]],
  },
  "a distance above the close of a weekday": {
    day: "2025-03-04",
    text: "The iShares Bitcoin Trust still ended 2.1% above Friday's close.",
    wrong: [
      ["2.1%", "1.2%", "1.2%", "2.1%"],
      ["above", "below", "2.1%", "2.1%"],
    ],
  },
  "a mark below the close": {
    day: "2025-04-23",
    text: "Bitcoin at $90,000, 3.7% below the close: a close under it would undo Tuesday's close above it.",
    wrong: [
      ["3.7%", "7.3%", "7.3%", "3.7%"],
      ["$90,000", "$80,000", "3.7%", "14.4%"],
      ["below the close", "above the close", "3.7%", "3.7%"],
    ],
  },
  "a mark that a close is short of": {
    day: "2024-12-05",
    text: "Bitcoin is 1.2% short of $100,000, where it has never closed.",
    wrong: [],
  },
  "a mark of a bull market": {
    day: "2025-04-23",
    text: "Bitcoin's close is 22.5% above its April 8 closing low of $76,272, enough, by the usual 20% mark, for a bull market.",
    wrong: [
      ["20% mark", "10% mark", "10%", "20%"],
      ["22.5%", "25.2%", "25.2%", "22.5%"],
    ],
  },
  "a decline that is counted from a record": {
    day: "2025-03-14",
    text: "From its February 19 record close the S&P 500 has lost 10.1%, by the usual mark a correction.",
    wrong: [
      ["10.1%", "11.0%", "11.0%", "10.1%"],
      ["lost", "gained", "10.1%", "10.1%"],
    ],
  },
  "the most since a day, of two over one window": {
    day: "2025-04-23",
    text: "Over seven days Bitcoin is up 11.7%, the most since November 21, and Ether up 10.6%, the most since December 6.",
    wrong: [["10.6%", "16.0%", "16.0%", "11.2%"]],
  },
  "a flow of a fund, its largest since it began": {
    day: "2025-04-29",
    text: "The ARK 21Shares Bitcoin ETF had outflows of $226.3 million, its largest since trading began in January 2024.",
    wrong: [["$226.3", "$262.3", "$262.3 million", "$226.3 million"]],
  },
  "a rise of a reading, counted in its own points": {
    day: "2025-04-10",
    text: "The Crypto Fear and Greed Index jumped to 39 from 18, its largest daily rise since February 4.",
    wrong: [["February 4", "March 4", "largest daily rise since March 4", "2025-02-04"]],
  },
  "flows of the sessions before": {
    day: "2024-11-07",
    text: "US spot bitcoin ETFs took in $621.9 million, after outflows of $712.8 million in three sessions.",
    wrong: [
      ["$712.8", "$728.1", "$728.1 million", "$712.8 million"],
      ["outflows of", "inflows of", "$712.8 million", "$712.8 million"],
    ],
  },
  "a weekend of two": {
    day: "2025-02-03",
    text: "Over the weekend Bitcoin lost 4.6% and Ether lost 13.0%.",
    wrong: [["13.0%", "10.3%", "10.3%", "13.0%"]],
  },
  "a move after another of the day before": {
    day: "2025-02-03",
    text: "Ether tumbled 8.0% to $2,868.69, after another of 5.5% the day before.",
    wrong: [["5.5%", "6.5%", "6.5%", "5.5%"]],
  },
  "the price paid after a record of another day": {
    day: "2025-01-20",
    text: "Bitcoin is 4.8% below its record close of $106,141, set on December 17, after it had traded above that, as high as $106,300.",
    wrong: [["$106,300", "$103,600", "$103,600", "$106,300"]],
  },
  "a level that is a record of its own": {
    day: "2024-10-31",
    text: "Bitcoin's next resistance is $73,750, its highest price on record, 1.9% above the close.",
    wrong: [],
  },
  "a run at the mark of another clause": {
    day: "2025-01-14",
    text: "Bitcoin traded as low as $89,260, below $90,000 for the first time since November 18, but closed above the mark for a 57th day in a row.",
    wrong: [["57th", "75th", "75th day in a row", "57th day in a row"]],
  },
  "a run of records": {
    day: "2024-11-08",
    text: "Bitcoin edged up 0.4% to $75,905, its highest close on record, the 2nd such close in a row.",
    wrong: [["2nd", "4th", "4th such close in a row", "2th such close in a row"]],
  },
  "a beta, told of the one that has it, with its interval": {
    day: "2024-10-02",
    text: "Over 60 sessions Ether's beta to the S&P 500 is 2.67 (with a 95% interval of 1.68 to 3.66).",
    wrong: [["2.67", "0.13", "0.13", "2.67"]],
  },
  "a support that did not hold": {
    day: "2025-03-02",
    text: "Ether did not stay below support at $2,144.23, with the close 3.4% above it after a low of $2,144.09.",
    wrong: [["3.4%", "4.3%", "4.3%", "3.4%"]],
  },
  "a rise that makes up for a fall": {
    day: "2025-04-11",
    text: "By 62.0% from its December 6 closing high of $4,005.81, Ether has fallen; a rise of 163.1% would make up for it.",
    wrong: [
      ["163.1%", "136.1%", "136.1%", "163.1%"],
      ["163.1%", "163.5%", "163.5%", "163.1%"],
    ],
  },
  "a rise that leads back to a record": {
    day: "2025-04-12",
    text: "Bitcoin is 21.4% below the record close of $106,146, set on January 21, and another 27.3% would take it back there.",
    wrong: [
      ["27.3%", "21.4%", "21.4%", "27.3%"],
      ["21.4%", "24.1%", "24.1%", "21.4%"],
    ],
  },
  "a rise that leads back to a high of the past year": {
    day: "2025-04-24",
    text: "Ether is 55.2% below the closing high of $4,005.81, set on December 6, and a rise of 123.0% would take it back there.",
    wrong: [
      ["55.2%", "52.5%", "52.5%", "55.2%"],
      ["$4,005.81", "$4,050.81", "$4,050.81", "$4,005.81"],
      ["123.0%", "132.0%", "132.0%", "123.0%"],
    ],
  },
  "a rise that undoes the fall of a day": {
    day: "2025-04-09",
    text: "Bitcoin fell 3.7% on Tuesday; a gain of 3.9% would undo the loss.",
    wrong: [["3.9%", "9.3%", "9.3%", "39.2%"]],
  },
  "a fall from one level to another, each with its day": {
    day: "2025-04-23",
    text: "Ether fell 63.2% from its closing high of $4,005.81 on December 6 to $1,472.55 on April 8.",
    wrong: [
      ["63.2%", "62.3%", "62.3%", "63.2%"],
      ["fell", "rose", "63.2%", "63.2%"],
      ["$1,472.55", "$1,572.55", "$1,572.55", "$1,472.55"],
    ],
  },
  "a record close behind its day": {
    day: "2025-04-30",
    text: "The S&P 500 has made up 50% of its fall from the record close of February 19, 6,144.15, and is 9.5% below it.",
    wrong: [
      ["6,144.15", "6,044.15", "6,044.15", "6,144.15"],
      ["February 19", "February 20", "6,144.15", "5,560.83"],
    ],
  },
  "readings, each with its word behind it": {
    day: "2025-05-06",
    text: "The Crypto Fear and Greed Index rose on Tuesday to 59, greed, from 52, neutral.",
    wrong: [
      ["59, greed", "59, neutral", "neutral", "59.00"],
      ["52, neutral", "52, greed", "greed", "52.00"],
      ["from 52", "from 55", "55", "52"],
    ],
  },
  "a word behind a reading of an indicator": {
    day: "2025-05-03",
    text: "Bitcoin's 14-day RSI rose to 70.1, overbought, from 69.4, firm.",
    wrong: [
      ["69.4, firm", "69.4, overbought", "overbought", "69.40"],
      ["70.1, overbought", "70.1, oversold", "oversold", "70.10"],
    ],
  },
  "a beta that is told by what goes with a day": {
    day: "2025-04-10",
    text: "By its beta over 60 sessions, 0.86 (0.46 to 1.26), a day on which the S&P 500 is up 9.5% goes with a rise of 8.1% in the iShares Bitcoin Trust.",
    wrong: [
      ["0.86", "0.68", "0.68", "0.86"],
      ["8.1%", "8.7%", "8.7%", "8.1%"],
      ["a rise of", "a fall of", "8.1%", "8.1%"],
      ["9.5%", "5.9%", "8.1%", "5.0%"],
    ],
  },
  "a beta of a fund, with its interval": {
    day: "2025-04-10",
    text: "Over 60 sessions the iShares Bitcoin Trust's beta to the S&P 500 is 0.86, with an interval of 0.46 to 1.26.",
    wrong: [["0.86", "0.68", "0.68", "0.86"]],
  },
  "how often a move as large was seen": {
    day: "2025-04-11",
    text: "On four other days of the past year Ether fell by 8.7% or more, the last of them on April 6.",
    wrong: [
      [
        "four",
        "three",
        "three other days of the past year Ether fell by 8.7%",
        "there were 4, the last of them on 2025-04-06",
      ],
      [
        "April 6",
        "March 3",
        "four other days of the past year Ether fell by 8.7%",
        "there were 4, the last of them on 2025-04-06",
      ],
      [
        "8.7%",
        "7.8%",
        "four other days of the past year Ether fell by 7.8%",
        "there were 8, the last of them on 2025-04-06",
      ],
    ],
  },
  "that no move was as large": {
    day: "2025-04-10",
    text: "On no other session of the past year did the S&P 500 rise by 9.5% or more.",
    wrong: [
      [
        "9.5%",
        "2.5%",
        "no other session of the past year did the S&P 500 rise by 2.5%",
        "there was one, on 2024-11-06",
      ],
    ],
  },
  "what a day did, behind it": {
    day: "2025-04-17",
    text: "On 11 other days of the past year Ether fell by 7.4% or more, the last of them on April 10, when it lost 8.7%.",
    wrong: [["8.7%", "7.8%", "7.8%", "8.7%"]],
  },
  "a window that repeats the unit of one before": {
    day: "2025-04-23",
    text: "Over five days Ether is up 11.0%, and over 20 down 2.1%.",
    wrong: [
      ["2.1%", "1.2%", "1.2%", "2.1%"],
      ["down 2.1%", "up 2.1%", "2.1%", "2.1%"],
    ],
  },
  "a net flow over a window that repeats the unit of one before": {
    day: "2025-04-22",
    text: "US spot bitcoin ETFs took in $387.4 million; over five sessions a net $402.4 million came in, and over 20 a net $302.5 million left.",
    wrong: [
      ["$302.5", "$203.5", "$203.5 million", "$302.5 million"],
      ["million left", "million came in", "$302.5 million", "$302.5 million"],
    ],
  },
};

describe.for(Object.entries(SHAPES))("%s", ([, { day, text, wrong }]) => {
  test("is right as it is true", () => {
    const { verdicts } = reportOn(day, text);
    expect(verdicts.filter((each) => each.verdict === "wrong")).toEqual([]);
    const right = verdicts.filter(({ verdict }) => verdict === "right").map(({ figure }) => figure);
    for (const [, , , expected] of wrong.filter((each) => text.includes(each[3])))
      expect(right).toContain(expected);
  });

  test.for(wrong)("and refused with %s changed to %s", ([was, is, figure, expected]) => {
    const { verdicts } = reportOn(day, text.replace(was, is));
    const refused = verdicts.filter((each) => each.verdict === "wrong");
    expect(refused).toContainEqual(expect.objectContaining({ figure, expected }));
  });
});

test.for([
  "The fund SPDR Gold Shares (GLD) closed up 3.7%. The fund is up 5.6% over 20 sessions.",
  "The 10-year Treasury yield was 4.26%, and the 2-year Treasury yield 3.91%, up 12 basis points on the day.",
  "None of the seven other large coins tracked here fell with Bitcoin, after losses of 6.7% to 15.6% the day before.",
  "Bitcoin was 6.3% lower and 15.9% higher five days after the last two such days, October 30 and November 7.",
  "Did Bitcoin rise above $90,000?",
])("what is told of another is not held to the subject before: %s", (text) => {
  const { verdicts } = reportOn("2025-04-10", `Bitcoin rose 8.3% to $82,574. ${text}`);
  expect(verdicts.filter(({ verdict }) => verdict === "wrong")).toEqual([]);
});

test("of a rise that only would be, to a level that is none of the highs, nothing is held", () => {
  const text = "A rise of 10% would take Bitcoin to its 200-day average.";
  expect(reportOn("2025-04-09", text).wrong).toBe(0);
});

test("a level that is called a record and is none is refused", () => {
  const text = "Bitcoin's next resistance is $75,370, its highest price on record.";
  const { verdicts } = reportOn("2024-10-31", text);
  expect(verdicts).toContainEqual(
    expect.objectContaining({ figure: "highest price", verdict: "wrong" }),
  );
});

test("a day before the data is no error of the program", () => {
  const text =
    "MicroStrategy (MSTR) ended the week up 20.4% at $212.59, its highest close in data back to January 4, 2021.";
  expect(() => reportOn("2024-10-13", text)).not.toThrow();
});

test("no share of a fall is refused whose high the sentence does not name", () => {
  const { wrong } = reportOn("2025-04-23", "Bitcoin has recovered 81% of its fall of early April.");
  expect(wrong).toBe(0);
});
