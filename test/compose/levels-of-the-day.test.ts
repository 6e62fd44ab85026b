import { expect, test } from "vitest";
import { drafts } from "../support/edition.ts";

/** The text of an article of a day. */
const textOf = (day: string, slug = "market-wrap"): string =>
  drafts(day).find((draft) => draft.slug === slug)!.body;

test("a level that the day's trade went far beyond, though its close did not, is told so that day and is none after it", () => {
  const crash = textOf("2024-08-06");
  expect(crash).toContain(
    "Bitcoin traded below support at $53,717, where the price had last turned on July 5, but closed above it.",
  );
  expect(crash).not.toContain("Bitcoin at $53,717");
  expect(textOf("2024-08-07")).not.toContain("$53,717");
  expect(textOf("2024-08-06", "flash")).not.toContain("support $53,717");
  expect(textOf("2025-03-12")).toMatch(/below support at \$78,249, .* but closed above it, as on/);
});

test("a level by a hair's breadth was touched, and is not traded above", () => {
  const wrap = textOf("2024-10-15");
  expect(wrap).toContain("it touched the next, $66,481, which is 0.7% above the close");
  expect(wrap).not.toContain("traded above the next");
});

test("a level that was traded through on two days is a level no more, and no other has two lines to watch", () => {
  expect(textOf("2025-03-04", "cross-market-note")).not.toContain("$2,159.28");
  expect(textOf("2025-06-24") + textOf("2025-06-24", "flash")).not.toContain("$100,437");
  const watched = textOf("2025-06-24", "bitcoin-note").split("## What to watch")[1]!;
  expect(watched.match(/\$110,561/g)).toHaveLength(1);
});

test("what a day without New York brought is told of both coins, in the wrap alone where it is the other's", () => {
  expect(textOf("2025-01-21")).toContain("Ether has lost 5.6%, and Bitcoin 2.3%.");
  expect(textOf("2025-06-23")).toContain("Over the weekend Ether lost 7.4%, and Bitcoin 2.2%.");
  expect(textOf("2025-06-23", "bitcoin-note")).not.toContain("weekend");
});

test("a jobs report stands in the list ten days before", () => {
  expect(textOf("2024-08-29")).toMatch(/- Friday, September 6, .*: the US employment report/);
});

test("a level that is the highest price on record is called so, and a high above the record close is told", () => {
  const text = textOf("2024-10-30");
  expect(text).toContain("the next resistance is $73,750, its highest price on record, 1.4% above");
  expect(text).toContain(
    "0.5% below its March 13 record close after trading above it, as high as $73,577",
  );
});

test("a record close is called so on the day after, too", () => {
  expect(textOf("2025-05-24")).toContain("from its record close of $111,673 the day before");
});

test("a climb that goes on goes to another record, or is again the highest since a day", () => {
  const text = textOf("2024-10-30") + textOf("2025-04-05") + textOf("2024-11-12");
  expect(text).not.toMatch(/exten\w+ its (?:climb|fall) to the (?:highest|lowest)/);
  expect(text).not.toMatch(/more than the day before and the most/);
});

test("a level to watch is told with what a close beyond it would mean, for each coin, and however much is on the calendar", () => {
  const fall = textOf("2024-12-19");
  expect(fall).toContain("Bitcoin at $100,000: a close below it would be the first in eight days.");
  expect(fall).toContain("Ether at $3,520.37, 2.7% below the close: a close under that support");
  expect(fall).toContain("the quarterly expiry of stock and index options and futures on Friday");
  expect(textOf("2025-03-10")).toContain(
    "Bitcoin at $78,249, 2.9% below the close: a close under that support would be its lowest since November",
  );
  expect(textOf("2025-05-09")).toContain(
    "Bitcoin at $106,146, its record close, set on January 21: the close is 2.7% below it, and one above it would be a new record.",
  );
  expect(textOf("2025-06-01")).not.toContain("the first since the S&P 500 closed at");
});

test("a support is tested by a day that came down to it, and not by one after a lower low", () => {
  // Sunday went to $98,286, Monday came up from there.
  expect(textOf("2025-06-24")).not.toMatch(/below support at/);
  // Thursday had been below it.
  expect(textOf("2024-10-12")).not.toMatch(/near support at/);
});

test("the marks of shares are not told of a coin", () => {
  const body = textOf("2025-04-23");
  expect(body).toContain("22.5% above its April 8 closing low of $76,272.");
  expect(body).not.toMatch(/bull market/);
  expect(textOf("2025-03-29")).not.toMatch(/bear market/);
});

test("an index that enters a bear market or closes above a round number is told so", () => {
  expect(textOf("2025-04-05")).toContain(
    "21.5% below its February 19 record close, by the usual mark a bear market",
  );
  expect(textOf("2024-11-12")).toContain("The S&P 500 closed above 6,000 for the first time.");
});
