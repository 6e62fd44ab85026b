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
    day: "2025-04-26",
    text: "Bitcoin broke resistance at $94,239, which had held since March 2, and closed 0.5% above it; the next is $99,464, 5.0% above the close.",
    wrong: [
      ["$99,464", "$98,464", "$98,464", "$99,464"],
      ["5.0%", "4.0%", "4.0%", "5.0%"],
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

test("no share of a fall is refused whose high the sentence does not name", () => {
  const { wrong } = reportOn("2025-04-23", "Bitcoin has recovered 81% of its fall of early April.");
  expect(wrong).toBe(0);
});
