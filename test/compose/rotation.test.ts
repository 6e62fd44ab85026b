import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, daysFrom } from "../../generator/base/day.ts";
import { choose, choosePair, turns } from "../../generator/compose/rotation.ts";

test("every choice has its turn before one comes again", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 0, max: 20000 }),
      fc.string(),
      (count, offset, key) => {
        const choices = Array.from({ length: count }, (_, index) => index);
        const first = addDays("2000-01-01", offset);
        const seen = choices.map((day) => choose(choices, addDays(first, day), key));
        expect(new Set(seen).size).toBe(count);
      },
    ),
  );
});

test("the choice follows from the date and the key alone", () => {
  const choices = ["a", "b", "c", "d", "e", "f", "g"];
  expect(choose(choices, "2025-05-08", "price")).toBe(choose(choices, "2025-05-08", "price"));
  const keys = Array.from({ length: 40 }, (_, index) => `narrative-${index}`);
  expect(new Set(keys.map((key) => choose(choices, "2025-05-08", key))).size).toBeGreaterThan(3);
});

test("turns begin with the day's own choice and leave none out", () => {
  const choices = [1, 2, 3, 4];
  const inTurn = turns(choices, "2025-05-08", "x");
  expect(inTurn[0]).toBe(choose(choices, "2025-05-08", "x"));
  expect(inTurn.toSorted()).toEqual(choices);
  expect(turns([], "2025-05-08", "x")).toEqual([]);
});

test("no pair comes again within a week, whichever of the day's places it has", () => {
  const first = Array.from({ length: 11 }, (_, at) => at);
  const second = Array.from({ length: 7 }, (_, at) => at);
  const pairs = daysFrom("2025-03-01", "2025-03-07").flatMap((day) =>
    ["market-wrap", "cross-market-note"].flatMap((key) =>
      [0, 1, 2, 3, 4].map((place) => choosePair(first, second, day, place, key).join()),
    ),
  );
  expect(new Set(pairs).size).toBe(70);
});
