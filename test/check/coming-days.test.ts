import { expect, test } from "vitest";
import { reportOn, withBundledData } from "./foreign.ts";

withBundledData();

const verdictsOf = (text: string): string[] =>
  reportOn("2025-05-08", text).verdicts.map(({ verdict, message }) => `${verdict}: ${message}`);

test("a date without a year is the coming one where only that fits the weekday beside it", () => {
  expect(verdictsOf("The US consumer price report is due on Tuesday, May 13.")).toEqual([]);
  expect(verdictsOf("The report is due on Wednesday, May 14, 2025.")).toEqual([]);
});

test("a weekday that fits neither the last nor the coming such date is wrong", () => {
  expect(verdictsOf("Bitcoin closed at $58,254 on Friday, May 1.").join()).toContain("wrong");
  expect(verdictsOf("The report is due on Friday, May 13.").join()).toContain(
    "2024-05-13 was a Monday",
  );
});

/** What is wrong with a sentence on two links, the second of so much. */
function wrongLinks(second: string): string[] {
  return verdictsOf(
    `Over 30 sessions the iShares Bitcoin Trust shows a link with the S&P 500 (a correlation of 0.55) and a link with the Russell 2000 (a correlation of ${second}).`,
  ).filter((each) => each.startsWith("wrong"));
}

test("two links of one subject are held to the pair of each", () => {
  expect(wrongLinks("0.64")).toEqual([]);
  expect(wrongLinks("0.74").join()).toContain("Russell 2000");
});
