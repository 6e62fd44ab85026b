import { describe, expect, test } from "vitest";
import { check } from "../../generator/check/check.ts";
import type { CheckReport } from "../../generator/check/report.ts";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import { UNITS } from "../../generator/publication/units.ts";
import { catalogue, ROOT, world } from "../support/bundle.ts";
import { drafts } from "../support/edition.ts";

const vocabulary = loadFigureVocabulary(world, ROOT, "en", UNITS);
const wrap = drafts("2025-04-11").find(({ slug }) => slug === "market-wrap")!;
const TOLD = "inflation fell to 2.4% in March from 2.8% in February";

const report = (text: string): CheckReport =>
  check({ text, file: "a.md" }, wrap.facts, vocabulary, undefined, catalogue);

describe("a figure of a month that is named alone", () => {
  test("is that of its generated sentence", () => {
    expect(wrap.markdown).toContain(TOLD);
    expect(report(wrap.markdown).messages).toEqual([]);
  });

  test.each([
    ["another figure", "2.4% in March", "2.5% in March"],
    ["the figure of the month before", "fell to 2.4% in March", "fell to 2.8% in March"],
    ["another month", "2.8% in February", "2.8% in January"],
    ["the two months changed", TOLD, "inflation fell to 2.4% in February from 2.8% in March"],
  ])("is refused as %s", (_, was, is) => {
    const changed = wrap.markdown.replace(TOLD, TOLD.replace(was, is));
    expect(report(changed).errors).toBeGreaterThan(0);
  });
});
