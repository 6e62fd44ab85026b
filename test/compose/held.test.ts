import { expect, test } from "vitest";
import { drafts } from "../support/edition.ts";

const textOf = (day: string, slug = "market-wrap") => {
  const { frontMatter, body } = drafts(day).find((draft) => draft.slug === slug)!;
  return `${frontMatter.title}\n${frontMatter.description}\n${body}`;
};

test("flows of funds that are younger than the window of their sizes are told", () => {
  expect(textOf("2024-04-20")).toContain(
    "took in $59.7 million, ending five sessions of outflows worth $319.1 million.",
  );
});

test("a run of losses, a round number lost and the week of a stock index are told", () => {
  const text = textOf("2024-04-20");
  expect(text).toContain("closed below 5,000 for the first time since February 21");
  expect(text).toContain("fallen for six sessions in a row, its longest run since October 2022");
  expect(text).toContain("down 5.4% for the week, its worst since November 4, 2022");
  expect(text).toContain("Coinbase is down 14.1% and MicroStrategy is down 20.6%");
});

test("the close with which an index turns positive for the year says when it last was", () => {
  expect(textOf("2025-05-14")).toContain(
    "up 0.1% for the year: it is above where the year began for the first time since February 28",
  );
  expect(textOf("2025-05-15")).not.toContain("where the year began");
});

test("a share that moved further than all else leads", () => {
  expect(textOf("2025-05-14")).toMatch(
    /^Coinbase surges 24\.0% to \$256\.90 on a day when Bitcoin/,
  );
});

test("implied volatility that falls with the event behind it, and mood at its highest, have their day", () => {
  expect(textOf("2024-11-07")).toContain(
    "fell to 56.0 from 63.7, its largest daily fall since October 27, 2023",
  );
  expect(textOf("2024-11-14")).toContain("to its highest since March 14");
});

test("a week that two clocks count with two signs says both", () => {
  expect(textOf("2024-04-21", "weekly-review")).toMatch(
    /up 1\.8% at \$64,994[^]*over that of New York's sessions[^]*came out down 3\.9%/,
  );
});

test("only a yield that waits for a decision is told as one of before it", () => {
  expect(textOf("2024-11-06")).not.toContain("before the result");
  expect(textOf("2025-05-08")).toContain("before the Federal Reserve's decision");
});
