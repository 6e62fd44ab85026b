import { describe, expect, test } from "vitest";
import { measure } from "../../generator/measure/measure.ts";
import { levels, swings } from "../../generator/measure/statistics/swings.ts";
import { averageTrueRange } from "../../generator/measure/statistics/wilder.ts";
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

describe("levels", () => {
  const prices = Float64Array.of(100, 110, 100.5, 111, 120);

  test("gather swings no further apart than the tolerance", () => {
    expect(levels(prices, [0, 1, 2, 3, 4], 1)).toEqual([
      { price: 100.25, touches: 2, latest: 2 },
      { price: 110.5, touches: 2, latest: 3 },
      { price: 120, touches: 1, latest: 4 },
    ]);
  });

  test("do not chain from neighbour to neighbour", () => {
    const steps = Float64Array.of(10, 10.9, 11.8);
    expect(levels(steps, [0, 1, 2], 1).map((level) => level.touches)).toEqual([2, 1]);
  });
});

/** 250 closes about 100 that dip to `low` and rise to `high` at the given positions, and end at 100. */
function ranging(turns: Readonly<Record<number, number>>): Float64Array {
  return Float64Array.from({ length: 250 }, (_, at) => turns[at] ?? 100 + (at % 2) / 10);
}

describe("support and resistance", () => {
  const turns = { 20: 80, 40: 90, 100: 90.2, 70: 110, 130: 120, 240: 110.2 };

  test("are the nearest levels on each side of the close", () => {
    const days = periods(250);
    const close = 100.1;
    expect(ofClose(ranging(turns), "support")).toBeCloseTo(90.1, 9);
    expect(ofClose(ranging(turns), "supportTouches")).toBe(2);
    expect(ofClose(ranging(turns), "supportDay")).toBe(days[100]);
    expect(ofClose(ranging(turns), "supportDistance")).toBeCloseTo((90.1 / close - 1) * 100, 9);
    expect(ofClose(ranging(turns), "resistance")).toBeCloseTo(110.1, 9);
    expect(ofClose(ranging(turns), "resistanceTouches")).toBe(2);
    expect(ofClose(ranging(turns), "resistanceDay")).toBe(days[240]);
    expect(ofClose(ranging(turns), "resistanceDistance")).toBeCloseTo((110.1 / close - 1) * 100, 9);
  });

  test("a turn in the last five bars is not known yet", () => {
    const others = { ...turns, 240: 100 };
    expect(ofClose(ranging({ ...others, 245: 105 }), "resistance")).toBe(120);
    expect(ofClose(ranging({ ...others, 244: 105 }), "resistance")).toBe(105);
  });

  test("swings further apart than half the average true range are two levels", () => {
    const range = averageTrueRange(closesOnly(ranging(turns)), 14);
    const apart = ranging({ ...turns, 100: 90 + range });
    expect(ofClose(apart, "supportTouches")).toBe(1);
    expect(ofClose(apart, "support")).toBeCloseTo(90 + range, 9);
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

  test("is told by the latest close on the level or beyond it", () => {
    expect(ofClose(ranging(turns), "supportSince")).toBe(days[40]);
    expect(ofClose(ranging(turns), "supportIsRecord")).toBe(0);
    expect(ofClose(ranging(turns), "resistanceSince")).toBe(days[240]);
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

function closesOnly(values: Float64Array): Parameters<typeof averageTrueRange>[0] {
  return { high: values, low: values, close: values };
}

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
