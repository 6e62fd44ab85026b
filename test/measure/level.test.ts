import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { measure } from "../../generator/measure/measure.ts";
import { levels, swings } from "../../generator/measure/statistics/swings.ts";
import { ofClose, periods, signalOf, viewWith, walk, whyNot } from "./fake-view.ts";
import { measures } from "../support/bundle.ts";

describe("swings", () => {
  test("a high stands above the bars on both sides", () => {
    const values = Float64Array.of(1, 2, 5, 2, 1, 3, 1);
    expect(swings(values, 2, 1)).toEqual([2]);
    expect(swings(values, 1, 1)).toEqual([2, 5]);
    expect(swings(values, 1, -1)).toEqual([4]);
  });

  test("of equal neighbours the first counts, once", () => {
    expect(swings(Float64Array.of(1, 2, 5, 5, 2, 1), 2, 1)).toEqual([2]);
  });

  test("a flat line has none", () => {
    expect(swings(new Float64Array(20).fill(3), 2, 1)).toEqual([]);
  });

  test("a high without its later bars is not yet one", () => {
    expect(swings(Float64Array.of(1, 2, 5, 4), 2, 1)).toEqual([]);
    expect(swings(Float64Array.of(1, 2, 5, 4, 3), 2, 1)).toEqual([2]);
  });
});

const within = (): number => 1;
const widening = (at: number): number => (at === 2 ? 2 : 0.5);

describe("levels", () => {
  const prices = Float64Array.of(100, 110, 100.5, 111, 120);

  test("gather swings no further from their price than the tolerance, at the price of the latest", () => {
    expect(levels(prices, [0, 1, 2, 3, 4], within)).toEqual([
      { price: 100.5, touches: 2, latest: 2 },
      { price: 111, touches: 2, latest: 3 },
      { price: 120, touches: 1, latest: 4 },
    ]);
  });

  test("a swing touches the nearest of two levels in reach", () => {
    const steps = Float64Array.of(10, 11.2, 10.9);
    expect(levels(steps, [0, 1, 2], within)).toEqual([
      { price: 10, touches: 1, latest: 0 },
      { price: 10.9, touches: 2, latest: 2 },
    ]);
  });

  test("each swing has the tolerance of its own time", () => {
    const steps = Float64Array.of(10, 10.9, 11.2);
    expect(levels(steps, [0, 1, 2], widening).map((level) => level.touches)).toEqual([1, 2]);
  });

  test("what is gathered is never gathered otherwise later", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 30 }),
        (all) => {
          const values = Float64Array.from(all);
          const positions = all.map((_, at) => at);
          const before = levels(values, positions.slice(0, -1), () => 3);
          const latest = all.length - 1;
          const kept = levels(values, positions, () => 3).filter((each) => each.latest !== latest);
          expect(before).toEqual(expect.arrayContaining(kept));
          expect(before.length - kept.length).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

function told(view: ReturnType<typeof viewWith>, name: string): unknown {
  return signalOf(view, `x.close.${name}`).value;
}

/** 250 closes about 100 that dip to `low` and rise to `high` at the given positions, and end at 100. */
function ranging(turns: Readonly<Record<number, number>>): Float64Array {
  return Float64Array.from({ length: 250 }, (_, at) => turns[at] ?? 100 + (at % 2) / 10);
}

const dip = (to: number): Float64Array => ranging({ 40: 90, 100: to });

/** Half the mean true range of the 14 bars around such a dip: two of its depth, down and up, beside twelve of 0.1. */
const half = (to: number): number => (12 * 0.1 + (100.1 - to) * 2) / 14 / 2;

describe("support and resistance", () => {
  const turns = { 20: 80, 40: 90, 100: 90.2, 70: 110, 130: 120, 240: 110.2 };

  test("are the nearest levels on each side of the close", () => {
    const days = periods(250);
    const close = 100.1;
    expect(ofClose(ranging(turns), "support")).toBe(90.2);
    expect(ofClose(ranging(turns), "supportTouches")).toBe(2);
    expect(ofClose(ranging(turns), "supportDay")).toBe(days[100]);
    expect(ofClose(ranging(turns), "supportDistance")).toBeCloseTo((90.2 / close - 1) * 100, 9);
    expect(ofClose(ranging(turns), "resistance")).toBe(110.2);
    expect(ofClose(ranging(turns), "resistanceTouches")).toBe(2);
    expect(ofClose(ranging(turns), "resistanceDay")).toBe(days[240]);
    expect(ofClose(ranging(turns), "resistanceDistance")).toBeCloseTo((110.2 / close - 1) * 100, 9);
  });

  test("a turn in the last five bars is not known yet", () => {
    const others = { ...turns, 240: 100 };
    expect(ofClose(ranging({ ...others, 245: 105 }), "resistance")).toBe(120);
    expect(ofClose(ranging({ ...others, 244: 105 }), "resistance")).toBe(105);
  });

  test("swings further apart than half the mean true range of their time are two levels", () => {
    expect(half(90.8)).toBeLessThan(0.8);
    expect(ofClose(dip(90.8), "supportTouches")).toBe(1);
    expect(half(90.7)).toBeGreaterThan(0.7);
    expect(ofClose(dip(90.7), "supportTouches")).toBe(2);
    expect(ofClose(dip(90.7), "support")).toBe(90.7);
  });

  test("stand where they are until the price turns there, goes beyond, or the window leaves a turn behind", () => {
    const pairs: [unknown, unknown][] = [];
    for (const seed of [2, 9, 17]) {
      const values = walk(420, seed);
      let before: { price: unknown; touches: unknown } | undefined;
      for (let length = 260; length <= 420; length++) {
        const read = measure(
          viewWith([{ id: "x.close", values: values.slice(0, length) }]),
          measures,
        );
        const [price, touches] = ["support", "supportTouches"].map((name) =>
          read.read("x", "close", name),
        );
        if (!price?.ok || !touches?.ok) continue;
        const now = { price: price.signal.value, touches: touches.signal.value };
        const turned = swings(values.slice(0, length), 5, -1).at(-1) === length - 6;
        const left = swings(values.slice(0, length), 5, -1).includes(length - 250 + 8);
        const close = values[length - 1]!;
        const crossed =
          before && (close < Number(before.price) || values[length - 2]! < Number(now.price));
        if (before && !turned && !left && !crossed) pairs.push([before, now]);
        before = now;
      }
    }
    expect(pairs.map(([, now]) => now)).toEqual(pairs.map(([before]) => before));
    expect(pairs.length).toBeGreaterThan(100);
  });

  test("a level that a close has crossed since its latest touch no longer stands", () => {
    expect(ofClose(ranging({ ...turns, 160: 85 }), "support")).toBe(85);
    expect(ofClose(ranging({ ...turns, 10: 85, 160: 88 }), "support")).toBe(88);
    expect(ofClose(ranging({ 40: 110, 100: 120, 160: 90 }), "resistance")).toBe(120);
  });

  test("no close lies beyond a level since its latest touch, on any day of a market that swings", () => {
    const noise = walk(400, 5);
    const closes = noise.map((value, at) => 100 + 10 * Math.sin(at / 15) + 0.02 * value);
    let held = 0;
    for (let length = 250; length <= 400; length++) {
      const values = closes.slice(0, length);
      const read = measure(viewWith([{ id: "x.close", values }]), measures);
      const price = read.read("x", "close", "resistance");
      const day = read.read("x", "close", "resistanceDay");
      if (!price.ok || !day.ok) continue;
      const touched = periods(length).findIndex((each) => each === day.signal.value);
      const since = values.slice(touched + 1);
      expect(Math.max(...since)).toBeLessThanOrEqual(Number(price.signal.value));
      held++;
    }
    expect(held).toBeGreaterThan(20);
  });

  test("are read from the lows and highs of a subject that has both", () => {
    const close = ranging({});
    const given = [
      { id: "x.close", values: close },
      { id: "x.high", values: close.map((value, at) => (at === 50 ? 130 : value + 1)) },
      { id: "x.low", values: close.map((value, at) => (at === 60 ? 70 : value - 1)) },
    ];
    const view = viewWith(given);
    expect(signalOf(view, "x.close.resistance").value).toBe(130);
    expect(signalOf(view, "x.close.support").value).toBe(70);
    expect(signalOf(view, "x.close.support").inputs.map((input) => input.series)).toEqual([
      "x.close",
      "x.high",
      "x.low",
    ]);
  });

  test("tell on which days the price traded through a level and closed back, by more than a hair's breadth", () => {
    const close = Float64Array.of(100, ...ranging({}));
    const days = periods(251);
    const lows = (others: Readonly<Record<number, number>>): ReturnType<typeof viewWith> =>
      viewWith([
        { id: "x.close", values: close },
        { id: "x.high", values: close.map((value) => value + 1) },
        {
          id: "x.low",
          values: close.map((value, at) => (at === 60 ? 95 : (others[at] ?? value - 1))),
        },
      ]);
    const through = lows({ 246: 94.99, 249: 93.2 });
    expect(told(through, "support")).toBe(95);
    expect(told(through, "supportPierced")).toBe(1);
    expect(told(through, "supportFirstPiercedDay")).toBe(days[249]);
    expect(told(through, "supportPiercedDay")).toBe(days[249]);
    expect(told(through, "supportPiercedAge")).toBe(1);
    expect(told(through, "supportBeforePierced")).toBe(1);
    expect(told(through, "supportBeforePiercedDay")).toBe(days[249]);
    const again = lows({ 30: 90, 249: 94.9, 250: 94.9 });
    expect(told(again, "supportBefore")).toBe(95);
    expect(told(again, "support")).toBe(90);
    const far = lows({ 30: 90, 250: 93 });
    expect(told(far, "supportBefore")).toBe(95);
    expect(told(far, "support")).toBe(90);
    const touched = lows({ 246: 94.99, 250: 95 });
    expect(told(touched, "supportPierced")).toBe(0);
    expect(told(touched, "supportPiercedDay")).toBe(days[60]);
    expect(told(touched, "supportPiercedAge")).toBe(190);
    const highs = viewWith([
      { id: "x.close", values: close },
      {
        id: "x.high",
        values: close.map((value, at) => ({ 70: 105, 246: 105.04, 248: 105.2 })[at] ?? value + 1),
      },
      { id: "x.low", values: close.map((value) => value - 1) },
    ]);
    expect(told(highs, "resistancePierced")).toBe(1);
    expect(told(highs, "resistanceFirstPiercedDay")).toBe(days[248]);
    expect(told(highs, "resistancePiercedAge")).toBe(2);
  });

  test("are not available while a candle of the window is missing", () => {
    const values = walk(250);
    const day = periods(100)[0]!;
    const view = viewWith([
      { id: "x.close", values },
      { id: "x.high", values, without: [day] },
      { id: "x.low", values },
    ]);
    expect(whyNot(view, "x.close.support").reason).toBe("gap");
  });

  test("there is none where no swing lies on that side", () => {
    const rising = viewWith([{ id: "x.close", values: walk(250).map((_, at) => 100 + at) }]);
    expect(whyNot(rising, "x.close.resistance").reason).toBe("undefined");
  });

  test("need 250 bars", () => {
    const view = viewWith([{ id: "x.close", values: walk(249) }]);
    expect(whyNot(view, "x.close.support")).toMatchObject({
      reason: "short",
      have: 249,
      need: 250,
    });
  });
});

describe("what a close beyond a level would be", () => {
  const turns = { 20: 80, 40: 90, 100: 90.2, 70: 110, 130: 120, 240: 110.2 };
  const days = periods(250);

  test("is told by the latest close beyond it", () => {
    expect(ofClose(ranging(turns), "supportSince")).toBe(days[40]);
    expect(ofClose(ranging(turns), "supportIsRecord")).toBe(0);
    expect(ofClose(ranging(turns), "resistanceSince")).toBe(days[130]);
    expect(ofClose(ranging(turns), "resistanceIsRecord")).toBe(0);
  });

  test("reads lows of trading against closes, which may never have been as low", () => {
    const close = ranging({});
    const view = viewWith([
      { id: "x.close", values: close },
      { id: "x.high", values: close.map((value) => value + 1) },
      { id: "x.low", values: close.map((value, at) => (at === 60 ? 70 : value - 1)) },
    ]);
    expect(signalOf(view, "x.close.supportSince").value).toBe(days[0]);
    expect(signalOf(view, "x.close.supportIsRecord").value).toBe(1);
  });
});

describe("the levels of the day before", () => {
  test.each(["support", "resistance"])("are what %s read then, whatever came after", (which) => {
    let compared = 0;
    for (const seed of [3, 8, 12, 21]) {
      const values = walk(300, seed);
      const then = viewWith([{ id: "x.close", values: values.slice(0, -1), end: "2025-05-06" }]);
      if (!measure(then, measures).read("x", "close", which).ok) continue;
      compared++;
      const now = viewWith([{ id: "x.close", values }]);
      for (const name of ["", "Touches", "Day"]) {
        expect(signalOf(now, `x.close.${which}Before${name}`).value).toBe(
          signalOf(then, `x.close.${which}${name}`).value,
        );
      }
      const price = Number(signalOf(then, `x.close.${which}`).value);
      expect(signalOf(now, `x.close.${which}BeforeDistance`).value).toBeCloseTo(
        (values.at(-1)! / price - 1) * 100,
        9,
      );
    }
    expect(compared).toBeGreaterThan(1);
  });
});
