import { UNITS } from "../../generator/publication/units.ts";
import { expect, test } from "vitest";
import type { Day } from "../../generator/base/day.ts";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import { columnsOf, type Columns, type Stored } from "../../generator/store/columns.ts";
import type { Edition } from "../../generator/narrate/edition.ts";
import { narrate, type Finding } from "../../generator/narrate/narrate.ts";
import { ROOT, world } from "../support/bundle.ts";
import { bundledColumns } from "../support/columns.ts";
import { desk, drafts, editionOf, narratives } from "../support/edition.ts";
import { faultsOfPhrasings } from "../support/phrasings.ts";

const INFLOW = "btc.exchangeInflow";

const vocabulary = loadFigureVocabulary(world, ROOT, "en", UNITS);

/** The flow into exchanges with a correction of one day by a hundred million dollars. */
function corrected(day: Day, published: string): ReadonlyMap<string, Columns> {
  const { days, values, publics } = bundledColumns(INFLOW);
  const rows = days.flatMap((each, at): Stored[] => {
    const first = { day: each, value: values[at]!, public: publics[at]!, revision: 0 };
    const second = {
      ...first,
      value: first.value + 1e8,
      public: Date.parse(published),
      revision: 1,
    };
    return each === day ? [first, second] : [first];
  });
  return new Map([[INFLOW, columnsOf(rows)]]);
}

function notesOf(edition: Edition): Finding[] {
  return narrate(narratives, edition).filter(({ narrative }) => narrative.theme === "data");
}

const ids = (findings: readonly Finding[]): string[] =>
  findings.map(({ narrative }) => narrative.id);

test("a figure corrected since the last edition is said, and every phrasing checks clean", () => {
  const columns = corrected("2025-05-05", "2025-05-08T06:00:00Z");
  const edition = editionOf("2025-05-08", { columns });
  const notes = notesOf(edition);
  expect(ids(notes)).toContain("data/revised");
  expect(faultsOfPhrasings(notes, edition, desk, vocabulary)).toEqual([]);
});

test("a correction is news for one edition, and none before it was published", () => {
  const columns = corrected("2025-05-05", "2025-05-08T06:00:00Z");
  for (const day of ["2025-05-07", "2025-05-09"]) {
    expect(ids(notesOf(editionOf(day, { columns })))).not.toContain("data/revised");
  }
});

test("a series that is out of date is named near the end of the wrap, with its last day", () => {
  const wrap = drafts("2025-05-04").find(({ frontMatter }) => frontMatter.story === "market-wrap")!;
  expect(wrap.facts.findings.map(({ narrative }) => narrative)).toContain("data/flows-stale");
  const sections = wrap.body.match(/^## .*/gm)!;
  const at = sections.findIndex((each) => each.endsWith("data"));
  expect(sections[at + 1]).toMatch(/watch|Next/);
  expect(wrap.body).toContain("April 30");
});

test("a late series is told from one that is out of date", () => {
  expect(ids(notesOf(editionOf("2025-05-02")))).toContain("data/flows-late");
  expect(ids(notesOf(editionOf("2025-05-03")))).toEqual(["data/flows-stale"]);
});

test("an exchange holiday is named in the wrap, with the next session", () => {
  const wrap = drafts("2024-12-25").find(({ frontMatter }) => frontMatter.story === "market-wrap")!;
  expect(wrap.facts.findings.map(({ narrative }) => narrative)).toContain("calendar/named-holiday");
  expect(wrap.body).toContain("closed today for Christmas Day and trade again on Thursday");
});
