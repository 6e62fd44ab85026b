import fc from "fast-check";
import { expect, test } from "vitest";
import { addDays, daysFrom, type Day } from "../../generator/base/day.ts";
import {
  choose,
  choosePair,
  dayTurn,
  inTurn,
  turnOf,
  turns,
  weekTurn,
} from "../../generator/compose/plan/rotation.ts";

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

test("no pair comes again on the same day of the next week or before, in whichever article", () => {
  const first = Array.from({ length: 13 }, (_, at) => at);
  const second = Array.from({ length: 10 }, (_, at) => at);
  const pairs = daysFrom("2025-03-01", "2025-03-08").flatMap((day) =>
    [0, 2, 3, 5].flatMap((voice) =>
      [0, 1, 2, 3].map((place) => choosePair(first, second, day, voice, place).join()),
    ),
  );
  expect(new Set(pairs).size).toBe(128);
});

test("a phrasing with its alternatives comes again only when all had their turn, also from another article", () => {
  const [phrasings, alternatives] = [8, 6];
  const said = (day: Day, voice: number): string => {
    const [first] = inTurn(
      Array.from({ length: phrasings }, (_, at) => at),
      turnOf(dayTurn(day), "x", voice),
    );
    return `${first!.choice} ${first!.round % alternatives}`;
  };
  const days = daysFrom("2025-03-01", "2025-03-08");
  const texts = days.flatMap((day) => [0, 1, 2, 3].map((voice) => said(day, voice)));
  expect(new Set(texts).size).toBe(texts.length);
});

test("on one day no two articles take the same phrasing where there are as many", () => {
  for (const count of [3, 4, 5, 7, 8, 9]) {
    const choices = Array.from({ length: count }, (_, at) => at);
    const firsts = [0, 1, 2].map(
      (voice) => [...inTurn(choices, turnOf(dayTurn("2025-05-08"), "x", voice))][0]!.choice,
    );
    expect(new Set(firsts).size).toBe(3);
  }
});

test("what is printed once a week takes the next phrasing each week", () => {
  const choices = [0, 1, 2, 3, 4, 5, 6];
  const said = (day: Day): number =>
    [...inTurn(choices, turnOf(weekTurn(day), "week", 1))][0]!.choice;
  const weeks = [0, 7, 14, 21, 28, 35, 42].map((later) => said(addDays("2025-03-02", later)));
  expect(new Set(weeks).size).toBe(7);
});

test("a phrasing that stands in for another is a round ahead of its own turn", () => {
  for (const turn of [9, 10, 11]) {
    const [own, standIn] = [...inTurn(["a", "b", "c"], turn)];
    const [next] = inTurn(["a", "b", "c"], turn + 1);
    expect(standIn!.choice).toBe(next!.choice);
    expect(standIn!.round).toBe(next!.round + 1);
    expect(own!.round).toBe(3);
  }
});
