import { describe, expect, test } from "vitest";
import { noise, signalOf, viewWith, whyNot } from "./fake-view.ts";

const COUNT = 520;

/** Prices whose log return at each step is the one given. */
function prices(returns: readonly number[]): number[] {
  let price = 100;
  return [100, ...returns.map((each) => (price *= Math.exp(each)))];
}

function draws(seed: number): number[] {
  return Array.from({ length: COUNT }, () => 0.02 * noiseOf(seed)());
}

const sources = new Map<number, () => number>();
function noiseOf(seed: number): () => number {
  let source = sources.get(seed);
  if (!source) sources.set(seed, (source = noise(seed)));
  return source;
}

function lead(first: readonly number[], second: readonly number[]): Record<string, number> {
  const view = viewWith([
    { id: "x.close", values: prices(first) },
    { id: "y.close", values: prices(second) },
  ]);
  const names = ["leadSessions", "leadCorrelation", "leadP", "leadHolds", "leadN"];
  return Object.fromEntries(
    names.map((name) => [name, Number(signalOf(view, `x+y.returns.${name}`).value)]),
  );
}

/** Returns that follow others `lag` steps later, half of them their own. */
function following(leader: readonly number[], lag: number, seed: number, from = 0): number[] {
  const own = draws(seed);
  return own.map((each, at) => (at >= from ? each + (leader[at - lag] ?? 0) : each));
}

describe("a lead of one series", () => {
  const leader = draws(3);

  test.each([1, 2, 5])("of %i sessions is found at that lag", (lag) => {
    const found = lead(leader, following(leader, lag, 4));
    expect(found).toMatchObject({ leadSessions: lag, leadHolds: 1, leadN: 500 });
    expect(found["leadCorrelation"]).toBeGreaterThan(0.5);
    expect(found["leadP"]).toBeLessThan(0.01);
  });

  test("is a negative lag of the other", () => {
    expect(lead(following(leader, 2, 4), leader)).toMatchObject({ leadSessions: -2, leadHolds: 1 });
  });

  test("that only the later half shows does not hold", () => {
    const late = following(leader, 2, 4, 20 + 250);
    expect(lead(leader, late)).toMatchObject({ leadSessions: 2, leadHolds: 0 });
  });

  test("is not made of moves in the same session", () => {
    expect(lead(leader, following(leader, 0, 4))["leadHolds"]).toBe(0);
  });
});

test("noise holds no lead: none of 60 pairs", () => {
  const holds = Array.from({ length: 60 }, (_, at) => lead(draws(100 + at), draws(900 + at)));
  expect(holds.filter((each) => each["leadHolds"] === 1)).toEqual([]);
});

test("500 common returns are needed", () => {
  const values = prices(draws(5).slice(0, 400));
  const view = viewWith([
    { id: "x.close", values },
    { id: "y.close", values },
  ]);
  expect(whyNot(view, "x+y.returns.leadHolds")).toMatchObject({ reason: "short", need: 500 });
});
