import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays } from "../../generator/base/day.ts";
import type { History } from "../../generator/store/asof.ts";
import { deriveHistory } from "../../generator/store/derive.ts";

const FIRST = "2025-01-06";

/** A history whose holes are periods without a value. */
function historyOf(values: readonly (number | undefined)[], hour: number): History {
  const known = values.flatMap((value, at) =>
    value === undefined ? [] : [{ day: addDays(FIRST, at), value }],
  );
  return {
    series: "x.flow",
    days: known.map(({ day }) => day),
    values: Float64Array.from(known, ({ value }) => value),
    publics: Float64Array.from(known, ({ day }) => Date.parse(`${day}T00:00:00Z`) + hour * 3.6e6),
    revisions: new Uint16Array(known.length),
  };
}

/** What each derivation is of the values of one period, by its definition. */
const PLAIN = {
  sum: (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0),
  difference: ([first = 0, ...others]: readonly number[]) =>
    others.reduce((rest, each) => rest - each, first),
  highest: (values: readonly number[]) => values.toSorted((a, b) => b - a)[0],
  lowest: (values: readonly number[]) => values.toSorted((a, b) => a - b)[0],
  positive: (values: readonly number[]) => values.filter((each) => each > 0).length,
  negative: (values: readonly number[]) => values.filter((each) => each < 0).length,
} as const;

const flow = fc.option(fc.integer({ min: -5, max: 5 }), { nil: undefined, freq: 6 });

test.each(Object.entries(PLAIN))(
  "%s is told of each period that all series have, and is public with the last of them",
  (as, plain) => {
    fc.assert(
      fc.property(
        fc.array(fc.array(flow, { minLength: 8, maxLength: 8 }), { minLength: 2, maxLength: 5 }),
        (lists) => {
          const inputs = lists.map((list, at) => historyOf(list, 20 + at));
          const found = deriveHistory("x.all", as as keyof typeof PLAIN, inputs);
          const whole = Array.from({ length: 8 }, (_, at) => lists.map((list) => list[at])).map(
            (values) => (values.includes(undefined) ? undefined : (values as number[])),
          );
          const wanted = whole.flatMap((values, at) =>
            values ? [{ day: addDays(FIRST, at), value: plain(values) }] : [],
          );
          expect(found.days).toEqual(wanted.map(({ day }) => day));
          expect([...found.values]).toEqual(wanted.map(({ value }) => value));
          expect([...found.publics]).toEqual(
            wanted.map(({ day }) => Date.parse(`${day}T00:00:00Z`) + (19 + lists.length) * 3.6e6),
          );
        },
      ),
    );
  },
);
