import fc from "fast-check";
import { expect, test } from "vitest";
import { dayFromNumber } from "../../../generator/base/day.ts";
import { randomFrom } from "../../../generator/base/random.ts";
import { Outcomes } from "../../../generator/narrate/evidence/outcomes.ts";
import {
  isRead,
  MOST_POOLED,
  poolIdOf,
  poolsOf,
} from "../../../generator/narrate/evidence/pool.ts";
import {
  judgeTrial,
  pooledTrialOf,
  trialOf,
  type Member,
} from "../../../generator/narrate/evidence/trial.ts";
import { judgeBy } from "../../../generator/narrate/evidence/verdict.ts";
import type { Subject } from "../../../generator/publication/catalogue.ts";
import { catalogue, scales } from "../../support/bundle.ts";

const judge = judgeBy(scales);
const HORIZON = 5;

/** A made history of so many periods, with a gap of so many days in its middle, and a rule that holds on about one in twelve. */
function member(seed: string, length = 400, gap = 0): Member {
  const random = randomFrom(seed);
  const values = Float64Array.from({ length }, () => 0);
  for (let at = 1; at < length; at++) values[at] = values[at - 1]! + random() - 0.49;
  const days = Array.from({ length }, (_, at) =>
    dayFromNumber(19_000 + at + (at < length / 2 ? 0 : gap)),
  );
  const outcomes = new Outcomes(catalogue.series.get("vix.level")!, { days, values });
  const held = Array.from({ length }, (_, at) => at).filter(() => random() < 1 / 12);
  return { outcomes, history: { from: 10, held: held.filter((at) => at >= 10) } };
}

test("always, a pool of one subject is tested as the subject itself", () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(0, 60), (seed, gap) => {
      const one = member(seed, 400, gap);
      expect(one.outcomes.lastUnknown(HORIZON) >= 0).toBe(gap > 0);
      const alone = trialOf(one.outcomes, one.history, HORIZON, "up", judge);
      const pooled = pooledTrialOf([one], HORIZON, "up", judge);
      const { latest, spell } = alone;
      expect({ ...pooled, latest, spell, panel: pooled.panel() }).toEqual({
        ...alone,
        panel: alone.panel(),
      });
    }),
    { numRuns: 20 },
  );
});

function figures(members: readonly Member[]) {
  const trial = pooledTrialOf(members, HORIZON, "up", judge);
  return { trial, rates: judgeTrial(trial, trial.p, judge, "seed").rates! };
}

function total(counts: Float64Array): number {
  return counts.reduce((a, b) => a + b, 0);
}

test("the same subject twice is no more evidence than once", () => {
  const one = member("twin");
  const [once, twice] = [figures([one]), figures([one, one])];
  expect(twice.trial.sample).toBe(once.trial.sample);
  expect(twice.trial.moves).toHaveLength(2 * once.trial.moves.length);
  expect(twice.trial.p).toBeCloseTo(once.trial.p!, 10);
  expect(twice.rates.hitRate.value).toBeCloseTo(once.rates.hitRate.value, 10);
  expect(twice.rates.difference).toEqual(once.rates.difference);
  const width = ({ rates: { hitRate } }: typeof once): number => hitRate.high - hitRate.low;
  expect(width(twice)).toBeGreaterThan(0.7 * width(once));
});

test("the rates of a pool are those of all its episodes and all its periods", () => {
  const members = ["a", "b", "c"].map((seed) => member(seed));
  const alone = members.map((each) => trialOf(each.outcomes, each.history, HORIZON, "down", judge));
  const trial = pooledTrialOf(members, HORIZON, "down", judge);
  const { rates, episodes, hits, latest } = judgeTrial(trial, trial.p, judge, "seed");
  const sum = (of: (each: (typeof alone)[number]) => number): number =>
    alone.reduce((total, each) => total + of(each), 0);
  expect(episodes).toBe(sum(({ moves }) => moves.length));
  expect(hits).toBe(sum(({ panel }) => total(panel().both)));
  expect(rates!.hitRate.value).toBeCloseTo((100 * hits) / episodes, 10);
  expect(rates!.baseRate).toBeCloseTo(
    (100 * sum(({ panel }) => total(panel().hits))) / sum(({ panel }) => panel().hits.length),
    10,
  );
  expect(latest).toEqual([]);
});

function listed(count: number): Map<string, Subject> {
  const like = catalogue.subjects.get("coin")!;
  return new Map(
    Array.from({ length: count }, (_, at) => {
      const id = `share-${at}`;
      return [id, { ...like, id, list: "tickers.csv" }];
    }),
  );
}

test("of a long list a few are read, and another row changes one of them at most", () => {
  const before = { ...catalogue, subjects: listed(500) };
  const [pool] = poolsOf(before).values();
  expect(pool).toMatchObject({ id: "tickers.csv (crypto_equity)", size: 500 });
  expect(pool!.members.size).toBe(MOST_POOLED);
  const [after] = poolsOf({ ...catalogue, subjects: listed(501) }).values();
  expect([...pool!.members].filter((id) => !after!.members.has(id)).length).toBeLessThan(2);
});

test("all of a short list are read, and so is each subject that stands by itself", () => {
  const short = { ...catalogue, subjects: new Map([...catalogue.subjects, ...listed(3)]) };
  expect([...short.subjects.values()].filter((each) => !isRead(each, short))).toEqual([]);
  expect(poolIdOf(catalogue.subjects.get("coin")!)).toBeUndefined();
});
