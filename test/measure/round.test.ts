import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isPowerOfTen, roundAbove, roundBelow } from "../../generator/measure/statistics/round.ts";
import { ofClose, periods, signalOf, viewWith, whyNot } from "./fake-view.ts";

describe("round numbers", () => {
  test.each([
    [98_286, 90_000, 100_000],
    [100_000, 100_000, 200_000],
    [2_228.21, 2_000, 3_000],
    [0.00193, 0.001, 0.002],
  ])("%d lies between %d and %d", (value, below, above) => {
    expect(roundBelow(value)).toBeCloseTo(below, 12);
    expect(roundAbove(value)).toBeCloseTo(above, 12);
  });

  test("a value is always at or above the one below it and under the one above it", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (value) => {
        expect(roundBelow(value)).toBeLessThanOrEqual(value * (1 + 1e-12));
        expect(roundAbove(value)).toBeGreaterThan(value * (1 - 1e-12));
      }),
    );
  });

  test("a power of ten is a one with zeros", () => {
    expect([1, 10, 100_000].every(isPowerOfTen)).toBe(true);
    expect([2, 90_000].some(isPowerOfTen)).toBe(false);
  });
});

/** Whether the newest close is the first of all on its side of a round number. */
function isFirst(values: number[], record: "highs" | "whole" | "part"): unknown {
  return signalOf(viewWith([{ id: "x.close", values, record }]), "x.close.roundIsFirst").value;
}

describe("a close across a round number", () => {
  test("is told with its way and the run on the other side", () => {
    const closes = [101, 98, 97, 96, 103];
    expect(ofClose(closes, "round")).toBe(100);
    expect(ofClose(closes, "roundCrossed")).toBe(1);
    expect(ofClose(closes, "roundSide")).toBe(1);
    expect(ofClose(closes, "roundSideBefore")).toBe(-3);
    expect(ofClose(closes, "roundSince")).toBe(periods(5)[0]);
    expect(ofClose(closes, "roundIsRecord")).toBe(0);
    expect(ofClose(closes, "roundIsTen")).toBe(1);
  });

  test("is the first where no earlier close was there", () => {
    expect(ofClose([98, 97, 103], "roundIsRecord")).toBe(1);
    expect(ofClose([98, 97, 103], "roundSince")).toBe(periods(3)[0]);
  });

  test("is the first of all where the data begin with the thing itself, or with lower values and the way is up", () => {
    const [up, down] = [
      [98, 97, 103],
      [102, 103, 97],
    ];
    expect(["whole", "highs", "part"].map((each) => isFirst(up, each as "part"))).toEqual([
      1, 1, 0,
    ]);
    expect(["whole", "highs", "part"].map((each) => isFirst(down, each as "part"))).toEqual([
      1, 0, 0,
    ]);
    expect(isFirst([101, 98, 103], "whole")).toBe(0);
  });

  test("on the number counts as above it", () => {
    expect(ofClose([98, 100], "roundCrossed")).toBe(1);
    expect(ofClose([100, 98], "roundCrossed")).toBe(-1);
  });

  test("takes the power of ten of several", () => {
    expect(ofClose([80, 210], "round")).toBe(100);
    expect(ofClose([210, 80], "round")).toBe(100);
    expect(ofClose([31, 52], "round")).toBe(50);
  });

  test("is none where both closes are on one side, with the nearest number", () => {
    expect(ofClose([52, 58], "roundCrossed")).toBe(0);
    expect(ofClose([52, 58], "roundDistance")).toBeCloseTo((2 / 58) * 100, 9);
    expect(ofClose([52, 58], "round")).toBe(60);
  });

  test("has no meaning for a price that is not above zero", () => {
    const view = viewWith([{ id: "x.close", values: [12, -3] }]);
    expect(whyNot(view, "x.close.round").reason).toBe("undefined");
  });
});

function of(
  closes: readonly number[],
  highs: readonly number[],
  lows: readonly number[],
  name: string,
): number | string {
  return signalOf(
    viewWith([
      { id: "x.close", values: closes },
      { id: "x.high", values: highs },
      { id: "x.low", values: lows },
    ]),
    `x.close.${name}`,
  ).value;
}

describe("a round number that trading passes and the close does not hold", () => {
  test("below the closes, since the last day that traded there", () => {
    const given = [
      [104, 103, 102, 101],
      [105, 105, 104, 103],
      [99, 101, 100, 98],
    ] as const;
    expect(of(...given, "roundTradedWay")).toBe(-1);
    expect(of(...given, "roundTraded")).toBe(100);
    expect(of(...given, "roundTradedSince")).toBe(periods(4)[0]);
    expect(of(...given, "roundTradedIsRecord")).toBe(0);
  });

  test("above them, for the first time", () => {
    const given = [
      [97, 98, 96],
      [98, 99, 104],
      [95, 96, 92],
    ] as const;
    expect(of(...given, "roundTradedWay")).toBe(1);
    expect(of(...given, "roundTradedIsRecord")).toBe(1);
  });

  test("is none where the close went there too, or nothing was passed", () => {
    expect(of([98, 103], [99, 105], [97, 98], "roundTradedWay")).toBe(0);
    expect(of([52, 53], [54, 55], [51, 52], "roundTradedWay")).toBe(0);
  });
});
