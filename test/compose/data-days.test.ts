import { expect, test } from "vitest";
import { dataDays, type DataDays } from "../../generator/compose/data-days.ts";
import { Drafter } from "../../generator/compose/print/drafting.ts";
import { desk, drafts, editionOf } from "../support/edition.ts";

function daysOf(day: string, story: string): DataDays {
  const draft = drafts(day).find(({ frontMatter }) => frontMatter.story === story)!;
  const facts = draft.facts.facts.filter(({ ref }) => !ref.startsWith("source:"));
  return dataDays(facts, new Drafter(editionOf(day), desk.language))!;
}

const said = ({ others }: DataDays): string[] =>
  others.map(({ what, last }) => `${what.join(", ")} to ${last}`);

test("what goes further than most, and what less far, is named with its day", () => {
  const days = daysOf("2025-05-08", "flash");
  expect(days.main).toBe("2025-05-07");
  expect(said(days)).toEqual([
    "Crypto Fear and Greed Index to 2025-05-08",
    "10-year Treasury yield to 2025-05-06",
  ]);
});

test("after a weekend the prices of stocks are no part of those that go to Sunday", () => {
  const days = daysOf("2025-05-05", "market-wrap");
  expect(days.main).toBe("2025-05-04");
  const friday = said(days).find((each) => each.endsWith("2025-05-02"))!;
  expect(friday).toMatch(/other prices|S&P 500/);
  expect(friday).not.toMatch(/^prices|, prices/);
});

test("every figure of a day goes no further than its sources say", () => {
  for (const day of ["2025-05-03", "2025-05-05", "2025-05-08"])
    for (const { facts } of drafts(day)) {
      const own = facts.facts.filter(({ ref }) => !ref.startsWith("source:"));
      const told = dataDays(own, new Drafter(editionOf(day), desk.language));
      const last = own
        .flatMap((fact) => (fact.origin === "signal" && fact.day ? fact.day : []))
        .toSorted()
        .at(-1);
      const ends = [told?.main, ...(told?.others ?? []).map((each) => each.last)];
      expect(ends).toContain(last);
    }
});
