import { describe, expect, test } from "vitest";
import { QUANTITIES } from "../../generator/publication/quantities.ts";
import { addDays, isDay } from "../../generator/base/day.ts";
import { currentInput } from "../../generator/measure/input.ts";
import { END, noise, signalOf, viewWith, type Given } from "./fake-view.ts";
import type { Signal, SignalType } from "../../generator/measure/signal.ts";
import { measures } from "../support/bundle.ts";

/** Enough history of every quantity for every measure: three years and the windows before them. */
const COUNT = 1300;
/** Where the values of a quantity lie about, if not about 100: the day's high above all closes, and its low below them. */
const CENTRES: Readonly<Record<string, number>> = { high: 160, low: 40 };
const isMorning = (id: string): boolean => id.startsWith("x.morning");
const given: Given[] = [...QUANTITIES].map(([quantity, { class: kind }], at) => {
  const centre = kind === "flow" ? 0 : (CENTRES[quantity] ?? 100);
  const values = kind === "hour" ? hours(at + 1) : around(centre, at + 1);
  const second = values.slice(-3).map((value) => value * 1.01);
  return { id: `x.${quantity}`, values, second };
});
given.push({ id: "y.close", values: around(100, 99) });
const view = viewWith(given);
/** The same with the mornings of the day after the last one: what came after a close is measured by them. */
const viewAfter = viewWith(
  given.map((each) =>
    isMorning(each.id) ? { ...each, end: addDays(END, 1), lag: "start + PT11H" } : each,
  ),
);

/**
 * Values that keep returning to a centre and end near it, after a high and a low that none has passed since: so that there are levels on
 * both sides of the last two.
 */
function around(centre: number, seed: number): number[] {
  const next = noise(seed);
  const values = Array.from({ length: COUNT - 2 }, () => centre + 10 * next());
  [values[COUNT - 60], values[COUNT - 40]] = [centre + 25, centre - 25];
  return [...values, centre + 1, centre + 2];
}

/** Hours of the day. */
function hours(seed: number): number[] {
  const next = noise(seed);
  return Array.from({ length: COUNT }, () => Math.floor(((next() + 1) / 2) * 24) % 24);
}

const cases = [...QUANTITIES].flatMap(([quantity, { class: kind }]) =>
  [...measures.signals.values()]
    .filter(
      ({ classes, method }) =>
        classes.includes(kind) && !(isMorning(`x.${quantity}`) && method === "since-close"),
    )
    .map((declaration) => ({ ref: `x.${quantity}.${declaration.name}`, declaration })),
);
const pairs = [...measures.pairSignals.values()].map((declaration) => ({
  ref: `x+y.returns.${declaration.name}`,
  declaration,
}));

test("no two measures give a signal of the same name", () => {
  const names = measures.all.flatMap(({ outputs }) => outputs);
  expect(new Set(names.map(({ name }) => name)).size).toBe(names.length);
  expect(measures.signals.size + measures.pairSignals.size).toBe(names.length);
});

test("every quantity has signals", () => {
  for (const quantity of QUANTITIES.keys()) {
    expect(cases.some(({ ref }) => ref === `x.${quantity}.last`)).toBe(true);
  }
});

describe("every declared signal", () => {
  test.each([...cases, ...pairs])("$ref is computed as declared", ({ ref, declaration }) => {
    const seen = declaration.method === "since-close" ? viewAfter : view;
    const signal = signalOf(seen, ref);
    expect(signal.ref).toBe(ref);
    expect(`${signal.subject}.${signal.quantity}.${signal.name}`).toBe(ref);
    expect(signal.method).toBe(declaration.method);
    expect(signal.parameters).toEqual(declaration.parameters);
    expectValue(signal, declaration.type);
    expectInputs(signal, seen);
  });
});

function expectValue({ value, unit, decimals }: Signal, type: SignalType): void {
  const isOfType = {
    number: () => Number.isFinite(value),
    date: () => isDay(String(value)),
    time: () => /^([01]\d|2[0-3]):00$/.test(String(value)),
  };
  expect(isOfType[type]()).toBe(true);
  for (const moment of ["date", "time"]) expect(unit === moment).toBe(type === moment);
  expect(Number.isInteger(decimals) && decimals >= 0).toBe(true);
}

function expectInputs({ inputs, day, public: published }: Signal, seen: typeof view): void {
  expect(inputs.length).toBeGreaterThan(0);
  for (const input of inputs) {
    const newest = seen.history(input.series).days.at(-1)!;
    expect(input.from <= input.to && input.to <= newest).toBe(true);
    expect(input.count).toBeGreaterThan(0);
    expect(input.digest).toMatch(/^[0-9a-f]{16}$/);
    expect(currentInput(seen, input)).toEqual(input);
  }
  expect(day).toBe(
    inputs
      .map(({ to }) => to)
      .sort()
      .at(-1),
  );
  expect(published).toBeLessThanOrEqual(seen.instant);
}
