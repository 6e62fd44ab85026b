import { expect, test } from "vitest";
import { addDays, type Day } from "../../generator/base/day.ts";
import { castsOf } from "../../generator/compose/plan/cast.ts";
import {
  hasNews,
  isDue,
  isFresh,
  unknownIn,
  type Occasion,
} from "../../generator/compose/plan/occasion.ts";
import { bindingsFor, catalogue } from "../support/bundle.ts";
import { narrate } from "../../generator/narrate/narrate.ts";
import { editionOf, narratives, stories } from "../support/edition.ts";

/** Of the ten days from Thursday 2025-05-01, those in whose editions it is due. */
function dueIn(occasion: Occasion): Day[] {
  const days = Array.from({ length: 10 }, (_, at) => addDays("2025-05-01", at));
  return days.filter((day) => isDue(occasion, editionOf(day)));
}

test("a story of a weekday is due on that weekday, one of a month's end on the day after it", () => {
  expect(dueIn({ weekday: "sunday" })).toEqual(["2025-05-04"]);
  expect(dueIn("month-end")).toEqual(["2025-05-01"]);
  expect(dueIn("daily")).toHaveLength(10);
});

test("a story of sessions is due on the morning after each, and on no Sunday or Monday", () => {
  expect(dueIn({ sessions: "XNYS" })).toEqual([
    "2025-05-01",
    "2025-05-02",
    "2025-05-03",
    "2025-05-06",
    "2025-05-07",
    "2025-05-08",
    "2025-05-09",
    "2025-05-10",
  ]);
});

test("a story of an event is due in the edition after it, and not in the one before", () => {
  expect(dueIn({ on: "fed-decision" })).toEqual(["2025-05-08"]);
});

test("what has no new value has no news", () => {
  const [story] = stories;
  const bindings = bindingsFor({ asset: "crypto", index: "sp500" });
  const newsOn = (day: Day, name: string): boolean[] => {
    const edition = editionOf(day);
    return castsOf({ ...story!, bindings, slug: "{asset}" }, edition.view).map((cast) =>
      hasNews({ new: name }, cast.bound, edition),
    );
  };
  expect(newsOn("2025-05-03", "index")).toEqual([true, true]);
  expect(newsOn("2025-05-04", "index")).toEqual([false, false]);
  expect(newsOn("2025-05-04", "asset")).toEqual([true, true]);
  // Funds report their flows for days on which New York trades.
  expect(newsOn("2025-05-03", "asset.etfFlow")[0]).toBe(true);
  expect(newsOn("2025-05-05", "asset.etfFlow")[0]).toBe(false);
});

test("a finding is fresh by the price or level of what it is about first; what has neither always is", () => {
  const [saturday, sunday] = [editionOf("2025-05-03"), editionOf("2025-05-04")];
  const freshIn = (theme: string, { view }: typeof sunday): Set<boolean> => {
    const found = narrate(narratives, saturday).filter((each) => each.narrative.theme === theme);
    return new Set(found.map((each) => isFresh(each, view)));
  };
  expect(freshIn("equities", saturday)).toEqual(new Set([true]));
  // On Sunday Friday's close is known since Saturday, and coins have closed again.
  expect(freshIn("equities", sunday)).toEqual(new Set([false]));
  expect(freshIn("price", sunday)).toEqual(new Set([true]));
  expect(freshIn("events", sunday)).toEqual(new Set([true]));
});

test.each<[Occasion, string | undefined]>([
  [{ sessions: "XNYX" }, "XNYX"],
  [{ on: "fed-decisions" }, "fed-decisions"],
  [{ new: "coin" }, "coin"],
  [{ new: "asset" }, undefined],
  [{ new: "asset.etfFlow" }, undefined],
  [{ new: "asset.etfFlows" }, "etfFlows"],
  ["month-end", undefined],
])("%j names %s that there is not", (occasion, name) => {
  expect(unknownIn(occasion, catalogue, ["asset"])?.name).toBe(name);
});
