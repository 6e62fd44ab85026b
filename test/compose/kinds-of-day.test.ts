import { expect, test } from "vitest";
import type { Draft } from "../../generator/articles/draft.ts";
import { drafts } from "../support/edition.ts";

function wrapOf(day: string, slug = "market-wrap"): Draft {
  return drafts(day).find((draft) => draft.slug === slug)!;
}

test("crypto shares that all fall as Bitcoin rises are not said to have followed in part", () => {
  const { body } = wrapOf("2024-11-22");
  expect(body.match(/Crypto shares fell as Bitcoin rose: MicroStrategy/g)).toHaveLength(1);
  expect(body).not.toContain("Not every crypto share");
});

test("where every other large coin rises against Bitcoin, none is said to have fallen, not most", () => {
  const { body } = wrapOf("2025-02-26");
  expect(body).toContain("Each of seven other large coins rose as Bitcoin fell");
  expect(body).not.toContain("Most other");
});

test("the coins that fell most are told the largest loss first", () => {
  expect(wrapOf("2025-02-03").body).toContain(
    "Avalanche by 14.0%; Dogecoin by 12.9% (the most since March 5, 2024); and Chainlink by 11.0%",
  );
});

test("an index has left a correction with a rise of a tenth from its low, and not by a day's gain", () => {
  expect(wrapOf("2025-03-15").body).toContain("8.2% below its February 19 record close. ");
  expect(wrapOf("2025-04-25").body).toContain(
    "10.7% below its February 19 record close and 10.1% above its April 8 closing low",
  );
});

test.each(["2025-02-26", "2024-11-07", "2025-04-13"])(
  "answers of an article of %s caution once, and another has its answers whole",
  (day) => {
    const cautions = /(?:the data do not say|does not say that|not what comes)[^.]*\.$/;
    for (const { body } of drafts(day)) {
      const answers = [...body.matchAll(/^### .*\n\n(.*)$/gm)].map(([, answer = ""]) => answer);
      const told = answers.filter((each) => cautions.test(each) && each.split(" ").length > 34);
      expect(told.length).toBeLessThanOrEqual(1);
    }
  },
);

test("a week that ends where it began is told by its swing", () => {
  expect(wrapOf("2025-06-08", "weekly-review").frontMatter.title).toBe(
    "Bitcoin ends the week up 0.9% at $105,616 after a close as low as $101,576",
  );
});

test("money moved to exchanges is summed over a run of days, not over days of both signs", () => {
  expect(wrapOf("2024-11-08").body).toMatch(
    /A net \$678\.1 million in Bitcoin left exchanges, .* after \$628\.7 million the day before/,
  );
  expect(wrapOf("2024-10-31").body).toMatch(
    /left exchanges, .* after a net inflow of \$[\d.]+ million the day before/,
  );
});

test("money moved to exchanges is told where the day was large, and by how much", () => {
  expect(wrapOf("2024-11-08").body).toMatch(
    /a larger sum than on \d\d% of the 90 days before.*; transfers between the wallets of one exchange can make such a figure/,
  );
  for (const day of ["2024-12-25", "2024-12-27", "2025-04-09", "2025-03-09"])
    expect(wrapOf(day).body).not.toMatch(/in Bitcoin (?:left|went to) exchanges/);
});

test("who is short pays a size, and no sum below zero", () => {
  for (const { body } of drafts("2024-08-18"))
    expect(body).not.toMatch(/paid those who are long a mean of −/);
});

test("a text has no gap where a part of it was left out", () => {
  for (const day of ["2025-06-08", "2025-02-26", "2024-08-18"])
    for (const { body } of drafts(day)) expect(body).not.toMatch(/\S {2,}\S/);
});

test("months are not called calm right after a large move", () => {
  expect(wrapOf("2025-02-26").body).not.toContain("have been calm");
  expect(wrapOf("2025-05-13").body).not.toContain("have been calm");
});

test("no line to watch is the price at which the day began", () => {
  for (const day of ["2024-08-05", "2025-04-10", "2025-02-26", "2024-11-07"])
    for (const { body } of drafts(day))
      expect(body).not.toMatch(/where the day began|would undo the (?:day|move|gain|loss)/);
});
