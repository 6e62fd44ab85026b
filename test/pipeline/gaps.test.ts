import { expect, test } from "vitest";
import { daysFrom, type Day } from "../../generator/base/day.ts";
import { check } from "../../generator/check/check.ts";
import { loadFigureVocabulary } from "../../generator/check/figures/vocabulary.ts";
import type { Draft } from "../../generator/articles/draft.ts";
import type { Fact } from "../../generator/articles/facts.ts";
import { cutoffOf } from "../../generator/narrate/edition.ts";
import { newestDue } from "../../generator/publication/lag.ts";
import { columnsOf, type Columns } from "../../generator/store/columns.ts";
import { catalogue, ROOT, world } from "../support/bundle.ts";
import { bundledColumns, NOTHING } from "../support/columns.ts";
import { drafts } from "../support/edition.ts";

/** Thirty editions: weekdays, weekends, a holiday, days after both, and days on which flows were late. */
const DAYS = daysFrom("2025-04-09", "2025-05-08");
const GATHERED = [...catalogue.series.values()].filter(({ from }) => from).map(({ id }) => id);
const IS_WHOLE = process.env["BELLWETHER_YEAR"] === "whole";
/** Of the days, so many with each fault of each series; all pairs of series, or so many of them. */
const [DAYS_EACH, PAIRS] = IS_WHOLE ? [6, Infinity] : [1, 24];

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

type Faults = readonly (readonly [id: string, fault: FaultName])[];

/** What is wrong with the day's articles with these series so: what the check says, and late figures without their day. */
function wrongWith(day: Day, faults: Faults): string[] {
  const columns = new Map(faults.map(([id, fault]) => [id, broken(id, fault, day)]));
  return drafts(day, { columns }).flatMap((draft) => {
    const file = { text: draft.markdown, file: `${draft.slug}.md` };
    const { messages } = check(file, draft.facts, vocabulary, undefined, catalogue);
    const told = `${day} ${draft.slug}, ${faults.map((each) => each.join(" ")).join(", ")}`;
    return [...messages.map(({ message }) => message), ...undatedIn(draft, columns, day)].map(
      (wrong) => `${told}: ${wrong}`,
    );
  });
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

test.each(NAMES)(
  "an edition of which a series %s checks clean and dates what is late",
  (fault) => {
    const wrong = GATHERED.flatMap((id, at) => {
      const first = at * NAMES.length + NAMES.indexOf(fault);
      const days = Array.from(
        { length: DAYS_EACH },
        (_, index) => first + (index * DAYS.length) / DAYS_EACH,
      );
      return days.flatMap((day) => wrongWith(DAYS[day % DAYS.length]!, [[id, fault]]));
    });
    expect(wrong).toEqual([]);
  },
  600_000,
);

test("so does an edition of which two series are so", () => {
  const pairs = GATHERED.flatMap((one, at) =>
    GATHERED.slice(at + 1).map((other) => [one, other] as const),
  );
  // Every so manieth, so that each series and each fault has its turn.
  const every = Math.max(1, Math.floor(pairs.length / PAIRS));
  const wrong = pairs.flatMap(([one, other], at) => {
    if (at % every !== 0) return [];
    const [first, second] = [at, at * 2 + Math.floor(at / NAMES.length)].map(
      (turn) => NAMES[turn % NAMES.length]!,
    );
    return wrongWith(DAYS[at % DAYS.length]!, [
      [one, first!],
      [other, second!],
    ]);
  });
  expect(wrong).toEqual([]);
}, 1_800_000);

test("with Bitcoin three days late the edition is shorter, and no story has an empty head", () => {
  const ids = GATHERED.filter((id) => id.startsWith("btc.") && !id.includes("xchange"));
  const columns = new Map(ids.map((id) => [id, broken(id, "is three periods late", "2025-05-08")]));
  const articles = drafts("2025-05-08", { columns });
  expect(articles.length).toBeGreaterThan(0);
  for (const { frontMatter, body } of articles) {
    expect(frontMatter.title).not.toBe("");
    expect(frontMatter.description).not.toBe("");
    expect(body).toMatch(/out of date at the cut-off: Bitcoin opening price, .* \(May 4\)/);
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

test("with Bitcoin a day late, Bitcoin and Ether never stand under one date", () => {
  const wrong = DAYS.flatMap((day) => {
    const columns = new Map([["btc.close", broken("btc.close", "is a period late", day)]]);
    return drafts(day, { columns }).flatMap((draft) => undatedIn(draft, columns, day));
  });
  expect(wrong).toEqual([]);
});
