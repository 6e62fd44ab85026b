import { BUILT_IN } from "../../../generator/newsroom/kit.ts";
import { describe, expect, test } from "vitest";
import { gatherLive, type LiveSummary } from "../../../generator/gather/live/gather-live.ts";
import type { Series } from "../../../generator/publication/catalogue.ts";
import type { Store } from "../../../generator/store/store.ts";
import { publicationOf, seriesOf, temporaryFolder, temporaryStore, viewAt } from "../support.ts";
import { FAULTS, GOOD } from "./faults.ts";
import { answering, provider, worldVia, type Reply } from "./provider.ts";

const NOW = "2026-01-07T12:00:00Z";

const spx = seriesOf({
  id: "sp500.close",
  unit: "points",
  calendar: "XNYS",
  lag: "PT30M",
  range: [10, 1_000_000],
  live: {
    by: "json",
    url: "https://prices.example.com/spx?from={from}",
    rows: "series",
    date: "0",
    value: "1",
    expect: { symbol: "SPX", currency: "USD" },
  },
});

async function gatherFrom(
  reply: Reply,
  options: {
    series?: Series;
    store?: Store;
    at?: string;
    accept?: string;
    reason?: string;
    timeout?: string;
  } = {},
): Promise<{ summary: LiveSummary; stored: Map<string, number>; store: Store; waits: number[] }> {
  const { base } = await provider(reply);
  const world = worldVia(base, options.at ?? NOW, {
    BELLWETHER_TIMEOUT_MS: options.timeout ?? "30000",
  });
  const series = options.series ?? spx;
  const publication = publicationOf(temporaryFolder(), series);
  const store = options.store ?? (await temporaryStore());
  const summary = await gatherLive(world, BUILT_IN, publication, store, {
    accept: options.accept,
    reason: options.reason,
  });
  const view = await viewAt(store, world.now(), publication.catalogue);
  const history = view.history(series.id);
  const stored = new Map(history.days.map((day, at) => [day, history.values[at]!]));
  return { summary, stored, store, waits: world.waits };
}

const truth = new Map(GOOD.series.map(([day, value]) => [String(day), Number(value)]));

function textOf(words: string): RegExp {
  return new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
}

/** What never ends is given up sooner than in life. */
const ENDLESS = new Set(["timeout", "slow-drip"]);

describe("an answer that is not as it should be", () => {
  test.each(FAULTS)("$name", async ({ name, reply, expected }) => {
    const timeout = ENDLESS.has(name) ? "400" : "30000";
    const { summary, stored } = await gatherFrom(reply, { timeout });
    expect([...stored.keys()]).toEqual(expected.stored);
    const wrong = [...stored].filter(
      ([day, value]) => Math.abs(value / (truth.get(day) ?? value) - 1) > 0.01,
    );
    expect(wrong).toEqual([]);
    const { fault, refused = [] } = summary.series[0] ?? {};
    const said = [fault ?? [], refused.map(({ why }) => why)].flat().join(" ");
    expect(said).toMatch(expected.says === undefined ? /^$/ : textOf(expected.says));
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    expect(said).not.toMatch(/\p{C}/u);
  });
});

test("a negative oil price is a price", async () => {
  const oil = seriesOf({ ...spx, id: "sp500.level", range: [-100, 500] });
  const { stored } = await gatherFrom(
    answering({
      ...GOOD,
      series: [
        ["2020-04-17", 18.27],
        ["2020-04-20", -37.63],
        ["2020-04-21", 10.01],
      ],
    }),
    { series: oil },
  );
  expect([...stored.values()]).toEqual([18.27, -37.63, 10.01]);
});

test("a changed value of yesterday is a revision, and what was known before stays known", async () => {
  const { store } = await gatherFrom(answering(GOOD));
  const series = [GOOD.series[0], GOOD.series[1], ["2026-01-06", 5892.5]];
  const { summary, stored } = await gatherFrom(answering({ ...GOOD, series }), {
    store,
    at: "2026-01-08T12:00:00Z",
  });
  expect(summary.series[0]).toMatchObject({ added: 0, revised: 1 });
  expect(stored.get("2026-01-06")).toBe(5892.5);
  const catalogue = publicationOf("", spx).catalogue;
  const before = await viewAt(store, Date.parse(NOW), catalogue);
  expect(before.history(spx.id).values.at(-1)).toBe(5890);
});

test("a history that was divided by four is refused whole, until a person accepts it", async () => {
  const { store } = await gatherFrom(answering(GOOD));
  const split = answering({
    ...GOOD,
    series: GOOD.series.map(([day, value]) => [day, Number(value) / 4]),
  });
  const refused = await gatherFrom(split, { store });
  expect(refused.summary.series[0]?.refused.map(({ code }) => code)).toEqual(["restated"]);
  expect(refused.summary.series[0]?.refused[0]?.why).toContain(
    'bellwether gather --live --accept sp500.close --reason "…"',
  );
  expect(refused.stored.get("2026-01-06")).toBe(5890);
  const accepted = await gatherFrom(split, {
    store,
    accept: "sp500.*",
    reason: "split four for one",
    at: "2026-01-08T12:00:00Z",
  });
  expect(accepted.summary.series[0]).toMatchObject({ revised: 3, refused: [] });
  expect(accepted.stored.get("2026-01-06")).toBe(1472.5);
  const remarks = (await store.lastReadings(["live json"])).get("live json")?.remarks;
  expect(accepted.summary.notes[0]).toMatch(/Accepted: split four for one/);
  const once = await gatherFrom(split, { store, at: "2026-01-09T12:00:00Z" });
  expect(once.summary.series[0]).toMatchObject({ added: 0, revised: 0, refused: [] });
  expect(remarks?.map(({ code }) => code) ?? ["accepted"]).toEqual(["accepted"]);
});

test("the provider is asked again after the time it names", async () => {
  let asked = 0;
  const { summary, stored, waits } = await gatherFrom((request, response) => {
    if (asked++ === 0) response.writeHead(429, { "retry-after": "7" }).end();
    else answering(GOOD)(request, response);
  });
  expect(summary.series[0]?.fault).toBeUndefined();
  expect(stored.size).toBe(3);
  expect(waits).toContain(7000);
});
