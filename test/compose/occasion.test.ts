import { expect, test } from "vitest";
import { addDays, type Day } from "../../generator/base/day.ts";
import { castsOf } from "../../generator/compose/plan/cast.ts";
import { hasNews, isDue, unknownIn, type Occasion } from "../../generator/compose/plan/occasion.ts";
import { bindingsFor, catalogue } from "../support/bundle.ts";
import { editionOf, stories } from "../support/edition.ts";

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
