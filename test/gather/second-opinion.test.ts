import fc from "fast-check";
import { expect, test } from "vitest";
import type { History } from "../../generator/store/asof.ts";
import { secondOpinion } from "../../generator/store/second-opinion.ts";
import { seriesOf } from "./support.ts";

const series = seriesOf({
  id: "btc.close",
  second: { by: "exchange", source: "kraken", tolerance: 1 },
});

function historyOf(values: Readonly<Record<string, number>>): History {
  const days = Object.keys(values).sort();
  return {
    series: "btc.close",
    days,
    values: Float64Array.from(days, (day) => values[day]!),
    publics: new Float64Array(days.length),
    revisions: new Uint16Array(days.length),
  };
}

test("the newest two periods are compared, the newest dispute first", () => {
  const first = historyOf({ "2025-05-05": 100, "2025-05-06": 100, "2025-05-07": 100 });
  const opinionOn = (second: Record<string, number>) =>
    secondOpinion(series, first, historyOf(second));
  expect(opinionOn({ "2025-05-07": 100.5 })).toMatchObject({ at: 2, isDisputed: false });
  expect(opinionOn({ "2025-05-06": 102, "2025-05-07": 100 })).toMatchObject({
    at: 1,
    isDisputed: true,
  });
  expect(opinionOn({ "2025-05-06": 102, "2025-05-07": 95 })).toMatchObject({ at: 2, secondAt: 1 });
  expect(opinionOn({ "2025-05-05": 500 })).toBeUndefined();
  expect(opinionOn({})).toBeUndefined();
});

test("the distance is in percent of the second's value, and a second value of zero agrees with nothing", () => {
  const price = fc.double({ min: 0.01, max: 1e6, noNaN: true });
  fc.assert(
    fc.property(price, price, (one, other) => {
      const found = secondOpinion(
        series,
        historyOf({ "2025-05-07": one }),
        historyOf({ "2025-05-07": other }),
      );
      const apart = (Math.abs(one - other) / other) * 100;
      expect(found?.apart).toBeGreaterThanOrEqual(apart * (1 - 1e-9) - 1e-9);
      expect(found?.apart).toBeLessThanOrEqual(apart * (1 + 1e-9) + 1e-9);
      fc.pre(Math.abs(apart - 1) > 1e-9);
      expect(found?.isDisputed).toBe(apart > 1);
    }),
  );
  const zero = secondOpinion(
    series,
    historyOf({ "2025-05-07": 100 }),
    historyOf({ "2025-05-07": 0 }),
  );
  expect(zero?.isDisputed).toBe(true);
});
