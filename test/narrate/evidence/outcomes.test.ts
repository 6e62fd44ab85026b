import { describe, expect, test } from "vitest";
import { addDays, daysFrom, type Day, DAY_MS } from "../../../generator/base/day.ts";
import type { Stored } from "../../../generator/store/columns.ts";
import { cutoffOf } from "../../../generator/narrate/edition.ts";
import { outcomesOf } from "../../../generator/narrate/evidence/outcomes.ts";
import { catalogue } from "../../support/bundle.ts";
import { problemsOf } from "../../support/problems.ts";
import { bookOf, bundledRows, CUTOFF, pastOf, ruleOnly } from "./support.ts";

const FIRST: Day = "2022-01-01";

const DAY: Day = "2022-07-01";

/** A price for each day, public ten minutes after midnight. */
function rows(days: readonly Day[], valueOf: (at: number) => number): Stored[] {
  return days.map((day, at) => ({
    day,
    value: valueOf(at),
    revision: 0,
    public: Date.parse(`${addDays(day, 1)}T00:10:00Z`),
  }));
}

const known = daysFrom(FIRST, addDays(DAY, -1));

const only = (btc: readonly Stored[]) => pastOf(catalogue, (id) => (id === "btc.close" ? btc : []));

const rule = ruleOnly("test/above", {
  for: { asset: "btc" },
  when: "asset.close.last > 100.0",
  evidence: { target: "asset.close", horizons: [3] },
});

describe("outcomes", () => {
  test("are percent for prices, and the difference for levels", () => {
    const past = pastOf(catalogue, bundledRows);
    const view = past.view(cutoffOf(DAY, CUTOFF));
    for (const [id, of] of [
      ["btc.close", (a: number, b: number) => (b / a - 1) * 100],
      ["vix.level", (a: number, b: number) => b - a],
      ["us10y.level", (a: number, b: number) => (b - a) * 100],
    ] as const) {
      const { values } = view.history(id);
      const changes = outcomesOf(view, catalogue.series.get(id)!).changes(5);
      expect(changes).toHaveLength(values.length - 5);
      expect(changes.at(-1)).toBeCloseTo(of(values.at(-6)!, values.at(-1)!), 9);
    }
  });

  test("across a gap are left out of episodes and of the base", () => {
    const holed = known.filter((day) => day !== "2022-03-10");
    const at = holed.indexOf("2022-03-09");
    const view = only(rows(holed, (index) => 100 + index)).view(cutoffOf(DAY, CUTOFF));
    const changes = outcomesOf(view, catalogue.series.get("btc.close")!).changes(3);
    const missing = [...changes.keys()].filter((index) => Number.isNaN(changes[index]));
    expect(missing).toEqual([at - 2, at - 1, at]);
  });
});

test("an episode begins at the value that was the newest on its day, whenever that was corrected", () => {
  const spikes = rows(known, (at) => (at % 12 === 5 ? 101 : 90 + (at % 7)));
  const plain = bookOf(only(spikes), [rule], DAY).of("test/above|btc")!;
  const corrected = spikes.flatMap((row): Stored[] =>
    row.value > 100 ? [row, { ...row, revision: 1, public: row.public + 3 * DAY_MS }] : [row],
  );
  expect(bookOf(only(corrected), [rule], DAY).of("test/above|btc")).toEqual(plain);
  expect(plain.horizons[0]).toMatchObject({ episodes: 15, verdict: "small" });
});

test("a rule that always holds has one episode", () => {
  const record = bookOf(only(rows(known, (at) => 200 + at)), [rule], DAY).of("test/above|btc")!;
  expect(record.share).toBe(1);
  expect(record.horizons[0]).toMatchObject({ episodes: 1, verdict: "few", rates: undefined });
});

test.each(["asset.clse", "asset.etfFlow", "index.close", "asset.name"])(
  "%s is no target: a message says so",
  (target) => {
    const problems = problemsOf(() =>
      ruleOnly("test/target", {
        for: { asset: "crypto" },
        when: "asset.close.last > 0.0",
        evidence: { target, horizons: [5] },
      }),
    );
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: "evidence-target" });
    expect(problems[0]!.message).toContain(target);
  },
);
