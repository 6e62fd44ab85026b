import { describe, expect, test } from "vitest";
import { addDays, daysFrom, type Day } from "../../generator/base/day.ts";
import { bundledEvents, drafts, editionOf } from "../support/edition.ts";

const wrapOf = (day: Day) => drafts(day).find(({ slug }) => slug === "market-wrap")!;

/** The day on which the Bank of England was to decide in September 2022, as an edition knew it. */
const dayKnown = (day: Day) =>
  editionOf(day)
    .view.events()
    .find(({ id }) => id === "boe-decision:2022-09")?.day;

describe("a decision of another central bank than the Federal Reserve", () => {
  test.each([
    [
      "2024-06-07",
      "The European Central Bank cut its deposit rate by 25 basis points to 3.75% on Thursday, at 12:15 UTC. It had been 4.00% since September 14.",
    ],
    [
      "2024-08-02",
      "The Bank of England cut its key rate by 25 basis points to 5.00% on Thursday, at 11:00 UTC. It had been 5.25% since August 3, 2023.",
    ],
    [
      "2024-09-13",
      "The European Central Bank cut its deposit rate by 25 basis points to 3.50% on Thursday, at 12:15 UTC. It had been 3.75% since June 6.",
    ],
    [
      "2025-04-18",
      "The European Central Bank cut its deposit rate by 25 basis points to 2.25% on Thursday, at 12:15 UTC, which makes six cuts in a row.",
    ],
    [
      "2025-05-09",
      "The Bank of England cut its key rate by 25 basis points to 4.25% on Thursday, at 11:02 UTC. It had been 4.50% since February 6.",
    ],
  ] as const)("is told in the edition of %s", (day, sentence) => {
    expect(wrapOf(day).body).toContain(sentence);
  });

  test("is in facts of its own publisher, and stands in its place among what else is ahead", () => {
    const { body, facts } = wrapOf("2024-09-13");
    expect(facts.facts.find(({ ref }) => ref === "event:ecb-decision:2024-09.rate")).toMatchObject({
      text: "3.50%",
      value: 3.5,
      unit: "percent",
      origin: "event",
      day: "2024-09-12",
      public: "2024-09-12T12:15:00Z",
      sources: ["ecb"],
    });
    const [, watch = ""] = body.split("## What to watch");
    expect(watch.trim().split("\n").slice(0, 3)).toEqual([
      "- Wednesday, September 18, 18:00 UTC (14:00 in New York): the Federal Reserve's rate decision (now 5.25% to 5.50%).",
      "- Thursday, September 19, 11:00 UTC (12:00 in London): the Bank of England's rate decision (key rate now 5.00%).",
      "- Friday, September 20: the quarterly expiry of stock and index options and futures.",
    ]);
    expect(wrapOf("2025-05-01").body).toContain(
      "- Thursday, May 8, 11:00 UTC (12:00 in London): the Bank of England's rate decision (key rate now 4.50%).",
    );
  });

  test("is ahead where its day was told to be: the meeting that was put off by a week, until then on its first day", () => {
    expect(dayKnown("2022-09-09")).toBe("2022-09-15");
    expect(dayKnown("2022-09-10")).toBe("2022-09-22");
  });
});

test("no rate stands in an edition before its decision, and none of a day of results before they are out", () => {
  const its = bundledEvents.filter(
    ({ id }) =>
      id === "ecb-decision:2025-04" ||
      id === "boe-decision:2025-05" ||
      id === "coinbase-results:2024-q4" ||
      id === "strategy-results:2025-q1",
  );
  expect(its).toHaveLength(5);
  for (const { id, day, kind } of its)
    for (const edition of [addDays(day, -3), addDays(day, -1)]) {
      const printed = drafts(edition).flatMap(({ facts }) => facts.facts);
      // What the decision before left the rate at has been known since then.
      const own = printed.filter(
        ({ ref }) => ref.startsWith(`event:${id}.`) && !ref.includes(".previous"),
      );
      const allowed = kind.endsWith("results") ? [] : ["date", "time"];
      expect(own.filter(({ unit }) => !allowed.includes(unit))).toEqual([]);
    }
});

describe("reports on the US economy", () => {
  test("are ahead with the period that they are about, and each of three estimates by its own name", () => {
    expect(wrapOf("2025-04-29").body).toContain(
      "- Wednesday, 12:30 UTC (08:30 in New York): the first estimate of US gross domestic product for the first quarter.",
    );
    expect(wrapOf("2024-11-27").body).toContain(
      "the second estimate of US gross domestic product for the third quarter",
    );
  });

  test("of which no outcome is known are not told the day after", () => {
    for (const day of ["2025-05-01", "2024-11-28", "2025-03-28"])
      for (const { body } of drafts(day))
        expect(body).not.toMatch(/gross domestic product|the minutes/);
  });
});

describe("results of companies", () => {
  test("are told the day after, and the session that followed the day after that", () => {
    expect(wrapOf("2025-02-14").body).toContain("Coinbase reported quarterly results on Thursday.");
    expect(wrapOf("2025-02-15").body).toContain(
      "Friday's session was Coinbase's first since it reported quarterly results, on Thursday, but what was in them is in no data used here.",
    );
    expect(wrapOf("2025-05-09").body).toContain("Coinbase reported quarterly results on Thursday.");
    expect(wrapOf("2024-08-02").body).toContain(
      "Thursday brought quarterly results of MicroStrategy and Coinbase.",
    );
  });

  test("are never to watch: on no day before them was it public that they would come", () => {
    for (const day of daysFrom("2025-02-06", "2025-02-13"))
      for (const { body } of drafts(day)) expect(body).not.toMatch(/Coinbase's quarterly results/);
  });
});

test("FINRA's figures are ahead, by the rule, where short interest is the theme", () => {
  const note = drafts("2025-05-08").find(({ slug }) => slug === "cross-market-note")!;
  expect(note.body).toContain("- Monday: FINRA's short interest of April 30.");
});
