import { expect, test } from "vitest";
import { addDays } from "../../../generator/base/day.ts";
import type { Known } from "../../../generator/gather/guards/history.ts";
import { hear, type Offer } from "../../../generator/gather/guards/hear.ts";
import { catalogueOf, seriesOf } from "../support.ts";

const FIRST = "2024-01-01";

/** Flows of a fund that moves every day, and of one that hardly ever does. */
const large = Array.from({ length: 120 }, (_, at) => 100 * Math.sin(at) + at);
const small = Array.from({ length: 120 }, (_, at) => (at % 40 === 7 ? 2.5 : 0));
const steady = Array.from({ length: 120 }, (_, at) => 20 + Math.cos(at));

const held = (values: readonly number[]): Known => ({
  days: values.slice(0, 119).map((_, at) => addDays(FIRST, at)),
  values: values.slice(0, 119),
});

const offered = (id: string, value: (at: number) => number): Offer => ({
  series: seriesOf({ id }),
  observations: Array.from({ length: 60 }, (_, index) => index + 60).map((at) => ({
    day: addDays(FIRST, at),
    value: value(at),
    public: 0,
    stated: false,
  })),
});

const codes = (offers: readonly Offer[]): string[][] =>
  hear(offers, {
    catalogue: catalogueOf(...offers.map(({ series }) => series)),
    known: new Map([
      ["large.flow", held(large)],
      ["small.flow", held(small)],
      ["steady.flow", held(steady)],
    ]),
    offered: new Map(),
    acceptance: () => undefined,
    command: () => "",
  }).map(({ refused }) => refused.map(({ code }) => code));

test("a series too quiet to tell goes with the rest of an answer of other days", () => {
  const old = [
    offered("large.flow", (at) => large[at - 60]!),
    offered("small.flow", (at) => small[at - 60]!),
  ];
  expect(codes(old)).toEqual([["rewritten"], ["rewritten"]]);
  expect(codes(old.slice(1))).toEqual([[]]);
});

test("a series of which the answer repeats what is held is taken, whatever is wrong with another", () => {
  const mixed = [
    offered("large.flow", (at) => large[at - 60]!),
    offered("steady.flow", (at) => steady[at]!),
  ];
  expect(codes(mixed)).toEqual([["rewritten"], []]);
});
