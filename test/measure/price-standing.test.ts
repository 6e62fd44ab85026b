import { describe, expect, test } from "vitest";
import { columnOf } from "./bundled.ts";
import { ofClose, periods, signalOf, viewWith, walk, whyNot } from "./fake-view.ts";
import { mean } from "./plain.ts";

/** Bitcoin's and Ether's real closes from 2022 on, cut off at days of very different markets. */
const CUTS = [400, 700, 840, 1000, 1030, 1194, 1222, 1277];
const cases = ["btc", "eth"].flatMap((asset) => {
  const closes = columnOf(asset, "close", "2022-01-01");
  return CUTS.map((cut) => ({ asset, cut, closes: closes.slice(0, cut) }));
});

describe("the largest change over so many periods", () => {
  test.each(cases)("agrees with a plain scan of $asset over $cut days", ({ closes }) => {
    const days = periods(closes.length);
    for (const sessions of [1, 7, 30]) {
      const changes = closes.map((value, at) =>
        at < sessions ? undefined : value / closes[at - sessions]! - 1,
      );
      const newest = changes.at(-1)!;
      for (const [which, sign] of [
        ["High", 1],
        ["Low", -1],
      ] as const) {
        const beaten = changes.findLastIndex(
          (change, at) =>
            change !== undefined && at < closes.length - 1 && sign * change >= sign * newest,
        );
        const name = `change${sessions}${which}`;
        expect(ofClose(closes, `${name}IsRecord`)).toBe(beaten < 0 ? 1 : 0);
        expect(ofClose(closes, `${name}Since`)).toBe(days[beaten < 0 ? sessions : beaten]);
      }
    }
  });

  test("an earlier change as large ends it, and none that prints the same but is smaller", () => {
    expect(ofClose([1, 2, 1, 2], "change1HighSince")).toBe(periods(4)[1]);
    expect(ofClose([100, 90, 100, 96.35, 100, 96.326], "change1LowSince")).toBe(periods(6)[1]);
    expect(ofClose([100, 96.35, 100, 96.326], "change1LowIsRecord")).toBe(1);
  });

  test("two changes of a level that differ by computing alone are as large", () => {
    const view = viewWith([{ id: "x.level", values: [0, 0.16, 4.37, 4.53], unit: "percent" }]);
    expect(signalOf(view, "x.level.change1HighSince").value).toBe(periods(4)[2]);
    const like = viewWith([{ id: "x.level", values: [4.37, 4.53, 4.41, 4.57], unit: "percent" }]);
    expect(signalOf(like, "x.level.change1HighSince").value).toBe(periods(4)[1]);
  });

  test("is one again where the change before was one since the same day", () => {
    expect(ofClose([100, 120, 121, 133, 148], "change1HighIsAgain")).toBe(1);
    expect(ofClose([100, 120, 132, 133, 148], "change1HighIsAgain")).toBe(0);
    expect(ofClose([100, 80, 80, 72, 64], "change1LowIsAgain")).toBe(1);
    expect(ofClose([100, 80, 72, 73, 65], "change1LowIsAgain")).toBe(0);
    expect(ofClose([100, 101, 103, 106], "change1HighIsAgain")).toBe(1);
  });

  test("is none again behind one of less than half its size", () => {
    expect(ofClose([100, 80, 100, 98, 92], "change1LowIsAgain")).toBe(0);
    expect(ofClose([100, 80, 100, 96, 91], "change1LowIsAgain")).toBe(1);
  });

  test("of a level is counted in its points", () => {
    const view = viewWith([{ id: "x.level", values: [50, 30, 40, 20, 31], unit: "points" }]);
    expect(signalOf(view, "x.level.change1HighIsRecord").value).toBe(1);
    expect(signalOf(view, "x.level.change1HighSince").value).toBe(periods(5)[1]);
  });

  test("of a price adjusted for dividends is measured where that alone is given", () => {
    const view = viewWith([{ id: "x.adjusted", values: [100, 92, 101, 96, 97, 90] }]);
    expect(signalOf(view, "x.adjusted.change1LowSince").value).toBe(periods(6)[1]);
    expect(signalOf(view, "x.adjusted.change1LowIsRecord").value).toBe(0);
  });

  test("needs one change before the newest", () => {
    const view = viewWith([{ id: "x.close", values: [1, 2] }]);
    expect(whyNot(view, "x.close.change1HighSince")).toMatchObject({
      reason: "short",
      have: 2,
      need: 3,
    });
  });
});

describe("a run of closes", () => {
  test.each(cases)("agrees with a plain count of $asset over $cut days", ({ closes }) => {
    const way = Math.sign(closes.at(-1)! - closes.at(-2)!);
    let count = 0;
    while (Math.sign(closes.at(-1 - count)! - closes.at(-2 - count)!) === way) count++;
    expect(ofClose(closes, "closeRun")).toBe(way * count);
    const base = closes.at(-1 - count)!;
    expect(ofClose(closes, "closeRunChange")).toBeCloseTo(
      (100 * (closes.at(-1)! - base)) / base,
      9,
    );
    expect(ofClose(closes, "closeRunFrom")).toBe(periods(closes.length).at(-1 - count));
    let before = 0;
    const wayAt = (back: number): number =>
      Math.sign(closes.at(-1 - back)! - closes.at(-2 - back)!);
    while (wayAt(count + before) === -way) before++;
    expect(ofClose(closes, "closeRunBefore")).toBe(-way * before);
    expect(ofClose(closes, "closeRunBeforeChange")).toBeCloseTo(
      100 * (base / closes.at(-1 - count - before)! - 1),
      9,
    );
  });

  test("tells the run that it ended, with its own sign and change", () => {
    expect(ofClose([8, 10, 9, 8, 6, 7], "closeRunBefore")).toBe(-3);
    expect(ofClose([8, 10, 9, 8, 6, 7], "closeRunBeforeChange")).toBeCloseTo(-40, 9);
    expect(ofClose([8, 9], "closeRunBefore")).toBe(0);
    expect(ofClose([9, 8, 8, 9], "closeRunBefore")).toBe(0);
  });

  test("an unchanged close is no run", () => {
    expect(ofClose([1, 2, 2], "closeRun")).toBe(0);
    expect(ofClose([1, 2, 2], "closeRunChange")).toBe(0);
  });

  test("counts sessions where the series has them", () => {
    const view = viewWith([{ id: "x.close", values: [1, 2, 3], calendar: "XNYS" }]);
    expect(signalOf(view, "x.close.closeRun").unit).toBe("sessions");
  });
});

describe("the way back from a high", () => {
  const fallen = cases.filter(({ closes }) => closes.at(-1)! < Math.max(...closes.slice(-365)));

  test.each(fallen)("agrees with a plain walk through $asset over $cut days", ({ closes }) => {
    const fall = plainFall(closes);
    expect(ofClose(closes, "fallLow")).toBe(fall.low);
    expect(ofClose(closes, "fallDepth")).toBeCloseTo((fall.low / fall.high - 1) * 100, 9);
    expect(ofClose(closes, "fallRebound")).toBeCloseTo((closes.at(-1)! / fall.low - 1) * 100, 9);
    expect(ofClose(closes, "fallRecovered")).toBeCloseTo(fall.recovered, 9);
    expect(ofClose(closes, "fallRecoveredMost")).toBeCloseTo(fall.most, 9);
  });

  test("a price at its high has no fall behind it", () => {
    const values = [...YEAR, 3, 1, 2, 4];
    expect(whyNot(viewWith([{ id: "x.close", values }]), "x.close.fallLow").reason).toBe(
      "undefined",
    );
  });

  test("nothing is made up at the low itself", () => {
    expect(ofClose([...YEAR, 10, 8, 6, 5], "fallRecovered")).toBe(0);
    expect(ofClose([...YEAR, 10, 8, 5, 7.5], "fallRecovered")).toBe(50);
  });

  test("is told by the rise that would make up for it, too", () => {
    expect(ofClose([...YEAR, 10, 8, 5, 7.5], "yearHighRise")).toBeCloseTo(100 / 3, 9);
    expect(ofClose([...YEAR, 10, 8, 5, 12], "yearHighRise")).toBe(0);
  });

  test("is counted from the high of the past year, as a correction is", () => {
    expect(ofClose([20, ...YEAR, 10, 8, 5, 7.5], "fallDepth")).toBeCloseTo(-50, 9);
    expect(ofClose([20, ...YEAR, 10, 8, 5, 7.5], "yearHigh")).toBe(10);
  });
});

/** A year and more of closes of one. */
const YEAR = Array.from({ length: 370 }, () => 1);

describe("a run of records", () => {
  test("counts values that were each the highest so far, and names the one that it passed", () => {
    const values = [1, 5, 4, 6, 7];
    expect(ofClose(values, "recordRun")).toBe(2);
    expect(ofClose(values, "recordBefore")).toBe(5);
    expect(ofClose(values, "recordBeforeDay")).toBe(periods(5)[1]);
  });

  test("is none where the newest value is not the highest, and equal is not above", () => {
    for (const values of [
      [1, 5, 6, 4],
      [1, 6, 6],
    ])
      expect([ofClose(values, "recordRun"), ofClose(values, "recordBefore")]).toEqual([0, 6]);
  });

  test.each(cases)("agrees with a plain scan of $asset over $cut days", ({ closes }) => {
    let run = 0;
    while (closes.at(-1 - run)! > Math.max(...closes.slice(0, -1 - run))) run++;
    expect(ofClose(closes, "recordRun")).toBe(run);
    expect(ofClose(closes, "recordBefore")).toBe(
      Math.max(...(run === 0 ? closes : closes.slice(0, -run))),
    );
  });
});

function plainFall(
  closes: readonly number[],
): Record<"high" | "low" | "recovered" | "most", number> {
  const year = closes.slice(-365);
  const high = Math.max(...year);
  const since = year.slice(year.lastIndexOf(high));
  const low = Math.min(...since);
  const madeUp = (close: number): number => ((close - low) / (high - low)) * 100;
  const earlier = since.slice(since.lastIndexOf(low), -1);
  return {
    high,
    low,
    recovered: madeUp(closes.at(-1)!),
    most: Math.max(0, ...earlier.map(madeUp)),
  };
}

describe("the side of an average", () => {
  test.each(cases)("agrees with plain means of $asset over $cut days", ({ closes }) => {
    for (const window of [50, 200]) {
      const [now, before] = runsOf(
        closes,
        window - 1,
        (at) => closes[at]! > meanTo(closes, at, window),
      );
      expect(ofClose(closes, `sma${window}Side`)).toBe(now);
      expect(ofClose(closes, `sma${window}SideBefore`)).toBe(before);
    }
    const [now, before] = runsOf(
      closes,
      199,
      (at) => meanTo(closes, at, 50) > meanTo(closes, at, 200),
    );
    expect(ofClose(closes, "sma50Over200")).toBe(now);
    expect(ofClose(closes, "sma50Over200Before")).toBe(before);
  });

  test("a close on the average stands below it", () => {
    expect(ofClose(Array<number>(60).fill(7), "sma50Side")).toBe(-11);
  });

  test("the day of a crossing is the first of its run", () => {
    const values = [...walk(80).map(() => 10), 11];
    expect(ofClose(values, "sma50Side")).toBe(1);
    expect(ofClose(values, "sma50SideBefore")).toBe(-31);
  });
});

/** Lengths of the last run and of the one before it, negative for those of "no", by grouping what is alike. */
function runsOf(
  closes: readonly number[],
  first: number,
  isAbove: (at: number) => boolean,
): [number, number] {
  const groups: { above: boolean; length: number }[] = [];
  for (let at = first; at < closes.length; at++) {
    const above = isAbove(at);
    const group = groups.at(-1);
    if (group?.above === above) group.length++;
    else groups.push({ above, length: 1 });
  }
  const [before, now] = [groups.at(-2), groups.at(-1)].map((group) =>
    group ? (group.above ? group.length : -group.length) : 0,
  );
  return [now!, before!];
}

function meanTo(values: readonly number[], at: number, window: number): number {
  return mean(values.slice(at - window + 1, at + 1));
}
