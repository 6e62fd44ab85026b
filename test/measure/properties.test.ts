import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, isDay } from "../../generator/base/day.ts";
import type { AsOfView } from "../../generator/store/asof.ts";
import { measure } from "../../generator/measure/measure.ts";
import type { Outcome, Signal } from "../../generator/measure/signal.ts";
import { END, ofClose, viewWith, walk, type Given } from "./fake-view.ts";
import { measures } from "../support/bundle.ts";

const REPRESENTATIVES: readonly string[] = [
  "close",
  "adjusted",
  "volume",
  "flow",
  "level",
  "marketCap",
];

/** Every signal of every series given, and of the pair x and y. */
function everything(view: AsOfView): Map<string, Outcome> {
  const signals = measure(view, measures);
  const all = new Map<string, Outcome>();
  for (const id of view.catalogue.series.keys()) {
    const [subject = "", quantity = ""] = id.split(".");
    for (const { name, classes } of measures.signals.values()) {
      if (!classes.includes(view.catalogue.quantities.get(quantity)!.class)) continue;
      all.set(`${id}.${name}`, signals.read(subject, quantity, name));
    }
  }
  for (const name of measures.pairSignals.keys()) {
    all.set(`x+y.returns.${name}`, signals.readPair("x", "y", name));
  }
  return all;
}

const hostile = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1, 1e-320, 5e307, -5e307, 100),
);
const plausible = fc.double({ min: 50, max: 150, noNaN: true });

/** Values that are wild, or plausible, or stuck on one number for a while. */
const values = fc.oneof(
  fc.array(hostile, { minLength: 1, maxLength: 120 }),
  fc.array(plausible, { minLength: 1, maxLength: 450 }),
  fc
    .tuple(hostile, fc.integer({ min: 1, max: 450 }), fc.array(plausible, { maxLength: 40 }))
    .map(([value, count, rest]) => Array<number>(count).fill(value).concat(rest)),
);

const missing = fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 3 });

const series = (id: string): fc.Arbitrary<Given> =>
  fc
    .record({
      values,
      missing,
      calendar: fc.constantFrom("24/7" as const, "XNYS" as const),
      maxGap: fc.integer({ min: 0, max: 2 }),
    })
    .map(({ missing, values, calendar, maxGap }) => {
      const without = missing.map((back) => addDays(END, -back));
      return { id, values, calendar, maxGap, without };
    });

const seeds = fc.integer({ min: 1, max: 99_999 });

/** The past of two prices and a flow. */
function pastOf(seed: number, count: number): Given[] {
  return [
    { id: "x.close", values: walk(count, seed) },
    { id: "y.close", values: walk(count, seed + 1) },
    { id: "x.flow", values: walk(count, seed + 2).map((value) => value - 100) },
  ];
}

function extended(given: Given, later: readonly number[]): Given {
  const values = [...Array.from(given.values), ...later];
  return { ...given, values, end: addDays(END, later.length) };
}

/** Outcomes as plain data, with every digest computed. */
function plain(outcomes: Map<string, Outcome>): unknown {
  return JSON.parse(JSON.stringify([...outcomes])) as unknown;
}

/** The numbers among some outcomes. */
function numbers(outcomes: Iterable<Outcome>): number[] {
  return [...outcomes].flatMap((outcome) =>
    outcome.ok && typeof outcome.signal.value === "number" ? [outcome.signal.value] : [],
  );
}

describe("on any history", () => {
  test("a signal is a finite number or a day, or says why it is not available", () => {
    const subjects = fc.tuple(...REPRESENTATIVES.map((quantity) => series(`x.${quantity}`)));
    fc.assert(
      fc.property(subjects, series("y.close"), (given, other) => {
        const outcomes = everything(viewWith([...given, other]));
        const wrong = [...outcomes].filter(([, outcome]) => outcome.ok && !isSound(outcome.signal));
        expect(wrong).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test("what became public after the instant changes nothing", () => {
    const count = fc.integer({ min: 1, max: 600 });
    const added = fc.array(plausible, { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(seeds, count, added, (seed, count, later) => {
        const past = pastOf(seed, count);
        const future = past.map((each) => extended(each, later));
        expect(plain(everything(viewWith(future)))).toEqual(plain(everything(viewWith(past))));
      }),
      { numRuns: 25 },
    );
  });

  test("RSI lies between 0 and 100", () => {
    fc.assert(
      fc.property(fc.array(plausible, { minLength: 16, maxLength: 300 }), (closes) => {
        const signals = measure(viewWith([{ id: "x.close", values: closes }]), measures);
        const found = numbers(
          ["rsi14", "rsi14Previous"].map((name) => signals.read("x", "close", name)),
        );
        expect(found.filter((rsi) => rsi < 0 || rsi > 100)).toEqual([]);
      }),
    );
  });

  test("a correlation lies within its interval, and that within −1 and 1", () => {
    const closes = fc.array(plausible, { minLength: 31, maxLength: 60 });
    fc.assert(
      fc.property(closes, closes, fc.boolean(), (x, y, same) => {
        const signals = measure(
          viewWith([
            { id: "x.close", values: x },
            { id: "y.close", values: same ? x : y },
          ]),
          measures,
        );
        const inOrder = numbers(
          ["correlation30Low", "correlation30", "correlation30High"].map((name) =>
            signals.readPair("x", "y", name),
          ),
        );
        const within = [-1, ...inOrder, 1];
        expect(within).toEqual(within.toSorted((a, b) => a - b));
      }),
    );
  });

  test("support lies below the close and resistance above it", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const signals = measure(viewWith([{ id: "x.close", values: walk(250, seed) }]), measures);
        const read = (name: string): number[] => numbers([signals.read("x", "close", name)]);
        expect(read("supportDistance").every((distance) => distance < 0)).toBe(true);
        expect(read("resistanceDistance").every((distance) => distance > 0)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  test("a percentile does not depend on the scale of the values", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const given = walk(400, seed);
        const doubled = given.map((value) => value * 2);
        expect(ofClose(doubled, "percentile1y")).toBe(ofClose(given, "percentile1y"));
      }),
      { numRuns: 20 },
    );
  });
});

function isSound({ value, unit }: Signal): boolean {
  if (typeof value === "string") return unit === "date" && isDay(value);
  return Number.isFinite(value) && !Object.is(value, -0);
}
