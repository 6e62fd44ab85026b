import { QUANTITIES } from "../../../generator/publication/quantities.ts";
import { UNITS } from "../../../generator/publication/units.ts";
import { calendars, declaredSeries } from "../../support/calendars.ts";
import { BUILT_IN } from "../../../generator/newsroom/kit.ts";
import { describe, expect, test } from "vitest";
import { addDays, type Day } from "../../../generator/base/day.ts";
import { randomFrom } from "../../../generator/base/random.ts";
import { subjectSchema, type Catalogue } from "../../../generator/publication/catalogue.ts";
import type { Stored } from "../../../generator/store/columns.ts";
import { publicByLag } from "../../../generator/publication/lag.ts";
import type { Evidence } from "../../../generator/narrate/evidence/evidence.ts";
import { bookOf, pastOf, ruleOnly } from "./support.ts";

const FIRST: Day = "2022-01-01";
const LAST: Day = "2024-04-09";
const COUNT = 829;
const SUBJECTS = 40;
const HORIZONS = [1, 5];
/** A rule that holds on about one day in twelve, at random. */
const OFTEN = 1 / 12;

/** Subjects with a price and a signal that is one at random and zero else. */
const catalogue: Catalogue = (() => {
  const ids = Array.from({ length: SUBJECTS }, (_, at) => `coin-${String(at).padStart(2, "0")}`);
  const subjects = ids.map((id) =>
    subjectSchema.parse({ id, kind: "crypto", name: id, symbol: id, calendar: "24/7" }),
  );
  const series = ids.flatMap((id) =>
    ["close", "level"].map((quantity) =>
      declaredSeries({
        id: `${id}.${quantity}`,
        title: id,
        unit: quantity === "close" ? "USD" : "points",
        source: "test",
        calendar: "24/7",
        lag: "PT10M",
        staleAfter: 2,
        range: [-1e9, 1e9],
        decimals: 2,
      }),
    ),
  );
  return {
    kinds: BUILT_IN.kinds,
    sources: new Map(),
    subjects: new Map(subjects.map((each) => [each.id, each])),
    series: new Map(series.map((each) => [each.id, each])),
    quantities: QUANTITIES,
    events: new Map(),
    feeds: new Map(),
    units: UNITS,
    calendars,
    market: undefined,
  };
})();

const rule = ruleOnly(
  "test/signal",
  {
    for: { asset: "crypto" },
    when: "asset.level.last > 0.5",
    evidence: { target: "asset.close", horizons: HORIZONS },
  },
  catalogue,
);

/**
 * Noise, in which after the signal of a planted subject a day rises with the probability given.
 * @param planted subject ids with that probability.
 */
function recordsOf(planted: ReadonlyMap<string, number>): readonly Evidence[] {
  const rows = new Map<string, Stored[]>();
  for (const id of catalogue.subjects.keys()) {
    const random = randomFrom(id);
    let price = 100;
    let signalled = false;
    const [closes, levels]: [number[], number[]] = [[], []];
    for (let at = 0; at < COUNT; at++) {
      const chance = signalled ? (planted.get(id) ?? 0.5) : 0.5;
      price *= Math.exp((random() < chance ? 1 : -1) * 0.04 * random());
      signalled = random() < OFTEN;
      closes.push(price);
      levels.push(signalled ? 1 : 0);
    }
    rows.set(`${id}.close`, stored(`${id}.close`, closes));
    rows.set(`${id}.level`, stored(`${id}.level`, levels));
  }
  return bookOf(
    pastOf(catalogue, (id) => rows.get(id)!),
    [rule],
    LAST,
  ).all();
}

function stored(id: string, values: readonly number[]): Stored[] {
  return values.map((value, at) => {
    const day = addDays(FIRST, at);
    return { day, value, revision: 0, public: publicByLag(catalogue.series.get(id)!, day) };
  });
}

const tendencies = (records: readonly Evidence[]): string[] =>
  records.flatMap(({ target, horizons }) =>
    horizons
      .filter(({ verdict }) => verdict === "tendency")
      .map(({ horizon }) => `${target} ${horizon}`),
  );

describe("in noise", () => {
  const records = recordsOf(new Map());
  const ps = records.flatMap(({ horizons }) => horizons.flatMap(({ rates }) => rates?.p ?? []));

  test("every rule is tested at every horizon", () => {
    expect(ps).toHaveLength(SUBJECTS * HORIZONS.length);
  });

  test("about one test in twenty has p under 5%", () => {
    const share = ps.filter((p) => p < 0.05).length / ps.length;
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(0.1);
  });

  test("no tendency is left after the correction", () => {
    expect(tendencies(records)).toEqual([]);
  });
});

describe("an effect planted in two subjects of forty", () => {
  const records = recordsOf(
    new Map([
      ["coin-07", 0.85],
      ["coin-31", 0.15],
    ]),
  );

  test("is found there, and elsewhere hardly anything is", () => {
    const found = tendencies(records);
    expect(found).toEqual(expect.arrayContaining(["coin-07 1", "coin-31 1"]));
    const elsewhere = found.filter((each) => !/^coin-(?:07|31) /.test(each));
    expect(elsewhere.length).toBeLessThanOrEqual(1);
  });

  test("is found in its size", () => {
    for (const [target, chance] of [
      ["coin-07", 85],
      ["coin-31", 15],
    ] as const) {
      const { rates } = records.find((each) => each.target === target)!.horizons[0]!;
      expect(rates!.hitRate.low).toBeLessThan(chance);
      expect(rates!.hitRate.high).toBeGreaterThan(chance);
      expect(rates!.difference.low * rates!.difference.high).toBeGreaterThan(0);
    }
  });
});
