import { describe, expect, test } from "vitest";
import type { Day } from "../../generator/base/day.ts";
import { check } from "../../generator/check/check.ts";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import type { Draft } from "../../generator/articles/draft.ts";
import type { Fact } from "../../generator/articles/facts.ts";
import { cutoffOf } from "../../generator/narrate/rules/bound.ts";
import { newestDue } from "../../generator/publication/lag.ts";
import { columnsOf, type Columns } from "../../generator/store/columns.ts";
import { catalogue, ROOT, world } from "../support/bundle.ts";
import { bundledColumns, NOTHING } from "../support/columns.ts";
import { drafts } from "../support/edition.ts";

/** Weekdays, a weekend, a holiday, days after both, and days on which flows were late. */
const DAYS = ["2025-04-09", "2025-04-18", "2025-04-20", "2025-04-28", "2025-05-03", "2025-05-08"];
const GATHERED = [...catalogue.series.values()].filter(({ from }) => from).map(({ id }) => id);
const IS_WHOLE = process.env["BELLWETHER_YEAR"] === "whole";
const PAIRS = IS_WHOLE ? 200 : 24;
/** So that a second machine draws the same pairs. */
const SEED = 20250508;

const vocabulary = loadFigureVocabulary(world, ROOT, "en", catalogue.units);

/** What may befall a series before a cut-off: of its known rows, those that are left. */
const FAULTS = {
  "is a period late": (known: number) => [[0, known - 1]],
  "is three periods late": (known: number) => [[0, known - 3]],
  "is eight periods late": (known: number) => [[0, known - 8]],
  "is not there": () => [],
  "lacks five periods": (known: number) => [
    [0, known - 12],
    [known - 7, known],
  ],
} satisfies Record<string, (known: number) => number[][]>;

type FaultName = keyof typeof FAULTS;
const NAMES = Object.keys(FAULTS) as FaultName[];

function broken(id: string, fault: FaultName, day: Day): Columns {
  const columns = bundledColumns(id);
  const cutoff = cutoffOf(day, "12:00");
  const known = columns.publics.findLastIndex((instant) => instant <= cutoff) + 1;
  const kept = FAULTS[fault](known).flatMap(([from, to]) =>
    columns.days.slice(from, to).map((each, at) => ({
      day: each,
      value: columns.values[from! + at]!,
      public: columns.publics[from! + at]!,
      revision: 0,
    })),
  );
  return kept.length === 0 ? NOTHING : columnsOf(kept);
}

/** Every article of the day with these series so; each must check clean and date what is late. */
function hold(day: Day, faults: readonly (readonly [id: string, fault: FaultName])[]): void {
  const columns = new Map(faults.map(([id, fault]) => [id, broken(id, fault, day)]));
  for (const draft of drafts(day, { columns })) {
    const told = `${day} ${draft.slug}: ${faults.map((each) => each.join(" ")).join(", ")}`;
    const report = check(
      { text: draft.markdown, file: `${draft.slug}.md` },
      draft.facts,
      vocabulary,
    );
    expect(report.messages, told).toEqual([]);
    expect(undatedIn(draft, columns, day), told).toEqual([]);
  }
}

/** Figures of late series whose sentence prints no day of theirs, found without what the composer and the check go by. */
function undatedIn(draft: Draft, columns: ReadonlyMap<string, Columns>, day: Day): string[] {
  const late = new Map<string, Day>();
  for (const [id, { days }] of columns) {
    const newest = days.at(-1);
    const due = newestDue(catalogue.series.get(id)!, cutoffOf(day, "12:00"));
    if (newest !== undefined && newest < due) late.set(id, newest);
  }
  const byId = new Map(draft.facts.facts.map((fact) => [fact.id, fact]));
  return draft.facts.sentences.flatMap((sentence) => {
    const facts = sentence.facts.flatMap((id) => byId.get(id) ?? []);
    const dates = new Set(facts.filter(({ unit }) => unit === "date").map(({ value }) => value));
    return facts
      .filter((fact) => isFigure(fact) && fact.inputs.some(({ series }) => late.has(series)))
      .filter((fact) => !dates.has(fact.day!) && !fact.inputs.some((each) => dates.has(each.to)))
      .filter(
        (fact) =>
          !facts.some(
            (other) =>
              other !== fact &&
              other.day !== undefined &&
              dates.has(other.day) &&
              other.inputs.some(({ series }) => fact.inputs.some((each) => each.series === series)),
          ),
      )
      .map((fact) => `${fact.ref} of ${fact.day}`);
  });
}

function isFigure({ origin, unit, ref }: Fact): boolean {
  return origin === "signal" && unit !== "date" && !ref.startsWith("evidence:");
}

describe.each(NAMES)("an edition of which a series %s", (fault) => {
  test("has articles that check clean, and no undated figure of another day", () => {
    for (const [at, id] of GATHERED.entries()) {
      const some = IS_WHOLE ? DAYS : [DAYS[(at + NAMES.indexOf(fault)) % DAYS.length]!];
      for (const day of some) hold(day, [[id, fault]]);
    }
  }, 600_000);
});

test("two series at once make no other difference", () => {
  let state = SEED;
  const draw = <T>(from: readonly T[]): T => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return from[(state >> 8) % from.length]!;
  };
  for (let pair = 0; pair < PAIRS; pair++)
    hold(draw(DAYS), [
      [draw(GATHERED), draw(NAMES)],
      [draw(GATHERED), draw(NAMES)],
    ]);
}, 600_000);

test("with Bitcoin three days late the edition is shorter, and no story has an empty head", () => {
  const ids = GATHERED.filter((id) => id.startsWith("btc.") && !id.includes("xchange"));
  const columns = new Map(ids.map((id) => [id, broken(id, "is three periods late", "2025-05-08")]));
  const articles = drafts("2025-05-08", { columns });
  expect(articles.length).toBeGreaterThan(0);
  for (const { frontMatter, body } of articles) {
    expect(frontMatter.title).not.toBe("");
    expect(frontMatter.description).not.toBe("");
    expect(body).toContain("out of date at the cut-off: Bitcoin opening price (May 4)");
  }
});

test("a close that is late does not shut the exchange", () => {
  const ids = ["sp500.close", "russell2000.close", "russell2000.adjusted", "coin.close"];
  for (const fault of NAMES)
    for (const day of ["2025-05-07", "2025-05-08"]) {
      const columns = new Map(ids.map((id) => [id, broken(id, fault, day)]));
      const text = drafts(day, { columns })
        .map(({ markdown }) => markdown)
        .join("\n");
      expect(text).not.toMatch(
        /closed since|no session since|only crypto has traded|crypto alone has traded|last traded/i,
      );
    }
});

test("two coins of different days never stand under one date", () => {
  for (const day of DAYS) {
    const columns = new Map([["btc.close", broken("btc.close", "is a period late", day)]]);
    const flash = drafts(day, { columns }).find(({ slug }) => slug === "flash")!;
    const late = flash.facts.facts.filter(({ ref }) => ref === "btc.close.last");
    expect(late.every((fact) => fact.late)).toBe(true);
    hold(day, [["btc.close", "is a period late"]]);
  }
});
