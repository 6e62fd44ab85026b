import { UNITS } from "../../generator/publication/units.ts";
import { BUILT_IN } from "../../generator/newsroom/kit.ts";
import { describe, expect, test } from "vitest";
import type { Day } from "../../generator/base/day.ts";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import type { Catalogue, Series } from "../../generator/publication/catalogue.ts";
import { columnsOf, type Columns } from "../../generator/store/columns.ts";
import { publicByLag } from "../../generator/publication/lag.ts";
import { narrate, type Finding } from "../../generator/narrate/narrate.ts";
import { loadPublication } from "../../generator/publication/publication.ts";
import { catalogue, ROOT, world } from "../support/bundle.ts";
import { desk, editionOf, narratives } from "../support/edition.ts";
import { faultsOfPhrasings } from "../support/phrasings.ts";

const DAY: Day = "2025-05-08";
const live = loadPublication(world, ROOT, BUILT_IN, { live: true }).catalogue;
const vocabulary = loadFigureVocabulary(world, ROOT, "en", UNITS);

/** Values of a series that the bundled data lacks, the last public before the edition; settlements lie eleven sessions apart. */
function made(series: Series, values: readonly number[]): Columns {
  const calendar = series.calendar;
  const apart = calendar.period === "session" ? 11 : 1;
  const days: Day[] = [];
  let day: Day = calendar.period === "session" ? "2025-04-24" : "2025-05-07";
  while (days.length < values.length) {
    days.push(day);
    for (let step = 0; step < apart; step++) day = calendar.previous(day);
  }
  return columnsOf(
    days.toReversed().map((each, at) => ({
      day: each,
      value: values[at]!,
      revision: 0,
      public: publicByLag(series, each),
    })),
  );
}

function findingsWith(values: Readonly<Record<string, readonly number[]>>): {
  findings: Finding[];
  faults: string[];
} {
  const short = live.series.get("russell2000.shortInterest")!;
  const all = new Map([
    ...live.series,
    ["mstr.shortInterest", { ...short, id: "mstr.shortInterest" }],
  ]);
  const catalogue: Catalogue = { ...live, series: all };
  const columns = new Map(
    Object.entries(values).map(([id, each]) => [id, made(all.get(id)!, each)]),
  );
  const edition = editionOf(DAY, { catalogue, columns });
  const findings = narrate(narratives, edition);
  return { findings, faults: faultsOfPhrasings(findings, edition, desk, vocabulary) };
}

/** A hundred settlements about a level, which end as given. */
const settlements = (...end: readonly number[]): number[] => [
  ...Array.from({ length: 100 - end.length }, (_, at) => 3 + 0.05 * Math.sin(at * 1.7)),
  ...end,
];
const days = (...end: readonly number[]): number[] => [
  ...Array.from({ length: 60 - end.length }, (_, at) => 1000 + 50 * Math.sin(at)),
  ...end,
];

const SHORT = "russell2000.shortInterest";
const CASES: readonly [string, Record<string, readonly number[]>][] = [
  ["short-interest/multi-year-high", { [SHORT]: settlements(4.4) }],
  ["short-interest/multi-year-low", { [SHORT]: settlements(2.1) }],
  ["short-interest/build", { [SHORT]: settlements(3, 3.4) }],
  ["short-interest/cover", { [SHORT]: settlements(3.4, 3) }],
  ["short-interest/low", { [SHORT]: settlements(2.9) }],
  ["short-interest/regime", { [SHORT]: settlements(3.2) }],
  ["short-interest/days-to-cover", { "russell2000.daysToCover": settlements(5.2) }],
  ["short-interest/claim-and-measure", { [SHORT]: settlements(4.4) }],
  ["short-interest/single-name", { "mstr.shortInterest": settlements(9.5) }],
  ["flows/pair-volume", { "ethbtc.volume": days(3000) }],
  ["flows/market-cap", { "crypto-market.marketCap": days(1000, 1050).map((each) => each * 3e9) }],
];

describe("a narrative that the bundled data does not feed", () => {
  test.each(CASES)(
    "%s holds on a series of its own, and every phrasing checks clean",
    (id, values) => {
      expect(
        narrate(narratives, editionOf(DAY)).map(({ narrative }) => narrative.id),
      ).not.toContain(id);
      const { findings, faults } = findingsWith(values);
      expect(findings.map(({ narrative }) => narrative.id)).toContain(id);
      expect(faults).toEqual([]);
    },
  );
});

test.each(["2024-11-10", "2024-12-20", "2025-02-28", "2025-04-11"])(
  "every phrasing of what holds on %s checks clean",
  (day) => {
    const edition = editionOf(day);
    const findings = narrate(narratives, edition);
    expect(findings.length).toBeGreaterThan(10);
    expect(faultsOfPhrasings(findings, edition, desk, vocabulary)).toEqual([]);
  },
);

test("what is only compared is named by its id: each of many subjects beside each other would be as many ways as their square", () => {
  const compared = narratives.flatMap(({ id, bindings }) => {
    const key = bindings.get("beside")?.key;
    return key === undefined ? [] : [[id, key] as const];
  });
  expect(compared.length).toBeGreaterThan(0);
  for (const [id, key] of compared)
    expect([id, key.split("|").every((each) => catalogue.subjects.has(each))]).toEqual([id, true]);
});
