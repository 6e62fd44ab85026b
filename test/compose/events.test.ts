import { describe, expect, test } from "vitest";
import { addDays } from "../../generator/base/day.ts";
import { bundledEvents, drafts } from "../support/edition.ts";

const wrapOf = (day: string) => drafts(day).find(({ slug }) => slug === "market-wrap")!;

describe("a decision of the Federal Reserve", () => {
  test("is awaited the day before with its hours, and nothing is told of what it will be", () => {
    const { body, facts } = wrapOf("2025-05-07");
    expect(body).toContain(
      "- Today, 18:00 UTC: the Federal Reserve's rate decision (now 4.25% to 4.50%).",
    );
    expect(
      facts.facts.filter(
        ({ ref }) => /\.(lower|upper|change)$/.test(ref) && ref.startsWith("event:"),
      ),
    ).toEqual([]);
  });

  test("is told the day after, with its figures as facts of their publisher", () => {
    const { body, facts } = wrapOf("2025-05-08");
    expect(body).toContain(
      "On the same day at 18:00 UTC the Federal Reserve left its target range for the federal funds rate at 4.25% to 4.50%, the third meeting in a row without a change.",
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
      "cut its target range for the federal funds rate by 25 basis points, to 4.50% to 4.75%, the second cut in a row.",
    );
    expect(wrapOf("2025-03-20").frontMatter.title).toBe(
      "Bitcoin jumps 5.0% to $86,854 on the day the Federal Reserve holds rates",
    );
  });
});

describe("what happened on a day", () => {
  test("stands behind the moves, in a paragraph of its own, with its hour", () => {
    const paragraphs = wrapOf("2025-05-14").body.split("\n\n");
    const its = paragraphs.findIndex((each) => each.includes("consumer price report"));
    expect(paragraphs[its]).toMatch(
      /^US annual consumer price inflation fell to 2\.3% in April from 2\.4% in March, its lowest since February 2021\. .* 2\.8% in April\. The US consumer price report .* at 12:30 UTC[^.]*\.$/,
    );
    expect(paragraphs.findIndex((each) => each.includes("Bitcoin rose 1.3%"))).toBeLessThan(its);
  });

  test("is in the headline where inflation moved and the coin did not move far, never before it is out", () => {
    expect(wrapOf("2024-08-15").frontMatter.title).toBe(
      "Bitcoin falls 3.1% to $58,737 even as US inflation slows to 2.9%",
    );
    expect(wrapOf("2025-04-11").frontMatter.title).not.toContain("inflation");
    expect(wrapOf("2024-08-14").body).not.toContain("2.9%");
  });

  test("is not told the day after where it is the minutes of a meeting, of which the data hold nothing", () => {
    expect(wrapOf("2025-04-09").body).toContain(
      "the minutes of the Federal Reserve's last meeting",
    );
    expect(wrapOf("2025-04-09").frontMatter.description).not.toContain("minutes of");
    expect(wrapOf("2025-04-10").body).not.toContain("minutes of");
  });

  test("has the last value of its series beside it while it is ahead", () => {
    expect(wrapOf("2024-12-11").body).toContain(
      "the US consumer price report (the last put inflation at 2.6%).",
    );
    expect(wrapOf("2024-12-11").body).toContain(
      "- Wednesday, December 18, 19:00 UTC (14:00 in New York): the Federal Reserve's rate decision (now 4.50% to 4.75%).",
    );
  });

  test("is named with all that the week had, and not alone beside a fall", () => {
    const { body } = wrapOf("2024-08-05");
    expect(body).toContain(
      "On the calendar of the past seven days were the Federal Reserve's rate decision on Wednesday and the US employment report on Friday.",
    );
    expect(body).not.toContain("within those seven days");
  });

  test("came after the close where it did, and heads the edition of its day and the next", () => {
    const before = wrapOf("2024-04-20");
    expect(before.frontMatter.title).toContain("before its block reward is halved");
    expect(before.frontMatter.description).toContain("Minutes after that close");
    expect(before.body).toMatch(
      /Bitcoin edged up 0\.5% .*\n\nMinutes after that day's close, at 00:09 UTC on Saturday, /,
    );
    expect(wrapOf("2024-04-21").frontMatter.title).toContain("on the day its block reward");
    const titles = drafts("2024-04-21").map(({ frontMatter }) => frontMatter.title);
    expect(titles).toContain("Bitcoin ends the week of the halving up 1.8% at $64,994");
  });

  test("of the last Friday of a quarter is the expiry of options: ahead, and then with implied volatility", () => {
    expect(wrapOf("2024-12-26").body).toContain(
      "- Friday, 08:00 UTC: the quarterly expiry of options and futures on Deribit.",
    );
    expect(wrapOf("2024-12-28").body).toContain(
      "expired on Friday at 08:00 UTC; the volatility that Bitcoin options imply, by its DVOL index, fell to 60.6 from 61.7",
    );
    const lowest = wrapOf("2025-06-28").body;
    expect(lowest).toContain("fell to 38.1 from 38.3 by the end of that day.");
    expect(lowest.match(/DVOL/g)).toHaveLength(1);
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

describe("what is ahead", () => {
  test("at the very minute of the cut-off is still ahead", () => {
    const { body } = wrapOf("2025-03-20");
    expect(body).toContain("- Today, 12:00 UTC: the Bank of England's rate decision");
    expect(body).not.toContain("The Bank of England left");
    expect(wrapOf("2025-03-21").body).toContain("The Bank of England left its key rate at 4.50%");
  });

  test("shares a line where it has none of its own, by its hour, before any level, with each event once", () => {
    const lines = wrapOf("2024-10-22").body.match(/^- .*$/gm)!;
    expect(lines.slice(0, 2)).toEqual([
      "- Further ahead: the first estimate of US gross domestic product on October 30, the US report on personal income and spending on October 31, the US general election on November 5 and the Federal Reserve's rate decision on November 7.",
      "- Friday, November 1, 12:30 UTC (08:30 in New York): the US employment report.",
    ]);
    // What weighs and comes sooner takes what comes later with it.
    expect(wrapOf("2025-05-29").body).toContain(
      "the European Central Bank's rate decision on June 5, the US employment report on June 6 and",
    );
  });

  test("of the day stands first where it is New York's open after a weekend", () => {
    expect(wrapOf("2025-03-03").body.match(/^- .*$/m)![0]).toContain("Today's open in New York");
  });

  test("comes first with its hour where it is of the day, however little it weighs", () => {
    expect(wrapOf("2025-05-29").body.match(/^- .*$/m)![0]).toBe(
      "- Today, 12:30 UTC (08:30 in New York): the second estimate of US gross domestic product for the first quarter.",
    );
  });

  test("is told where no event is near", () => {
    expect(wrapOf("2024-08-06").body).toContain(
      "- Further ahead: the US consumer price report on August 14.",
    );
  });
});

describe("a month that is nearly over", () => {
  test("is in the headline where no month of its name in the data was better", () => {
    const { body, frontMatter } = wrapOf("2024-09-30");
    expect(frontMatter.title).toBe(
      "Bitcoin is up 11.3% in September, its best in data back to September 2015",
    );
    expect(body).toContain("With a day left of September, Bitcoin is up 11.3% for the month");
    expect(wrapOf("2024-10-01").body).toContain(
      "Bitcoin ended September up 7.4%, its best September in data back to September 2015.",
    );
  });

  test("and a year that is, by its change", () => {
    expect(wrapOf("2024-12-27").body).toContain(
      "For the year, Bitcoin is up 126.7% and Ether is up 46.0%.",
    );
  });
});
