import { describe, expect, test } from "vitest";
import { columnOf } from "./bundled.ts";
import { ofClose, periods } from "./fake-view.ts";

/** The closes of Bitcoin, cut off at days with runs of both ways. */
const CLOSES = columnOf("btc", "close", "2022-01-01");
const CUTS = [30, 400, 700, 840, 1000, 1030, 1194, 1222, 1277];

/** How many closes up to a position moved its way. */
function runAt(closes: readonly number[], at: number): number {
  const way = Math.sign(closes[at]! - closes[at - 1]!);
  let from = at;
  while (from > 0 && Math.sign(closes[from]! - closes[from - 1]!) === way) from--;
  return way * (at - from);
}

describe("the longest run of closes", () => {
  test.each(CUTS)("agrees with a plain scan over %i days", (cut) => {
    const closes = CLOSES.slice(0, cut);
    const days = periods(cut);
    const run = runAt(closes, cut - 1);
    const before = cut - 1 - Math.abs(run);
    const latest = closes.findLastIndex(
      (_, at) => at >= 1 && at <= before && runAt(closes, at) * Math.sign(run) >= Math.abs(run),
    );
    expect(ofClose(closes, "closeRunIsRecord")).toBe(latest < 0 ? 1 : 0);
    expect(ofClose(closes, "closeRunSince")).toBe(days[Math.max(latest, 0)]);
  });

  test("an earlier run of the same length ends it, one of the other way does not", () => {
    expect(ofClose([1, 2, 3, 2, 3, 4], "closeRunSince")).toBe(periods(6)[2]);
    expect(ofClose([1, 2, 3, 2, 3, 4], "closeRunIsRecord")).toBe(0);
    expect(ofClose([5, 4, 3, 4, 5], "closeRunIsRecord")).toBe(1);
  });
});

describe("the mark of a bear market", () => {
  test("is a fifth below the highest close of the year, with its distance from the newest", () => {
    const closes = [...Array.from({ length: 400 }, () => 80), 100, 90, 88];
    expect(ofClose(closes, "bearMark")).toBe(80);
    expect(ofClose(closes, "bearMarkDistance")).toBeCloseTo((80 / 88 - 1) * 100, 10);
  });

  test("lies above a close that has fallen past it", () => {
    expect(
      ofClose([...Array.from({ length: 400 }, () => 100), 75], "bearMarkDistance"),
    ).toBeCloseTo((80 / 75 - 1) * 100, 10);
  });
});
