import { describe, expect, test } from "vitest";
import { addDays } from "../../generator/base/day.ts";
import { bundledEvents, drafts } from "../support/edition.ts";

const wrapOf = (day: string) => drafts(day).find(({ slug }) => slug === "market-wrap")!;

describe("a decision of the Federal Reserve", () => {
  test("is awaited the day before with its hours, and nothing is told of what it will be", () => {
    const { body, facts } = wrapOf("2025-05-07");
    expect(body).toContain(
      "- Today, 18:00 UTC (14:00 in New York): the Federal Reserve's rate decision.",
    );
    expect(
      facts.facts.filter(({ ref }) => /lower|upper|change$/.test(ref) && ref.startsWith("event:")),
    ).toEqual([]);
  });

  test("is told the day after, with its figures as facts of their publisher", () => {
    const { body, facts } = wrapOf("2025-05-08");
    expect(body).toContain(
      "On the same day the Federal Reserve left its target range for the federal funds rate at 4.25% to 4.50%.",
    );
    expect(facts.facts.find(({ ref }) => ref === "event:fed-decision:2025-05.upper")).toMatchObject(
      {
        text: "4.50%",
        value: 4.5,
        unit: "percent",
        origin: "event",
        day: "2025-05-07",
        public: "2025-05-07T18:00:00Z",
        sources: ["federal-reserve"],
      },
    );
    expect(facts.links).toContain(
      "https://www.federalreserve.gov/monetarypolicy/fomccalendars.htm",
    );
  });

  test("says by how much it cut, and is in the headline where the price is the news", () => {
    expect(wrapOf("2024-11-08").body).toContain(
      "cut its target range for the federal funds rate by 25 basis points, to 4.50% to 4.75%.",
    );
    expect(wrapOf("2025-03-20").frontMatter.title).toBe(
      "Bitcoin jumps 5.0% to $86,854 on the day the Federal Reserve holds rates",
    );
  });
});

test("no figure of an event stands in an edition before the event has been", () => {
  const decisions = bundledEvents.filter(
    ({ kind, day }) => kind === "fed-decision" && day > "2024-07" && day < "2025-07",
  );
  expect(decisions.length).toBeGreaterThan(7);
  for (const { id, day } of decisions)
    for (const before of [-1, 0]) {
      const printed = drafts(addDays(day, before)).flatMap(({ facts }) => facts.facts);
      const figures = printed.filter(({ ref }) => ref.startsWith(`event:${id}.`));
      const [earlier, own] = [true, false].map((is) =>
        figures.filter(({ ref }) => ref.includes(".previous") === is),
      );
      for (const { unit } of own!) expect(["date", "time"]).toContain(unit);
      // What the decisions before had left behind was public long ago.
      for (const { public: since } of earlier!) expect(since! < addDays(day, -30)).toBe(true);
    }
});
