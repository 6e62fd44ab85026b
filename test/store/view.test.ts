import * as fc from "fast-check";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addDays, type Day } from "../../generator/base/day.ts";
import type { Store } from "../../generator/store/store.ts";
import type { AsOfView } from "../../generator/store/asof.ts";
import type { Observation } from "../../generator/store/observation.ts";
import {
  catalogueOf,
  failureOf,
  seriesOf,
  temporaryFolder,
  temporaryStore,
  viewAt,
  worldAt,
} from "../gather/support.ts";
import { openTestStore } from "../support/store.ts";

const HOUR = 3_600_000;

const start = Date.parse("2025-05-01T00:00:00Z");

const world = worldAt("2025-07-01T00:00:00Z");

const catalogue = catalogueOf(
  seriesOf({ id: "a.close" }),
  seriesOf({ id: "b.close" }),
  seriesOf({ id: "ab.close", derive: { as: "difference", of: ["a.close", "b.close"] } }),
);

/** One batch: some values of one series, retrieved at an hour. */
interface Batch {
  readonly series: string;
  readonly retrieved: number;
  readonly observations: readonly Observation[];
}

function batches(fromHour: number): fc.Arbitrary<Batch[]> {
  const hour = fc.integer({ min: fromHour, max: fromHour + 200 });
  const observation = fc
    .record({
      day: fc.integer({ min: 0, max: 6 }).map((offset): Day => addDays("2025-05-01", offset)),
      value: fc.integer({ min: 1, max: 4 }),
      public: hour.map((hours) => start + hours * HOUR),
      stated: fc.boolean(),
    })
    .map((one): Observation => one);
  return fc.array(
    fc.record({
      series: fc.constantFrom("a.close", "b.close"),
      retrieved: hour.map((hours) => start + hours * HOUR),
      observations: fc.array(observation, { minLength: 1, maxLength: 6 }),
    }),
    { maxLength: 8 },
  );
}

function fill(store: Store, all: readonly Batch[]): Promise<void> {
  return store.write(async (writer) => {
    for (const { series, retrieved, observations } of all)
      await writer.record(series, "test", retrieved, observations);
  });
}

function contents(view: AsOfView): unknown {
  return [...catalogue.series.keys()].map((id) => {
    const { days, values, publics, revisions } = view.history(id);
    return {
      id,
      days,
      values: [...values],
      publics: [...publics],
      revisions: [...revisions],
      age: view.age(id),
    };
  });
}

async function withStore<T>(
  folder: string,
  name: string,
  action: (store: Store) => Promise<T>,
): Promise<T> {
  const store = await openTestStore(world, join(folder, name));
  try {
    return await action(store);
  } finally {
    await store.close();
  }
}

/** What was known, told without the store: the last revision of each day that was public. */
function plainly(all: readonly Batch[], series: string, instant: number): [Day, number][] {
  const revisions = new Map<Day, { value: number; public: number }[]>();
  for (const batch of all.filter((one) => one.series === series)) {
    for (const { day, value, public: published, stated } of batch.observations) {
      const earlier = revisions.get(day) ?? [];
      const last = earlier.at(-1);
      if (last?.value === value) continue;
      let known = published;
      if (last !== undefined && !(stated && published > last.public))
        known = Math.max(batch.retrieved, last.public);
      revisions.set(day, [...earlier, { value, public: known }]);
    }
  }
  return [...revisions]
    .map(([day, list]): [Day, number | undefined] => [
      day,
      list.findLast((one) => one.public <= instant)?.value,
    ])
    .filter((pair): pair is [Day, number] => pair[1] !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

describe("a view", () => {
  test("is not changed by anything that becomes public after it", async () => {
    const folder = temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(batches(0), batches(202), async (before, after) => {
        await withStore(folder, `later-${run++}`, async (store) => {
          const instant = start + 201 * HOUR;
          await fill(store, before);
          const then = contents(await viewAt(store, instant, catalogue));
          await fill(store, after);
          expect(contents(await viewAt(store, instant, catalogue))).toEqual(then);
        });
      }),
      { numRuns: 60 },
    );
  });

  test("holds the last revision that was public, as told without a store", async () => {
    const folder = temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(batches(0), fc.integer({ min: -10, max: 210 }), async (all, hour) => {
        await withStore(folder, `plain-${run++}`, async (store) => {
          await fill(store, all);
          const instant = start + hour * HOUR;
          const view = await viewAt(store, instant, catalogue);
          const { days, values, publics } = view.history("a.close");
          expect(days.map((day, at) => [day, values[at]])).toEqual(
            plainly(all, "a.close", instant),
          );
          expect(publics.every((published) => published <= instant)).toBe(true);
        });
      }),
      { numRuns: 60 },
    );
  });

  test("is the same when everything is written a second time", async () => {
    const folder = temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(batches(0), async (all) => {
        const last = new Map<string, Batch>();
        for (const { series, retrieved, observations } of all) {
          for (const one of observations)
            last.set(`${series} ${one.day}`, { series, retrieved, observations: [one] });
        }
        await withStore(folder, `twice-${run++}`, async (store) => {
          await fill(store, all);
          const instant = start + 1000 * HOUR;
          const once = contents(await viewAt(store, instant, catalogue));
          await fill(store, [...last.values()]);
          expect(contents(await viewAt(store, instant, catalogue))).toEqual(once);
        });
      }),
      { numRuns: 40 },
    );
  });
});

async function derived(as: "sum" | "difference" | "ratio", ...inputs: readonly number[][]) {
  const names = inputs.map((_, index) => `${"abc"[index]}.close`);
  const store = await temporaryStore();
  await store.write(async (writer) => {
    for (const [index, values] of inputs.entries()) {
      await writer.record(
        names[index]!,
        "test",
        0,
        values.flatMap((value, offset) =>
          Number.isNaN(value)
            ? []
            : [
                {
                  day: addDays("2025-05-01", offset),
                  value,
                  public: start + index * HOUR,
                  stated: true,
                },
              ],
        ),
      );
    }
  });
  const all = catalogueOf(
    ...names.map((id) => seriesOf({ id })),
    seriesOf({ id: "d.close", derive: { as, of: names } }),
  );
  const { view } = await store.load(all);
  return (instant: number) => view(instant).history("d.close");
}

describe("a derived series", () => {
  test("is the sum, the difference or the ratio of its inputs", async () => {
    const all = start + 10 * HOUR;
    expect([...(await derived("sum", [1, 2], [10, 20], [100, 200]))(all).values]).toEqual([
      111, 222,
    ]);
    expect([...(await derived("difference", [100, 200], [10, 20], [1, 2]))(all).values]).toEqual([
      89, 178,
    ]);
    expect([...(await derived("ratio", [1, 3], [4, 2]))(all).values]).toEqual([0.25, 1.5]);
  });

  test("has a value only where all inputs have one, and where it is finite", async () => {
    const none = NaN;
    const at = await derived("ratio", [1, 2, none, 4, 5], [none, 2, 3, 0, 10]);
    const history = at(start + 10 * HOUR);
    expect(history.days).toEqual(["2025-05-02", "2025-05-05"]);
    expect([...history.values]).toEqual([1, 0.5]);
  });

  test("is public when its last input is", async () => {
    const at = await derived("sum", [1], [2], [3]);
    expect(at(start + 2 * HOUR - 1).days).toEqual([]);
    expect([...at(start + 2 * HOUR).publics]).toEqual([start + 2 * HOUR]);
  });
});

async function viewWith(calendar: string, lag: string, day: Day | undefined) {
  const series = seriesOf({ id: "a.close", calendar, lag, staleAfter: 2 });
  const store = await temporaryStore();
  if (day !== undefined) {
    const row = { day, value: 1, public: 0, stated: false };
    await store.write((writer) => writer.record("a.close", "test", 0, [row]));
  }
  const { view } = await store.load(catalogueOf(series));
  return (instant: string) => view(Date.parse(instant));
}

describe("the age of a series", () => {
  test("counts the periods that should have been public by now", async () => {
    const at = await viewWith("24/7", "PT10M", "2025-05-07");
    expect(at("2025-05-09T00:09:00Z").age("a.close")).toBe(0);
    expect(at("2025-05-09T00:10:00Z").age("a.close")).toBe(1);
    expect(at("2025-05-10T12:00:00Z").isStale("a.close")).toBe(false);
    expect(at("2025-05-11T12:00:00Z").isStale("a.close")).toBe(true);
  });

  test("counts sessions, so that a weekend or a closure ages nothing", async () => {
    const at = await viewWith("XNYS", "PT30M", "2025-01-08");
    expect(at("2025-01-10T12:00:00Z").age("a.close")).toBe(0);
    expect(at("2025-01-10T21:29:00Z").age("a.close")).toBe(0);
    expect(at("2025-01-10T21:30:00Z").age("a.close")).toBe(1);
    expect(at("2025-01-12T12:00:00Z").age("a.close")).toBe(1);
  });

  test("honours a lag of sessions", async () => {
    const at = await viewWith("XNYS", "1 session + PT1H", "2025-05-02");
    expect(at("2025-05-06T20:59:00Z").age("a.close")).toBe(0);
    expect(at("2025-05-06T21:00:00Z").age("a.close")).toBe(1);
  });

  test("is infinite where there is nothing", async () => {
    const at = await viewWith("24/7", "PT10M", undefined);
    const view = at("2025-05-09T00:00:00Z");
    expect(view.age("a.close")).toBe(Infinity);
    expect(view.isStale("a.close")).toBe(true);
  });
});

test("a series that is not declared is a mistake that names the nearest", async () => {
  const view = await viewAt(await temporaryStore(), start, catalogue);
  expect(failureOf(() => view.history("a.clos")).message).toContain('Did you mean "a.close"?');
});
