import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "../../../generator/base/day.ts";
import { spreadOut } from "../../../generator/publish/charts/draw/spread-out.ts";
import { barChart } from "../../../generator/publish/charts/draw/bar-chart.ts";
import { axisDates, dayTicks } from "../../../generator/publish/charts/draw/day-axis.ts";
import { gauge } from "../../../generator/publish/charts/draw/gauge.ts";
import { lineChart } from "../../../generator/publish/charts/draw/line-chart.ts";
import type { Axes, Point } from "../../../generator/publish/charts/draw/picture.ts";
import { valueScale } from "../../../generator/publish/charts/draw/scale.ts";
import { sparkline } from "../../../generator/publish/charts/draw/sparkline.ts";
import { axisNumbers } from "../../../generator/publish/charts/draw/value-axis.ts";
import { HOSTILE } from "../../browser/hostile.ts";
import { language } from "./desk.ts";
import { faultsOf } from "./well-formed.ts";

const ELEMENTS = new Set(["svg", "title", "desc", "line", "path", "rect", "text", "circle"]);
const START = "2024-05-08";
const dates = axisDates("en-US");
const finite = fc.oneof(
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.constantFrom(0, -0, 5e-324, Number.MAX_VALUE, -Number.MAX_VALUE, 97_032.32),
);
const points = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 5 }), finite), { minLength: 1, maxLength: 60 })
  .map((steps): Point[] => {
    let day = START;
    return steps.map(([step, value]) => ({ day: (day = addDays(day, step)), value }));
  });
const label = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary" }));
const identity = fc.record({
  id: fc.constantFrom("chart_price_btc_close", "spark_eth_close"),
  title: label,
  description: label,
});

function axesOf(all: readonly Point[]): Axes {
  return {
    days: dayTicks(all[0]!.day, all.at(-1)!.day, 4, dates),
    numbers: (ticks) => axisNumbers("USD", ticks, language),
  };
}

const bands = fc.tuple(finite, finite, finite).map(([a, b, c]) => {
  const cuts = [a, b, c].toSorted((x, y) => x - y);
  return [
    { low: -Infinity, high: cuts[0]!, label: "under", isCurrent: false, isOuter: true },
    { low: cuts[0]!, high: cuts[2]!, label: "within", isCurrent: true, isOuter: false },
    { low: cuts[2]!, high: Infinity, label: "<over>", isCurrent: false, isOuter: true },
  ];
});
const picture = fc
  .record({
    identity,
    points,
    level: finite,
    last: label,
    bands,
    room: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .chain(({ identity, points, level, last, bands, room }) => {
    const shared = { ...identity, height: 220, points, last: { strong: last, soft: last } };
    const axes = axesOf(points);
    return fc.constantFrom(
      lineChart({ ...shared, axes }),
      lineChart({ ...shared, axes, zones: bands }),
      lineChart({
        ...shared,
        axes,
        levels: [{ value: level, kind: "above", strong: last, soft: last }],
      }),
      lineChart({
        ...shared,
        axes,
        points: points.map((each) => ({
          ...each,
          low: each.value - room,
          high: each.value + room,
        })),
      }),
      barChart({ ...shared, axes }),
      gauge({
        ...identity,
        value: level,
        printed: last,
        zones: bands.slice(1, 2),
        number: String,
      }),
      sparkline({ ...identity, points }),
    );
  });

describe("a picture of any finite values", () => {
  test("is well-formed XML, whatever its texts say", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(picture, { minLength: 60, maxLength: 60 }), async (all) => {
        expect(await faultsOf(all)).toEqual([]);
      }),
      { numRuns: 2 },
    );
  });

  test("draws at numbers, without script, inline style or anything from elsewhere", () => {
    fc.assert(
      fc.property(picture, (svg) => {
        const tags = svg.match(/<[a-z][^>]*>/g) ?? [];
        const names = tags.map((tag) => /^<([a-z]+)/.exec(tag)?.[1] ?? "");
        expect(names.filter((name) => !ELEMENTS.has(name))).toEqual([]);
        for (const tag of tags) {
          expect(tag).not.toMatch(/ (style|on\w+|href)=/);
          expect(tag.replace(/ (id|aria-labelledby)="[^"]*"/g, "")).not.toMatch(
            /NaN|Infinity|undefined|null|\de[+-]?\d/,
          );
        }
      }),
      { numRuns: 150 },
    );
  });

  test("bears a title and a description that its label names", () => {
    fc.assert(
      fc.property(picture, (svg) => {
        const [, named = ""] = /^<svg [^>]*aria-labelledby="([^"]+)"/.exec(svg) ?? [];
        expect(svg).toMatch(/^<svg [^>]*role="img"/);
        expect(named.split(" ")).toHaveLength(2);
        for (const id of named.split(" ")) expect(svg.split(` id="${id}"`)).toHaveLength(2);
      }),
    );
  });
});

/** A year of days with a course like a market's. */
const YEAR: Point[] = Array.from({ length: 366 }, (_, at) => ({
  day: addDays(START, at),
  value: 60_000 + 20_000 * Math.sin(at / 31) + 4_000 * Math.cos(at * 1.7),
}));

test("a year of days takes 25 KB at most, with an interval and as bars", () => {
  const shared = {
    id: "chart_year",
    title: "Year",
    description: "A year",
    height: 260,
    last: { strong: "$60,000", soft: "May 8" },
    axes: axesOf(YEAR),
  };
  const wide = YEAR.map((each) => ({ ...each, low: each.value - 900, high: each.value + 900 }));
  const sizes = [
    lineChart({ ...shared, points: YEAR }),
    lineChart({ ...shared, points: wide }),
    barChart({ ...shared, points: YEAR }),
  ].map((svg) => Buffer.byteLength(svg));
  for (const size of sizes) expect(size).toBeLessThan(25_000);
  expect(Math.min(...sizes)).toBeGreaterThan(3_000);
});

test("a bar reaches from zero to its value: solid above, hollow below", () => {
  const svg = barChart({
    id: "chart_bars",
    title: "",
    description: "",
    height: 124,
    points: [
      { day: "2025-05-06", value: -50 },
      { day: "2025-05-07", value: 100 },
    ],
    last: { strong: "100" },
    axes: axesOf(YEAR),
  });
  const zero = Number(/class="zero"[^>]* y1="([\d.]+)"/.exec(svg)?.[1]);
  const [, from, to] = /class="in" d="M[\d.]+ ([\d.]+)V([\d.]+)/.exec(svg) ?? [];
  const [, start, end] = /class="out" d="M[\d.]+ ([\d.]+)V([\d.]+)/.exec(svg) ?? [];
  expect([Number(from), Number(start)]).toEqual([zero, zero]);
  expect(zero - Number(to)).toBeCloseTo(2 * (Number(end) - zero), 0);
});

describe("a value scale", () => {
  test("keeps order, and stays within its room", () => {
    fc.assert(
      fc.property(finite, finite, finite, finite, (a, b, one, other) => {
        const scale = valueScale(
          { low: Math.min(a, b), high: Math.max(a, b) },
          { top: 20, bottom: 200, count: 4 },
        );
        for (const value of [one, other]) {
          expect(scale(value)).toBeGreaterThanOrEqual(20);
          expect(scale(value)).toBeLessThanOrEqual(200);
        }
        expect(scale(Math.min(one, other))).toBeGreaterThanOrEqual(scale(Math.max(one, other)));
        expect(scale.ticks.length).toBeLessThan(12);
      }),
    );
  });
});

describe("labels", () => {
  test("that fit do not touch, keep their order and stay inside", () => {
    const things = fc.array(
      fc.record({
        wanted: fc.double({ min: -50, max: 350, noNaN: true }),
        size: fc.integer({ min: 10, max: 30 }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(things, (all) => {
        const places = spreadOut(all, { low: 0, high: 300 });
        const sorted = all
          .map(({ size, wanted }, at) => ({ size, wanted, place: places[at]! }))
          .toSorted((a, b) => a.place - b.place);
        for (const [at, { place, size, wanted }] of sorted.entries()) {
          expect(place - size / 2).toBeGreaterThanOrEqual(-1e-9);
          expect(place + size / 2).toBeLessThanOrEqual(300 + 1e-9);
          const next = sorted[at + 1];
          if (!next) continue;
          expect(next.place - place).toBeGreaterThanOrEqual((size + next.size) / 2 - 1e-9);
          expect(next.wanted).toBeGreaterThanOrEqual(wanted);
        }
      }),
    );
  });

  test("with room of their own stay where they are wanted", () => {
    const all = [
      { wanted: 40, size: 16 },
      { wanted: 120, size: 30 },
    ];
    expect(spreadOut(all, { low: 0, high: 200 })).toEqual([40, 120]);
  });
});

/** Ticks as an axis writes them, and what they count. */
function names(unit: Parameters<typeof axisNumbers>[0], ticks: number[]): string[] {
  const { name, counts } = axisNumbers(unit, ticks, language);
  return [...ticks.map(name), ...(counts === undefined ? [] : [counts])];
}

describe("an axis", () => {
  test("writes its values with the decimals of their steps and names a magnitude once", () => {
    expect(names("USD", [80_000, 90_000])).toEqual(["$80,000", "$90,000"]);
    expect(names("USD million", [-500, 0, 1000])).toEqual(["−$0.5", "$0.0", "$1.0", "billion"]);
    expect(names("percent", [4, 4.25])).toEqual(["4.00%", "4.25%"]);
    expect(names("correlation", [-0.5, 0, 0.5])).toEqual(["−0.5", "0.0", "0.5"]);
  });

  test("leaves every other of many names out where the picture is narrow, and a year never", () => {
    const points = [
      { day: "2024-11-09", value: 1 },
      { day: "2025-05-07", value: 2 },
    ];
    const told = { id: "chart", title: "Price", description: "It moved." };
    const last = { strong: "2" };
    const svg = lineChart({ ...told, height: 200, points, last, axes: axesOf(points) });
    const named = [...svg.matchAll(/class="tick( other)?"[^>]*>(\w{3,4})</g)];
    expect(named.map(([, other, name]) => [name, other !== undefined])).toEqual([
      ["Dec", true],
      ["2025", false],
      ["Feb", true],
      ["Mar", false],
      ["Apr", true],
      ["May", false],
    ]);
  });

  test("names days in UTC: months, and the year in its January", () => {
    expect(dayTicks("2024-11-09", "2025-05-07", 4, dates).map(({ label }) => label)).toEqual([
      "Dec",
      "2025",
      "Feb",
      "Mar",
      "Apr",
      "May",
    ]);
    expect(dayTicks("2025-04-01", "2025-05-07", 4, dates)[0]).toEqual({
      day: "2025-04-06",
      label: "Apr 6",
    });
  });
});
