import { describe, expect, test } from "vitest";
import type { Draft } from "../../generator/articles/draft.ts";
import { sentencesOf } from "../../generator/base/sentences.ts";
import { titled } from "../../generator/compose/write/titled.ts";
import { drafts } from "../support/edition.ts";

const DAYS = ["2024-08-06", "2024-11-07", "2024-12-20", "2025-01-14", "2025-03-04", "2025-06-14"];

/** The text of the wrap of a day. */
const wrapOf = (day: string): string =>
  drafts(day).find(({ slug }) => slug === "market-wrap")!.body;

/** Figures of a text, without a sign, in the order in which they stand. */
const figuresIn = (text: string): string[] => text.match(/\$?\d[\d,]*(?:\.\d+)?%?/g) ?? [];

function partsOf({ body, frontMatter }: Draft): { told: string; answers: [string, string][] } {
  const [text = "", asked = ""] = body.split("\n## Questions and answers\n");
  const answers = [...asked.matchAll(/^### (.*)\n\n(.*)$/gm)].map(
    ([, question = "", answer = ""]) => [question, answer] as [string, string],
  );
  return { told: `${frontMatter.title} ${frontMatter.description} ${text}`, answers };
}

/** Sentences of summary and running text; its boxes, lists, questions and sources left out. */
const running = ({ body, frontMatter }: Draft): string[] => [
  ...sentencesOf(frontMatter.description),
  ...body
    .split("\n## What to watch")[0]!
    .split("\n")
    .filter((line) => /^[A-Z$]/.test(line))
    .flatMap((line) => sentencesOf(line)),
];

const section = (title: string, isSmall: boolean, ...paragraphs: string[]) => ({
  section: { title, isSmall },
  paragraphs,
});

describe("a question is asked", () => {
  test.each(DAYS)("on %s only where its answer holds figures that the article has not", (day) => {
    const wrap = drafts(day).find(({ slug }) => slug === "market-wrap")!;
    const { told, answers } = partsOf(wrap);
    const before = new Set(figuresIn(told));
    for (const [question, answer] of answers.filter(([each]) => !each.startsWith("Why did"))) {
      const figures = figuresIn(answer).filter((each) => each.length > 2);
      expect(figures.filter((each) => !before.has(each)).length, question).toBeGreaterThan(0);
    }
  });

  test.each(DAYS)("on %s in one article of the edition", (day) => {
    const asked = drafts(day)
      .filter(({ frontMatter }) => frontMatter.story !== "flash")
      .flatMap((draft) => partsOf(draft).answers.map(([question]) => question));
    expect(asked).toEqual([...new Set(asked)]);
  });

  test("and what is not known is admitted in every answer to why, and nowhere else", () => {
    for (const { body } of drafts("2025-03-04")) {
      const said = body.match(/the data do not say/gi) ?? [];
      const why = body.match(/^### Why .*\n\n.* the data do not say\.$/gm) ?? [];
      expect(said).toHaveLength(why.length);
      expect(why.length).toBe(body.match(/^### Why did (?:Bitcoin|Ether) /gm)?.length ?? 0);
    }
  });

  test("on a day with a story: what stands ahead, how unusual a move was", () => {
    // The range from which it decides stands beside its day already.
    expect(wrapOf("2024-12-11")).not.toContain("### What does the Federal Reserve decide next?");
    expect(wrapOf("2025-06-24")).toMatch(
      /### How unusual is a rise of 4\.5% in Bitcoin\?\n\nOn 16 other days of the past year it rose by 4\.5% or more, the last of them on May 8\./,
    );
  });

  test("of ETF money what fits the day, answered first by how much it is beside what went the other way", () => {
    expect(wrapOf("2025-06-05")).toMatch(
      /### Is the ETF money back\?\n\n38% of it: \$462\.1 million in two sessions, against outflows of \$1\.2 billion in the three sessions before\./,
    );
    expect(wrapOf("2025-01-28")).toMatch(
      /### How large is the outflow from spot bitcoin ETFs beside what came in before\?\n\n11% of it: \$457\.6 million on Monday, against inflows of \$4\.2 billion in the seven sessions before\./,
    );
    expect(wrapOf("2025-05-21")).toMatch(
      /### How long has money come into spot bitcoin ETFs, and how much\?\n\nFor five sessions, and \$1\.7 billion:/,
    );
    // A fourth session of a run, smaller than its others.
    expect(wrapOf("2025-02-22")).not.toMatch(/### .*ETF/);
  });

  test("of the coin that moved most, and of an RSI alone that left its middle", () => {
    const body = wrapOf("2024-11-16");
    expect(body).not.toContain("### How unusual is the move of XRP?");
    expect(wrapOf("2025-04-23")).not.toContain("Is Bitcoin overbought?");
  });

  test("or none, where there is nothing new to say", () => {
    expect(wrapOf("2025-04-20")).not.toContain("## Questions and answers");
  });
});

describe("what a story has to spare is asked", () => {
  const question = "### How do Bitcoin and Ether stand this year?";

  test("where fewer are asked than are enough, with figures that the article has not", () => {
    expect(wrapOf("2025-05-17")).toContain(question);
    expect(wrapOf("2024-09-02")).toContain(
      "### What did the weekend bring?\n\nSince Friday's close Bitcoin is down 3.0% and Ether",
    );
  });

  test("and not where the day has questions of its own", () => {
    for (const day of ["2024-08-06", "2025-03-04"]) {
      const asked = wrapOf(day).match(/^### .*$/gm) ?? [];
      expect(asked.length).toBeGreaterThanOrEqual(2);
      expect(asked).not.toContain(question);
      expect(asked).not.toContain("### How is the mood?");
    }
  });
});

describe("articles that stand together", () => {
  test.each(DAYS)("have no sentence of their running text word for word on %s", (day) => {
    const all = drafts(day);
    const wrap = new Set(running(all.find(({ slug }) => slug === "market-wrap")!));
    const notes = all.filter(({ slug }) => slug.endsWith("-note") && slug !== "cross-market-note");
    const told = notes.flatMap((note) => running(note).filter((each) => wrap.has(each)));
    expect(told).toEqual([]);
  });
});

describe("sections of a single sentence", () => {
  test("stand together, a paragraph each, where they are small", () => {
    const written = [
      section("The day", false, "One."),
      section("Coins", true, "Two."),
      section("Options", true),
      section("Mood", true, "Three."),
      section("Rates", true, "Four. Five."),
      section("Data", false, "Six."),
    ];
    const rates = ["## Rates", "Four. Five."];
    const day = ["## The day", "One."];
    const data = ["## Data", "Six."];
    const elsewhere = ["## Elsewhere", "Two.", "Three."];
    expect(titled(written, "Elsewhere")).toEqual([...day, ...rates, ...elsewhere, ...data]);
    const [, coins, , , others] = written;
    expect(titled([written[0]!, coins!, others!], "Elsewhere")).toEqual([
      ...day,
      "## Elsewhere",
      "Two.",
      "Four. Five.",
    ]);
    expect(titled([written[0]!, coins!], "Elsewhere")).toEqual([...day, "## Elsewhere", "Two."]);
    const own = ["## Coins", "Two.", "## Mood", "Three."];
    expect(titled(written, undefined)).toEqual([...day, ...own, ...rates, ...data]);
  });
});
