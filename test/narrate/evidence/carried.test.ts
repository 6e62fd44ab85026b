import fc from "fast-check";
import { expect, test } from "vitest";
import { daysFrom, type Day } from "../../../generator/base/day.ts";
import { cutoffOf } from "../../../generator/narrate/edition.ts";
import { evidenceBook } from "../../../generator/narrate/evidence/book.ts";
import { Carried } from "../../../generator/narrate/evidence/carried.ts";
import { Outcomes } from "../../../generator/narrate/evidence/outcomes.ts";
import type { Past } from "../../../generator/narrate/evidence/past.ts";
import type { Stored } from "../../../generator/store/columns.ts";
import { catalogue } from "../../support/bundle.ts";
import { narratives } from "../../support/edition.ts";
import { bundledRows, CUTOFF, judge, ledgerOf, pastOf } from "./support.ts";

const [FROM, TO]: [Day, Day] = ["2025-04-10", "2025-05-08"];

/** Of a coin, of shares, of an index, and of a level. */
const RULES = [
  "price/large-rise",
  "price/losses-run",
  "equities/correction",
  "conditions/vix-jump",
];
const rules = narratives.filter(({ id, evidence }) => evidence && RULES.includes(id));

/** The bundled past with a value of Bitcoin and one of Coinbase revised, and one of the VIX that came late. */
function revised(id: string): readonly Stored[] {
  const rows = bundledRows(id);
  const corrected = (day: Day, by: number, on: Day): Stored[] =>
    rows.flatMap((row): Stored[] =>
      row.day === day
        ? [row, { ...row, value: row.value * by, revision: 1, public: Date.parse(on) }]
        : [row],
    );
  if (id === "btc.close") return corrected("2025-04-15", 1.2, "2025-04-20T08:00:00Z");
  if (id === "coin.close") return corrected("2023-06-01", 0.5, "2025-04-25T08:00:00Z");
  if (id !== "vix.level") return rows;
  const late = Date.parse("2025-04-22T08:00:00Z");
  return rows.map((row) => (row.day === "2025-04-03" ? { ...row, public: late } : row));
}

test("records that are carried from edition to edition are those that are worked out by themselves, whatever was revised and in whatever order", () => {
  const past: Past = { ...pastOf(catalogue, revised), from: "2024-01-01" };
  const { tracks } = ledgerOf(past, rules, TO);
  const days = daysFrom(FROM, TO);
  expect(rules).toHaveLength(RULES.length);
  const carried = new Carried();
  const bookOn = (day: Day, from?: Carried) =>
    evidenceBook(tracks, rules, day, past.view(cutoffOf(day, CUTOFF)), judge, from);
  for (const day of [...days, ...days.toReversed().filter((_, at) => at % 7 === 0)])
    expect([day, bookOn(day, carried).all()]).toEqual([day, bookOn(day).all()]);
});

const series = catalogue.series.get("coin.close")!;

/** Sessions in a row, now and then without one of them, each with a value. */
const history = fc
  .array(fc.tuple(fc.constantFrom(1, 1, 1, 2, 9), fc.integer({ min: 1, max: 9 })), {
    maxLength: 40,
  })
  .map((rows) => {
    let day = "2025-01-01";
    const days = rows.map(([skipped]) => {
      for (let at = 0; at < skipped; at++) day = series.calendar.next(day);
      return day;
    });
    return { days, values: Float64Array.from(rows, ([, value]) => value) };
  });

/** All that outcomes tell. */
function told(outcomes: Outcomes) {
  return [1, 5].map((horizon) => [
    outcomes.changes(horizon),
    outcomes.hits(horizon, "up"),
    outcomes.hits(horizon, "down"),
    outcomes.lastUnknown(horizon),
    outcomes.numbers,
  ]);
}

test("what became of a target is taken over from any other cut-off as far as both know the same", () => {
  fc.assert(
    fc.property(history, history, fc.nat(40), (one, other, count) => {
      // The second begins like the first, as far as its own days allow.
      const begun = {
        days: [...one.days.slice(0, count), ...other.days.slice(count)],
        values: Float64Array.from([...one.values.slice(0, count), ...other.values.slice(count)]),
      };
      const isAscending = begun.days.every((day, at) => at === 0 || begun.days[at - 1]! < day);
      fc.pre(isAscending);
      const before = new Outcomes(series, one);
      told(before);
      expect(told(new Outcomes(series, begun, before))).toEqual(told(new Outcomes(series, begun)));
    }),
  );
});

test("nothing is taken over from another series", () => {
  const days = daysFrom("2025-05-05", "2025-05-08");
  const values = Float64Array.from(days, (_, at) => 100 + at);
  const level = catalogue.series.get("vix.level")!;
  const before = new Outcomes(series, { days, values });
  before.changes(1);
  expect(new Outcomes(level, { days, values }, before).changes(1)).toEqual(
    new Float64Array([1, 1, 1]),
  );
});
