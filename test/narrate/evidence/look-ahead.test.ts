import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, daysFrom, startOfDay, type Day, DAY_MS } from "../../../generator/base/day.ts";
import type { Stored } from "../../../generator/store/columns.ts";
import { cutoffOf } from "../../../generator/narrate/edition.ts";
import { loadNarratives } from "../../../generator/narrate/narrative.ts";
import { ROOT, catalogue, world, ground } from "../../support/bundle.ts";
import { bookOf, bundledRows, CUTOFF, ledgerOf, pastOf } from "./support.ts";

const DAY: Day = "2023-03-31";

const cutoff = cutoffOf(DAY, CUTOFF);

const narratives = loadNarratives(world, ROOT, ground).filter((each) => each.evidence);

/** The bundled data up to a quarter after the day: enough that a look ahead would show. */
const rows = new Map<string, readonly Stored[]>();

const LIMIT = cutoff + 90 * DAY_MS;

function stored(id: string): readonly Stored[] {
  let found = rows.get(id);
  if (!found) rows.set(id, (found = bundledRows(id).filter((row) => row.public <= LIMIT)));
  return found;
}

const known = (id: string): readonly Stored[] => stored(id).filter((row) => row.public <= cutoff);

const truncated = bookOf(pastOf(catalogue, known), narratives, DAY).all();

test("there are records to look at", () => {
  expect(
    truncated.filter(({ horizons }) => horizons.some(({ rates }) => rates)).length,
  ).toBeGreaterThan(5);
});

test("the evidence of a day is the same whether later data exist or not", () => {
  const past = pastOf(catalogue, stored);
  expect(bookOf(past, narratives, DAY).all()).toEqual(truncated);
  const later = ledgerOf(past, narratives, addDays(DAY, 80));
  expect(bookOf(past, narratives, DAY, later).all()).toEqual(truncated);
});

test("each past day is read at its own cut-off and at no other instant", () => {
  const past = pastOf(catalogue, stored);
  ledgerOf(past, narratives, DAY);
  const cutoffs = new Set(daysFrom("2022-01-01", DAY).map((day) => cutoffOf(day, CUTOFF)));
  expect(past.asked.filter((instant) => !cutoffs.has(instant) && instant !== 0)).toEqual([]);
  expect(Math.max(...past.asked)).toBe(cutoff);
});

test("nothing published after the cut-off changes the evidence", () => {
  const ids = ["btc.close", "eth.close", "sp500.close", "btc.exchangeInflow", "vix.level"];
  const kept = ledgerOf(pastOf(catalogue, known), narratives, addDays(DAY, -3)).kept!;
  fc.assert(
    fc.property(
      fc.constantFrom(...ids),
      fc.integer({ min: -200, max: 20 }),
      fc.double({ min: 0.5, max: 2, noNaN: true }),
      fc.integer({ min: 1, max: 10 * DAY_MS }),
      (series, offset, factor, late) => {
        const day = addDays(DAY, offset);
        const published = Math.max(cutoff, startOfDay(day)) + late;
        const before = stored(series).filter((row) => row.day === day && row.public <= cutoff);
        const extra: Stored = {
          day,
          value: 100 * factor,
          revision: before.length,
          public: published,
        };
        const rowsOf = (id: string): readonly Stored[] =>
          id === series
            ? [...known(id), extra].sort((a, b) =>
                a.day < b.day ? -1 : a.day > b.day ? 1 : a.revision - b.revision,
              )
            : known(id);
        const past = pastOf(catalogue, rowsOf);
        const ledger = ledgerOf(past, narratives, DAY, kept);
        expect(bookOf(past, narratives, DAY, ledger).all()).toEqual(truncated);
      },
    ),
    { numRuns: 8 },
  );
});
