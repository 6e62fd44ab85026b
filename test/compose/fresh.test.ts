import { describe, expect, test } from "vitest";
import { addDays, daysFrom, type Day } from "../../generator/base/day.ts";
import { compose } from "../../generator/compose/compose.ts";
import type { Story } from "../../generator/compose/plan/story.ts";
import { findingsOf, narrate } from "../../generator/narrate/narrate.ts";
import { desk, editionOf, narratives, stories } from "../support/edition.ts";

const wrap = stories.find(({ id }) => id === "market-wrap")!;

/** The wrap of a day by a story like it, beside the edition before; of the findings of `found`. */
function written(
  day: Day,
  changed: Partial<Story>,
  found: Day = day,
): { body: string; narratives: string[] } {
  const before = findingsOf(narratives, editionOf(addDays(day, -1)));
  const edition = { ...editionOf(day), before };
  const findings = narrate(narratives, { ...editionOf(found), before });
  const { drafts } = compose([{ ...wrap, ...changed }], findings, edition, desk);
  const [{ body, facts } = { body: "", facts: { findings: [] } }] = drafts;
  return { body, narratives: facts.findings.map(({ narrative }) => narrative) };
}

const questionsIn = (body: string): string[] => body.match(/^### .*$/gm) ?? [];

const ofStocks = (all: readonly string[]): string[] =>
  all.filter((id) => id.startsWith("equities/"));

describe("themes of which a story tells what is fresh", () => {
  const fresh = ["equities"];

  test("are told in the edition that first has the session", () => {
    expect(ofStocks(written("2025-05-03", { fresh }).narratives)).not.toEqual([]);
  });

  test("are left out of the next, whose prices of them are the same", () => {
    const [sunday, saturday] = ["2025-05-04", "2025-05-03"] as const;
    expect(ofStocks(written(sunday, {}, saturday).narratives)).not.toEqual([]);
    const { narratives: told } = written(sunday, { fresh }, saturday);
    expect(ofStocks(told)).toEqual([]);
    expect(told).not.toEqual([]);
  });
});

test("what a finding answered the day before, it is not asked again", () => {
  const days = daysFrom("2025-05-16", "2025-05-27");
  const asked = days.map((day) => questionsIn(written(day, {}).body));
  // The story's own, which are answered by the day's own figures.
  const ofStory =
    /^(?:### )?(?:Why did|Is the ETF money|How large|How long has money|How unusual|What did the weekend|How is the mood|How do Bitcoin and Ether|Do options expect|Has the rise|Is the fall over)/;
  const ofFindings = asked.map((each) => each.filter((question) => !ofStory.test(question)));
  expect(ofFindings.flat().length).toBeGreaterThan(2);
  ofFindings.slice(1).forEach((each, at) => {
    expect(each.filter((question) => ofFindings[at]!.includes(question))).toEqual([]);
  });
});

test("what no section takes leads no article, and keeps none from being written", () => {
  const day = "2025-04-10";
  const sections = wrap.sections.map((each) => ({
    ...each,
    themes: each.themes.filter((theme) => theme !== "equities/large-rise" && theme !== "equities"),
  }));
  expect(written(day, {}).narratives[0]).toBe("equities/large-rise");
  const { narratives: told } = written(day, { sections });
  expect(told.length).toBeGreaterThan(1);
  expect(told).not.toContain("equities/large-rise");
});
