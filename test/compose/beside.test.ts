import { describe, expect, test } from "vitest";
import { sentencesOf } from "../../generator/base/sentences.ts";
import { Failure } from "../../generator/base/problem.ts";
import type { Draft } from "../../generator/articles/draft.ts";
import { loadStories } from "../../generator/compose/plan/story.ts";
import { ground } from "../support/bundle.ts";
import { drafts } from "../support/edition.ts";
import { worldOf } from "../support/memory-files.ts";

function articleOf(day: string, slug: string): Draft {
  return drafts(day).find((draft) => draft.slug === slug)!;
}

/** Sentences of running text; its boxes, lists, questions and sources left out. */
function running({ body }: Draft): string[] {
  return body
    .split("\n## What to watch")[0]!
    .split("\n")
    .filter((line) => /^[A-Z$]/.test(line))
    .flatMap((line) => sentencesOf(line));
}

const answersOf = ({ body }: Draft): string[] =>
  [...body.matchAll(/^### .*\n\n(.*)$/gm)].map(([, answer = ""]) => answer);

describe("an article that stands beside another", () => {
  test.each(["2024-11-08", "2025-02-27", "2025-05-09", "2025-01-18"])(
    "tells on %s what the wrap tells in other words for the most part, and answers other questions or otherwise",
    (day) => {
      const wrap = articleOf(day, "market-wrap");
      const note = articleOf(day, "bitcoin-note");
      const told = new Set(running(wrap));
      const own = running(note);
      expect(own.filter((each) => told.has(each)).length).toBeLessThan(own.length / 3);
      expect(answersOf(note).filter((each) => answersOf(wrap).includes(each))).toEqual([]);
    },
  );

  test("goes deeper: longer spans, and records at another horizon", () => {
    const note = articleOf("2024-11-07", "ether-note");
    expect(note.body).toContain("33.0% below its March 11 closing high of $4,066.45");
    expect(note.body).toContain(
      "over 90 sessions Ether has moved with the S&P 500, at a correlation of 0.57",
    );
  });

  test("names stories that there are", () => {
    const head =
      "id: one\nfor: { btc: btc }\nbeside: [tow]\nlead: { themes: [price], least: 0 }\nsections: [{ title: A, themes: [price], most: 1 }]";
    const text = `---\n${head}\n---\n# source-line\nx\n\n# disclosure\nx\n`;
    const world = worldOf({ "templates/stories/one.md": text });
    const load = (): unknown => loadStories(world, ".", ["one"], new Set(["price"]), ground);
    expect(load).toThrow(Failure);
    expect(load).toThrow(/beside the story "tow"/);
  });
});

describe("two clocks", () => {
  test("a day that New York saw fall is no rise that stocks and funds stayed away from", () => {
    const wrap = articleOf("2024-08-02", "market-wrap");
    expect(wrap.body).toContain(
      "New York's day, which begins and ends some hours earlier, went the other way: the iShares Bitcoin Trust closed down 3.0%",
    );
    for (const { body } of drafts("2024-08-02")) {
      expect(body).not.toContain("while the S&P 500 ended");
      expect(body).not.toContain("nothing that shows in its price");
      expect(body).not.toContain("Even so, US spot bitcoin ETFs");
    }
  });

  test("a headline sets fund money against the price only where the funds moved with it", () => {
    expect(articleOf("2024-09-19", "market-wrap").frontMatter.title).not.toContain(
      "while spot ETFs",
    );
  });
});

describe("the event of a day", () => {
  test("a change of rates leads, and is told with the day since which there was none", () => {
    const { frontMatter, body } = articleOf("2024-09-19", "market-wrap");
    expect(frontMatter.title).toBe(
      "Bitcoin rises 2.2% to $61,650 on the day the Federal Reserve cuts rates by 50 basis points",
    );
    expect(body).toContain(
      "to 4.75% to 5.00%, the first cut since March 15, 2020 and the first change of any kind since July 26, 2023.",
    );
    expect(frontMatter.description).toContain(
      "to 4.75% to 5.00%, its first cut since March 15, 2020.",
    );
  });

  test("a report of the day stands in the answer to why, which ends in what is not known", () => {
    expect(articleOf("2025-04-05", "market-wrap").body).toMatch(
      /### Why did Bitcoin not fall with stocks\?\n\nThe two have been loosely linked: .* It was the day of the US employment report, at 12:30 UTC; no outcome of it is in these data\. On Friday the index lost 6\.0%; .* What parted them, the data do not say\.\n/,
    );
  });

  test("the day after a change of rates tells what both days came to", () => {
    const { frontMatter, body } = articleOf("2024-12-20", "market-wrap");
    expect(frontMatter.description).toContain(
      "On the day of the Federal Reserve's cut of rates and the day after it, Bitcoin lost 8.1%.",
    );
    expect(body).toContain("Wednesday, and the day after it, Bitcoin lost 8.1% together.");
  });

  test("the day after an election is named in headline, text and answer", () => {
    const { frontMatter, body } = articleOf("2024-11-07", "market-wrap");
    expect(frontMatter.title).toContain("on the day after the US election");
    expect(body.match(/Wednesday was the day after the US general election[.;]/g)).toHaveLength(2);
    expect(articleOf("2024-11-07", "cross-market-note").body).not.toContain("general election");
  });
});

test("a correction is counted from the high of the past year", () => {
  for (const { body } of drafts("2024-08-02"))
    expect(body).not.toMatch(/correction|November 8, 2021 closing high, by/);
});

test("levels within a few tenths of a per cent of each other are one to watch", () => {
  const { body } = articleOf("2025-02-24", "market-wrap");
  const watched = body.split("## What to watch")[1]!.split("\n## ")[0]!;
  expect(watched.match(/Bitcoin at \$98,[89]\d\d/g) ?? []).toHaveLength(1);
});

test("closes across a round number are records of their own, up and down", () => {
  expect(articleOf("2025-01-07", "market-wrap").body).not.toContain(
    "a close across a round number",
  );
});

test("what is the highest of all data without being on record says in how many years", () => {
  expect(articleOf("2024-10-29", "market-wrap").body).toContain(
    "at its highest in data back to January 4, 2021",
  );
});

test("a Saturday as heavy as other Saturdays is not called light", () => {
  const { frontMatter, body } = articleOf("2025-06-08", "market-wrap");
  expect(`${frontMatter.title} ${body}`).not.toContain("Bitcoin was light");
  expect(frontMatter.title).not.toContain("light trading");
});

test("outflows before a holiday are told on the day after it", () => {
  expect(articleOf("2024-12-26", "market-wrap").body).toContain(
    "had outflows of $338.4 million, a fourth straight session of outflows. The run, the longest since September 6, has taken $1.5 billion",
  );
});

test("where the funding of both coins turned on a day, both are told", () => {
  expect(articleOf("2025-03-06", "market-wrap").body).toContain(
    "0.0040% for Bitcoin and 0.0054% for Ether: longs paid shorts",
  );
});

test("two stock indices with alike moves share a verb", () => {
  expect(articleOf("2025-01-16", "market-wrap").body).toContain(
    "rose 1.8% to 5,949.91, and the iShares Russell 2000 ETF (IWM) 2.0% to $224.04",
  );
});

test("the coin that moved furthest is named first", () => {
  expect(articleOf("2024-12-02", "market-wrap").body).toContain(
    "XRP rose 17.5%, the most of seven other large coins, five of which rose",
  );
});

test("the longest run of fund flows is told as that after a weekend too", () => {
  expect(articleOf("2024-09-09", "market-wrap").body).toContain(
    "an eighth straight session of outflows. The run, the longest since trading began in January 2024, has taken $1.2 billion",
  );
});
