import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { randomFrom } from "../../../generator/base/random.ts";
import { median, quantile } from "../../../generator/measure/statistics/statistics.ts";
import {
  blockLength,
  bootstrapDifference,
} from "../../../generator/narrate/evidence/statistics/bootstrap.ts";
import { benjaminiHochberg } from "../../../generator/narrate/evidence/statistics/correction.ts";
import { panelOf } from "../../../generator/narrate/evidence/statistics/panel.ts";
import {
  differenceP,
  differencePOfOne,
} from "../../../generator/narrate/evidence/statistics/difference-test.ts";
import { episodesOf, spellStart } from "../../../generator/narrate/evidence/statistics/episodes.ts";
import { wilson } from "../../../generator/narrate/evidence/statistics/wilson.ts";

// R. G. Newcombe, Two-sided confidence intervals for the single proportion (Statistics in Medicine 17, 1998), table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])("Wilson's interval of %i of %i is %f to %f", (hits, count, low, high) => {
  const interval = wilson(hits, count);
  expect(interval.value).toBeCloseTo((100 * hits) / count, 12);
  expect(interval.low / 100).toBeCloseTo(low, 4);
  expect(interval.high / 100).toBeCloseTo(high, 4);
});

describe("the correction of Benjamini and Hochberg", () => {
  // Y. Benjamini and Y. Hochberg (1995), the fifteen p values of section 4.1: four are rejected at 5%.
  const published = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719,
    0.6528, 0.759, 1,
  ];

  test("rejects four of the published fifteen", () => {
    expect(benjaminiHochberg(published).map((p) => p <= 0.05)).toEqual(
      published.map((_, at) => at < 4),
    );
  });

  test("rejects what the step-up procedure rejects, at every level", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }),
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        (pValues, level) => {
          const sorted = [...pValues].sort((a, b) => a - b);
          let bound = -1;
          for (const [at, p] of sorted.entries())
            if (p <= ((at + 1) * level) / sorted.length) bound = p;
          const adjusted = benjaminiHochberg(pValues);
          for (const [at, p] of pValues.entries()) {
            const isClose = Math.abs(adjusted[at]! - level) < 1e-9;
            expect(isClose || adjusted[at]! <= level === p <= bound).toBe(true);
          }
        },
      ),
    );
  });
});

describe("episodes", () => {
  test("are runs of periods, and one within the horizon of the last does not count", () => {
    expect(episodesOf([3, 4, 5, 7, 8, 12, 30], 1)).toEqual([3, 7, 12, 30]);
    expect(episodesOf([3, 4, 5, 7, 8, 12, 30], 5)).toEqual([3, 12, 30]);
    expect(episodesOf([3, 4, 5, 7, 8, 12, 30], 20)).toEqual([3, 30]);
    expect(episodesOf([], 5)).toEqual([]);
  });

  test("go on over a weekend with a holiday, as a spell that the newest period belongs to", () => {
    expect(spellStart([3, 12, 13, 17, 20], 20)).toBe(12);
    expect(spellStart([3, 12, 13, 17, 20], 24)).toBe(12);
    expect(spellStart([3, 12, 13, 17, 20], 25)).toBe(Infinity);
    expect(spellStart([], 5)).toBe(Infinity);
  });

  test("never overlap, and always begin where the rule did not hold before", () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 200 }),
        fc.integer({ min: 1, max: 60 }),
        (on, horizon) => {
          const held = on.flatMap((is, at) => (is ? [at] : []));
          const counted = episodesOf(held, horizon);
          for (const [index, at] of counted.entries()) {
            expect(on[at] && !on[at - 1]).toBe(true);
            const before = counted[index - 1] ?? -horizon;
            expect(at - before).toBeGreaterThanOrEqual(horizon);
          }
          expect(counted.length > 0).toBe(held.length > 0);
        },
      ),
    );
  });
});

test("quartiles lie between values by proportion", () => {
  expect([0.25, 0.5, 0.75].map((share) => quantile(Float64Array.of(1, 2, 4, 8), share))).toEqual([
    1.75, 3, 5,
  ]);
  expect(quantile(Float64Array.of(7), 0.25)).toBe(7);
  const values = Float64Array.from({ length: 101 }, (_, at) => at ** 2);
  expect(quantile(values, 0.5)).toBe(median(values));
});

/** Outcomes of overlapping horizons: 1 where a sum of `horizon` independent steps is above zero. */
function overlapping(count: number, horizon: number, random: () => number): Float64Array {
  const steps = Array.from({ length: count + horizon }, () => random() - 0.5);
  return Float64Array.from({ length: count }, (_, at) =>
    steps.slice(at, at + horizon).reduce((sum, step) => sum + step, 0) > 0 ? 1 : 0,
  );
}

/** Starts of episodes that have nothing to do with the outcomes. */
function unrelated(count: number, horizon: number, random: () => number): number[] {
  const held = Array.from({ length: count }, (_, at) => at).filter(() => random() < 0.06);
  return episodesOf(held, horizon);
}

describe("where there is no effect", () => {
  const trials = [1, 5, 20].flatMap((horizon) =>
    Array.from({ length: 300 }, (_, at) => {
      const random = randomFrom(`null ${horizon} ${at}`);
      const hits = overlapping(1000, horizon, random);
      const starts = unrelated(1000, horizon, random);
      return { hits, starts, horizon, seed: `${at}` };
    }),
  );

  test.each([1, 5, 20])("one test in twenty at horizon %i gives p under 5%%", (horizon) => {
    const ps = trials
      .filter((trial) => trial.horizon === horizon)
      .map(({ hits, starts }) => differenceP(panelOf(hits, starts), horizon));
    const share = ps.filter((p) => p < 0.05).length / ps.length;
    expect(share).toBeGreaterThan(0.02);
    expect(share).toBeLessThan(0.085);
  });

  test("the bootstrap interval holds zero nine times in ten or more", () => {
    const some = trials.filter((_, at) => at % 6 === 0);
    const holding = some.filter(({ hits, starts, horizon, seed }) => {
      const { low, high } = bootstrapDifference(panelOf(hits, starts), horizon, seed);
      return low <= 0 && high >= 0;
    });
    expect(holding.length / some.length).toBeGreaterThan(0.88);
    expect(holding.length / some.length).toBeLessThan(0.99);
  });
});

test("an effect of known size is inside the bootstrap interval nine times in ten or more", () => {
  const runs = Array.from({ length: 100 }, (_, at) => {
    const random = randomFrom(`effect ${at}`);
    const starts = unrelated(1000, 1, random);
    const hits = Float64Array.from({ length: 1000 }, () => (random() < 0.5 ? 1 : 0));
    for (const start of starts) hits[start] = random() < 0.8 ? 1 : 0;
    const { low, high } = bootstrapDifference(panelOf(hits, starts), 1, `${at}`);
    const truth = 100 * (0.8 - (0.5 + (0.3 * starts.length) / 1000));
    return low <= truth && truth <= high;
  });
  expect(runs.filter(Boolean).length).toBeGreaterThan(87);
});

test("the bootstrap follows from its seed", () => {
  const random = randomFrom("hits");
  const hits = overlapping(400, 5, random);
  const starts = unrelated(400, 5, random);
  const once = bootstrapDifference(panelOf(hits, starts), 5, "one");
  expect(bootstrapDifference(panelOf(hits, starts), 5, "one")).toEqual(once);
  expect(bootstrapDifference(panelOf(hits, starts), 5, "two")).not.toEqual(once);
});

test("blocks are as long as the horizon, or the cube root of the periods, or a quarter of them", () => {
  expect([blockLength(1000, 1), blockLength(1000, 20), blockLength(40, 60)]).toEqual([10, 20, 10]);
});

test("ten hits of ten are not certain", () => {
  const hits = Float64Array.from({ length: 500 }, (_, at) => at % 2);
  const starts = Array.from({ length: 10 }, (_, at) => 1 + at * 40);
  const p = differenceP(panelOf(hits, starts), 1);
  expect(p).toBeGreaterThan(0.0001);
  expect(p).toBeLessThan(0.01);
});

test("the test of one subject is that of its panel, to the last bit", () => {
  const outcomes = fc.array(fc.constantFrom(0, 1), { minLength: 1, maxLength: 300 });
  fc.assert(
    fc.property(outcomes, fc.nat(9), fc.integer({ min: 1, max: 60 }), (all, every, horizon) => {
      const hits = Float64Array.from(all);
      const starts = [...hits.keys()].filter((at) => at % (every + 2) === 0);
      const ofPanel = differenceP(panelOf(hits, starts), horizon);
      expect(differencePOfOne(hits, starts, horizon)).toBe(ofPanel);
    }),
  );
});

test("outcomes that are all alike tell nothing", () => {
  expect(differenceP(panelOf(new Float64Array(100).fill(1), [3, 20]), 1)).toBe(1);
});

test("numbers from a seed spread evenly", () => {
  const random = randomFrom("even");
  const counts = Array.from({ length: 10 }, () => 0);
  for (let at = 0; at < 20_000; at++) counts[Math.floor(random() * 10)]!++;
  for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
});
