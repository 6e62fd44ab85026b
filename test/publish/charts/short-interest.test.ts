import { describe, expect, test } from "vitest";
import { shortInterest } from "../../../generator/publish/charts/short-interest.ts";
import { noise, periods, viewWith } from "../../measure/fake-view.ts";
import { deskFor } from "./desk.ts";
import { faultsOf } from "./well-formed.ts";

const ID = "russell2000.shortInterest";

/** Settlements ten sessions apart: so many between 2% and 4%, then `last`. */
function chartOf(count: number, last: number) {
  const next = noise(7);
  const sessions = count * 10 + 1;
  const values = Array.from({ length: sessions }, (_, at) =>
    at === sessions - 1 ? last : 3 + next(),
  );
  const without = periods(sessions, "XNYS").filter((_, at) => at % 10 !== 0);
  const given = { id: ID, values, unit: "percent", decimals: 1, calendar: "XNYS" } as const;
  return shortInterest.draw(deskFor(viewWith([{ ...given, maxGap: 13, without }])), ID);
}

describe("the history of short interest", () => {
  test("shows the regimes of its own record, and the one that it is in", () => {
    const chart = chartOf(85, 4.6);
    expect(chart?.svg).toMatch(/class="name"[^>]*>4.6%<.*class="soft"[^>]*>extreme</);
    expect(chart?.svg.match(/class="soft"[^>]*>(low|ordinary|elevated)</g)).toHaveLength(3);
    expect(chart?.svg).toContain("The last value counts as: extreme.");
    expect(chart?.table.rows).toHaveLength(30);
    expect(chartOf(85, 3)?.svg).toContain("The last value counts as: ordinary.");
  });

  test("names the bounds of its regimes as the articles print values", () => {
    const svg = chartOf(85, 4.6)?.svg ?? "";
    const names = [...svg.matchAll(/class="tick" x="-8" y="([\d.]+)"[^>]*>([^<]*)</g)];
    expect(names.map(([, , name]) => name)).toEqual(["2.4%", "3.7%", "4.0%"]);
    const heights = names.map(([, y]) => Number(y)).toReversed();
    for (const [at, y] of heights.slice(1).entries())
      expect(y - heights[at]!).toBeGreaterThanOrEqual(13);
  });

  test("without the years that regimes are measured by shows none", () => {
    const chart = chartOf(60, 4.6);
    expect(chart?.svg).not.toContain('class="zone"');
    expect(chart?.table.rows[0]?.cells).toEqual(["4.6%"]);
  });

  test("is not drawn from a single value", () => {
    expect(chartOf(0, 4.6)).toBeUndefined();
  });
});

test("markup that is not well formed is found", async () => {
  expect(await faultsOf(["<svg><path></svg>"])).not.toEqual([]);
});
