import { describe, expect, test } from "vitest";
import { columnOf } from "./bundled.ts";
import { END, ofClose, periods, viewWith, whyNot } from "./fake-view.ts";

/** Days of the year up to the newest, the last one included. */
const DAYS = periods(400).filter((day) => day.slice(0, 4) === END.slice(0, 4)).length;

/** Closes of which so many are of the year, behind ten of the year before. */
const closing = (base: number, year: readonly number[]): number[] => [
  ...Array.from({ length: 10 }, () => base),
  ...Array.from({ length: DAYS - year.length }, () => year[0]!),
  ...year,
];

describe("the side of a year's beginning", () => {
  test("agrees with a plain count over the closes of Bitcoin", () => {
    const all = columnOf("btc", "close", "2022-01-01");
    for (const cut of [700, 840, 1000, 1030, 1194, 1222, 1277]) {
      const closes = all.slice(0, cut);
      const days = periods(cut);
      const first = days.findIndex((day) => day.startsWith(END.slice(0, 4)));
      const above = closes.map((close) => close > closes[first - 1]!);
      const isNow = above.at(-1)!;
      const start = above.findLastIndex((is, at) => is !== isNow || at < first) + 1;
      const since = above.findLastIndex((is, at) => is === isNow && at < start - 1 && at >= first);
      const from = since < 0 ? first - 1 : since;
      expect(ofClose(closes, "yearSide")).toBe((isNow ? 1 : -1) * (cut - start));
      expect(ofClose(closes, "yearSideBefore")).toBe((isNow ? -1 : 1) * (start - 1 - from) || 0);
      expect(ofClose(closes, "yearSideSince")).toBe(days[from]);
      expect(ofClose(closes, "yearSideIsFirst")).toBe(since < 0 ? 1 : 0);
    }
  });

  test("a first close above it after a fall is a turn, and says when the last one was", () => {
    const closes = closing(100, [101, 102, 97, 96, 100, 103]);
    expect(ofClose(closes, "yearSide")).toBe(1);
    expect(ofClose(closes, "yearSideBefore")).toBe(-3);
    expect(ofClose(closes, "yearSideSince")).toBe(periods(5)[0]);
    expect(ofClose(closes, "yearSideIsFirst")).toBe(0);
  });

  test("where none was on this side before, the day is that of the close it is measured by", () => {
    const closes = closing(100, [98, 104]);
    expect(ofClose(closes, "yearSideIsFirst")).toBe(1);
    expect(ofClose(closes, "yearSideSince")).toBe(periods(DAYS + 1)[0]);
  });

  test("needs a close of the year before", () => {
    const view = viewWith([{ id: "x.close", values: [1, 2, 3] }]);
    expect(whyNot(view, "x.close.yearSide").reason).toBe("short");
  });
});
