import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { courseOfLine, thinned } from "../../../generator/publish/charts/course.ts";
import { BUILT_IN_CHARTS } from "../../../generator/publish/charts/built-in.ts";
import { rangedCharts } from "../../../generator/publish/charts/ranges.ts";
import { addDays, type Day } from "../../../generator/base/day.ts";
import { HOURS, hourIdOf } from "../../../generator/publication/beside.ts";
import { END, noise, periods, viewWith } from "../../measure/fake-view.ts";
import { deskFor } from "./desk.ts";

/** Prices of a coin, a day apart. */
function desk(count: number) {
  const next = noise(3);
  const values = Array.from({ length: count }, () => 100 + next());
  const series = { id: "btc.close", values, unit: "USD", decimals: 2, maxGap: 3 } as const;
  return deskFor(viewWith([{ ...series, calendar: "24/7" }]));
}

test("a long history is shown over a month, a quarter, a year and whole, the year first", () => {
  const ranges = rangedCharts(BUILT_IN_CHARTS, desk(900), "btc.close");
  expect(ranges.map(({ id, isFirst }) => [id, isFirst])).toEqual([
    ["m1", false],
    ["m3", false],
    ["y1", true],
    ["all", false],
  ]);
  const days = periods(900, "24/7");
  const firsts = ranges.map(({ chart }) => chart.course?.first);
  expect(firsts.at(-1)).toBe(days[0]);
  expect(firsts[0]?.slice(8)).toBe(days.at(-1)?.slice(8));
});

test("a short history is shown once, and a single value not at all", () => {
  const shown = rangedCharts(BUILT_IN_CHARTS, desk(20), "btc.close");
  expect(shown.map(({ id, isFirst }) => [id, isFirst])).toEqual([["all", true]]);
  expect(rangedCharts(BUILT_IN_CHARTS, desk(1), "btc.close")).toEqual([]);
});

/** A desk that knows 90 days of a coin, and its hours up to a day. @param lacking an hour of which nothing is known on the newest day. */
function withHours(end: Day, lacking?: number) {
  const close = { unit: "USD", decimals: 2, maxGap: 3, calendar: "24/7" } as const;
  const days = { ...close, id: "btc.close", values: Array.from({ length: 90 }, (_, at) => at) };
  const hours = HOURS.map((hour) => {
    const without = hour === lacking ? [end] : [];
    return { ...close, id: hourIdOf("btc.close", hour), values: [0, 0, hour], end, without };
  });
  return deskFor(viewWith([days, ...hours]));
}

describe("the newest day by its hours", () => {
  const drawn = (of: ReturnType<typeof desk>) =>
    rangedCharts(BUILT_IN_CHARTS, of, "btc.close").map(({ id }) => id);

  test("stands first, from the last price of the day before to that of its last hour", () => {
    const known = withHours(END);
    expect(drawn(known)).toEqual(["d1", "m1", "all"]);
    const [{ chart } = expect.unreachable()] = rangedCharts(BUILT_IN_CHARTS, known, "btc.close");
    const { clock, values } = chart.course!;
    expect(clock?.split(" ")).toHaveLength(25);
    expect([values.split("|")[0], values.split("|").at(-1)]).toEqual(["$0.00", "$24.00"]);
    expect(chart.table.rows[0]).toEqual({
      head: "24:00",
      day: `${addDays(END, 1)}T00:00Z`,
      cells: ["$24.00"],
    });
    expect(chart.svg).toContain("lowest $0.00 at 00:00, highest $24.00 at 24:00, last $24.00.");
  });

  test.each([
    ["hours of another day than the newest", withHours(addDays(END, -1))],
    ["a day that lacks an hour", withHours(END, 7)],
    ["no hours", desk(90)],
  ])("is not offered with %s", (_, of) => {
    expect(drawn(of)).toEqual(["m1", "all"]);
  });
});

test("no two ranges of a page share an id", () => {
  const svgs = rangedCharts(BUILT_IN_CHARTS, desk(900), "btc.close").map(({ chart }) => chart.svg);
  const ids = svgs.flatMap((svg) => [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  expect(new Set(ids).size).toBe(ids.length);
  for (const svg of svgs) {
    const [, named = ""] = /aria-labelledby="([^"]+)"/.exec(svg) ?? [];
    for (const id of named.split(" ")) expect(svg).toContain(` id="${id}"`);
  }
});

test("a thinned line keeps its ends, its lowest and its highest, invents nothing, and is told point by point", () => {
  const lines = fc
    .array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 3000 })
    .map((values) => values.map((value, at) => ({ day: addDays("2015-01-01", at), value })));
  fc.assert(
    fc.property(lines, (points) => {
      const kept = thinned(points);
      const values = (those: typeof kept) => those.map(({ value }) => value);
      expect(kept.length).toBeLessThanOrEqual(500);
      expect([kept[0], kept.at(-1)]).toEqual([points[0], points.at(-1)]);
      expect(Math.min(...values(kept))).toBe(Math.min(...values(points)));
      expect(Math.max(...values(kept))).toBe(Math.max(...values(points)));
      expect(kept).toEqual(points.filter((each) => kept.includes(each)));
      const { first, gaps, values: told } = courseOfLine(kept, String);
      const days = [first];
      for (const gap of gaps.split(" ").filter(Boolean))
        days.push(addDays(days.at(-1)!, Number(gap)));
      expect(days).toEqual(kept.map(({ day }) => day));
      expect(told.split("|")).toEqual(kept.map(({ value }) => String(value)));
    }),
    { numRuns: 50 },
  );
});
