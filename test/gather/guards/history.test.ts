import fc from "fast-check";
import { expect, test } from "vitest";
import { dayFromNumber, type Day } from "../../../generator/base/day.ts";
import {
  beginOf,
  laidOver,
  median,
  newestLaidOver,
  sharedBy,
  type Known,
} from "../../../generator/gather/guards/history.ts";
import { changeScale } from "../../../generator/gather/guards/usual-change.ts";
import { sameValue, type Observation } from "../../../generator/store/observation.ts";
import { declaredSeries } from "../../support/calendars.ts";

/** Days with a value each, by day; of few days and few values, so that an answer often meets what is held. */
const values = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 4 })), {
    selector: ([number]) => number,
  })
  .map((rows) =>
    rows
      .toSorted(([a], [b]) => a - b)
      .map(([number, value]) => ({ day: dayFromNumber(20_000 + number), value })),
  );

const known = values.map((rows): Known => ({
  days: rows.map(({ day }) => day),
  values: rows.map(({ value }) => value),
}));

const answer = values.map((rows): Observation[] =>
  rows.map((row) => ({ ...row, public: 0, stated: false })),
);

function heldOf({ days, values }: Known): Map<Day, number> {
  return new Map(days.map((day, at) => [day, values[at]!]));
}

test("what is known with an answer laid over it is every day of both, in order, the answer's value where it has another", () => {
  fc.assert(
    fc.property(known, answer, (held, observations) => {
      const stored = heldOf(held);
      const points = laidOver(held, observations);
      const days = [...new Set([...held.days, ...observations.map(({ day }) => day)])].toSorted();
      expect(points.map(({ day }) => day)).toEqual(days);
      for (const { day, value, fresh, stored: before } of points) {
        const told = observations.find((each) => each.day === day);
        const own = stored.get(day);
        const isNew = told !== undefined && (own === undefined || !sameValue(own, told.value));
        expect(before).toBe(own);
        expect(fresh).toBe(isNew ? told : undefined);
        expect(value).toBe(isNew ? told.value : own);
      }
    }),
  );
});

test("the newest of it are those at its end, a value as good as that which is held too", () => {
  const near = answer.map((rows) =>
    rows.map((row) => ({ ...row, value: row.value * (1 + Number.EPSILON) })),
  );
  fc.assert(
    fc.property(known, fc.oneof(answer, near), fc.nat(5), (held, observations, count) => {
      const all = laidOver(held, observations).map(({ value }) => value);
      const newest = newestLaidOver(held, observations, count);
      expect(newest).toEqual(all.toReversed().slice(0, count));
    }),
  );
});

test("an answer and the store share the days that both have", () => {
  fc.assert(
    fc.property(known, answer, (held, observations) => {
      const stored = heldOf(held);
      expect(sharedBy(held, observations)).toEqual(
        observations
          .filter(({ day }) => stored.has(day))
          .map(({ day, value }) => ({
            day,
            at: held.days.indexOf(day),
            value,
            before: stored.get(day),
          })),
      );
      const first = observations[0]?.day ?? "9999-12-31";
      expect(beginOf(held, observations)).toBe(held.days.filter((day) => day < first).length);
    }),
  );
});

const COIN = declaredSeries({
  id: "coin.close",
  title: "Coin price",
  unit: "USD",
  source: "test",
  calendar: "24/7",
  lag: "PT10M",
  staleAfter: 2,
  range: [0, 1e9],
  decimals: 2,
});

/** The median change on the scale of logarithms, plainly, by which a change of four usual ones is still usual. */
function plainFloor(values: readonly number[]): number {
  const changes = values.slice(1).map((value, at) => Math.abs(Math.log(value / values[at]!)));
  return 4 * 1.4826 * median(changes);
}

test("what is usual of all there is goes by the values as they stood, however late it is asked for", () => {
  const written = Array.from({ length: 40 }, (_, at) => 100 + (at % 7));
  const floor = plainFloor(written);
  const scale = changeScale(COIN, written);
  written.fill(500, 20);
  expect([scale.isUsual(floor * 0.999), scale.isUsual(floor * 1.001)]).toEqual([true, false]);
});

test("a change is usual up to four times the median one, of whatever values", () => {
  const prices = fc.array(fc.double({ min: 1, max: 1e6, noNaN: true }), { minLength: 21 });
  fc.assert(
    fc.property(prices, fc.double({ min: 0, max: 3, noNaN: true }), (values, times) => {
      const floor = plainFloor(values);
      fc.pre(Math.abs(times - 1) > 1e-6);
      expect(changeScale(COIN, values).isUsual(floor * times)).toBe(floor === 0 || times < 1);
    }),
  );
});

test("of too few values no change is usual", () => {
  expect(changeScale(COIN, [100, 101, 102]).isUsual(0.001)).toBe(false);
});

test("the median is that of the sorted values, whatever they are", () => {
  fc.assert(
    fc.property(fc.array(fc.double()), (values) => {
      const sorted = new Float64Array(values).sort();
      const [below = 0, above = 0] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
      expect(median(values)).toBe(sorted.length % 2 === 1 ? above : (below + above) / 2);
    }),
  );
});
