import type { Day } from "../base/day.ts";

/** All that a file or an answer gives of one period, in the same order for every period. */
export interface WholeRow {
  readonly day: Day;
  readonly cells: readonly string[];
}

/** Figures of a row that have to differ from each other and from zero: a day without trade has one price, four times. */
const DIFFERENT = 2;
/** How often a figure other than zero may repeat the one before it and still bear witness: once, and in this share of the rows. */
const SELDOM = 0.02;
/** Other rows before it is known which figures seldom repeat. */
const ENOUGH = 4;

/**
 * Periods whose whole row is that of the period before, to the last digit, though its figures seldom repeat: the source has sent a row
 * twice. A close may come again once in some hundred days; of 118,000 rows of candles, flows and positions since 1990 no such one did.
 */
export function repeatedRows(rows: Iterable<WholeRow>): ReadonlySet<Day> {
  const sorted = [...rows].sort((a, b) => (a.day < b.day ? -1 : 1));
  const pairs = sorted.slice(1).map(({ day, cells }, at) => ({
    day,
    cells,
    repeats: cells.map((cell, column) => cell === sorted[at]!.cells[column]),
  }));
  const [twice = [], others = []] = [true, false].map((isWhole) =>
    pairs.filter(({ repeats }) => repeats.every(Boolean) === isWhole),
  );
  if (twice.length === 0 || others.length < ENOUGH) return new Set();
  const most = 1 + SELDOM * others.length;
  const isSeldom = twice[0]!.cells.map(
    (_, column) =>
      others.filter(({ cells, repeats }) => repeats[column] && Number(cells[column]) !== 0)
        .length <= most,
  );
  const tells = ({ cells }: WholeRow): boolean => {
    const figures = cells.filter((_, column) => isSeldom[column]).map(Number);
    return new Set(figures.filter(Boolean)).size >= DIFFERENT;
  };
  return new Set(twice.filter(tells).map(({ day }) => day));
}
