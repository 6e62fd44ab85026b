import { expect, test } from "vitest";
import { addDays } from "../../../generator/base/day.ts";
import { guard } from "../../../generator/gather/guards/judge.ts";
import type { Known } from "../../../generator/gather/guards/history.ts";
import type { Observation } from "../../../generator/store/observation.ts";
import { columnOf } from "../../measure/bundled.ts";
import { seriesOf } from "../support.ts";

/** Series of the bundled history whose values are all above zero, and whether their shares can be split. */
const COLUMNS = [
  ["btc", "close", false],
  ["eth", "close", false],
  ["sp500", "close", false],
  ["russell2000", "adjusted", true],
  ["coin", "close", true],
  ["mstr", "close", true],
  ["ibit", "close", true],
  ["vix", "close", false],
  ["us10y", "value", false],
] as const;

const FIRST = "2022-01-01";
/** A history long enough to be judged by, and the periods that an answer asks for once more. */
const LEARNED = 300;
const OVERLAP = 7;

/** Judges the newest value of a window that ends at `end`, as a live run would see it. */
function isTaken(
  values: readonly number[],
  end: number,
  canSplit: boolean,
  given: (at: number) => number,
): boolean {
  const days = values.map((_, at) => addDays(FIRST, at));
  const known: Known = { days: days.slice(0, end), values: values.slice(0, end) };
  const observations: Observation[] = [];
  for (let at = end - OVERLAP; at <= end; at++)
    observations.push({ day: days[at]!, value: given(at), public: 0, stated: false });
  const series = seriesOf({ id: "btc.close", range: [0, 1e9] });
  const { accepted } = guard(series, known, observations, { canSplit });
  return accepted.some(({ day }) => day === days[end]);
}

function shareTaken(
  every: number,
  columns: readonly (typeof COLUMNS)[number][],
  given: (values: readonly number[], end: number) => (at: number) => number,
): number {
  let taken = 0;
  let judged = 0;
  for (const [file, column, canSplit] of columns) {
    const values = columnOf(file, column);
    for (let end = Math.min(LEARNED, values.length >> 1); end < values.length; end += every) {
      judged++;
      if (isTaken(values, end, canSplit, given(values, end))) taken++;
    }
  }
  return taken / judged;
}

test("no true value of the bundled history is refused", () => {
  expect(shareTaken(1, COLUMNS, (values) => (at) => values[at]!)).toBe(1);
});

test.each([
  ["shifted by a day", (values: readonly number[]) => (at: number) => values[at - 1]!],
  ["of half a year before", (values: readonly number[]) => (at: number) => values[at - 125]!],
])("an answer %s is refused in 95 of 100 cases", (_, given) => {
  expect(shareTaken(23, COLUMNS, given)).toBeLessThan(0.05);
});

test.each([
  ["split two for one", 1 / 2],
  ["split seven for one", 1 / 7],
  ["in cents", 100],
])(
  "a price that is %s is asked about in 95 of 100 cases where shares move as indices do",
  (_, factor) => {
    const calm = COLUMNS.filter(([file]) => ["russell2000", "ibit"].includes(file));
    const given = (values: readonly number[], end: number) => (at: number) =>
      at === end ? values[at]! * factor : values[at]!;
    expect(shareTaken(23, calm, given)).toBeLessThan(0.05);
  },
);
