import fc from "fast-check";
import { expect, test } from "vitest";
import { carriedOn } from "../../generator/measure/carried-on.ts";
import { marketPhase } from "../../generator/measure/measures/market-phase.ts";
import { historyUntil } from "../../generator/store/columns.ts";
import type { Context, Found } from "../../generator/measure/definition.ts";
import type { Reading } from "../../generator/measure/reading.ts";
import { readingsOf } from "../../generator/measure/readings.ts";
import type { History } from "../../generator/store/asof.ts";
import { viewWith } from "./fake-view.ts";

/** A phase asks for nothing besides its own series. */
const CONTEXT = {} as Context;

const figures = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 2, maxLength: 60 });

test("a walk goes on where it ended, and sees each value once", () => {
  let steps = 0;
  const highs = carriedOn<{ at: number[]; high: number }>(
    () => ({ at: [], high: -Infinity }),
    (state, values, at) => {
      steps++;
      if (values[at]! <= state.high) return;
      state.high = values[at]!;
      state.at.push(at);
    },
  );
  const whole = Float64Array.of(3, 1, 4, 1, 5);
  expect(highs(whole.subarray(0, 3)).at).toEqual([0, 2]);
  expect(highs(whole.subarray(0, 5)).at).toEqual([0, 2, 4]);
  expect(highs(whole.subarray(0, 2)).at.filter((at) => at < 2)).toEqual([0]);
  expect(steps).toBe(5);
  // Another series in the same memory, and the same values elsewhere, are walks of their own.
  expect(highs(whole.subarray(1)).at).toEqual([0, 1, 3]);
  expect(highs(Float64Array.from(whole)).at).toEqual([0, 2, 4]);
});

test("a day's phase is the same whichever days were asked for before it", () => {
  fc.assert(
    fc.property(figures, fc.array(fc.nat(), { minLength: 1, maxLength: 10 }), (values, order) => {
      const view = viewWith([{ id: "x.close", values }]);
      const whole = readingsOf(view).of("x", "close") as Reading;
      const phaseOf = (history: History): unknown => {
        const last = history.days.length - 1;
        return marketPhase.compute({ ...whole, history, last }, CONTEXT);
      };
      for (const each of order) {
        const beginning = historyUntil(whole.history, 1 + (each % values.length));
        const alone = { ...beginning, values: Float64Array.from(beginning.values) };
        const found = phaseOf(beginning) as Found;
        expect({ ...found, used: undefined }).toEqual({
          ...(phaseOf(alone) as Found),
          used: undefined,
        });
      }
    }),
  );
});
